import type { Remembered } from '../../live/remembered.ts';
import { Device } from '../storage/device.ts';
import type { StorageState } from '../storage/storage-failure.ts';
import type { Tables } from '../storage/tables.ts';
import { type BallotBox, type BallotContent, isEmpty } from './ballot-box.ts';
import type { WaitingNote } from './problem-note.ts';
import { type UnsavedNote, type UnsavedRow, unsavedIn, unsavedKeys, unsavedRows } from './unsaved-note.ts';

/** Marks that were typed and not sent yet. */
export interface Draft extends BallotContent {
  readonly key: string;
  readonly tour: string;
  readonly judgeId: string;
  readonly itemId: string;
  /** The version that they began from; 0 where there was no ballot. */
  readonly base: number;
}

/** What the phone remembers of a tour for its judge. */
export interface Memory extends Remembered {
  readonly tour: string;
  readonly judgeId: string;
}

interface OfJudge {
  readonly boxes: BallotBox;
  readonly drafts: Draft;
  readonly notes: WaitingNote;
}
interface Values extends Omit<OfJudge, 'drafts'> {
  readonly drafts: Draft | UnsavedRow;
  readonly memory: Memory;
}
const PLAN = {
  name: 'lalian-outbox',
  stores: { boxes: 'key', drafts: 'key', notes: 'key', memory: 'tour' },
} as const;

/**
 * The phone's own store of what must not be lost. Where the disk fails, all this goes on in the page's memory, and
 * `state` says so: nothing here rejects.
 */
export interface OutboxDatabase {
  /** Whether it outlives the page. */
  readonly lasting: boolean;
  readonly state: StorageState;
  onState: () => void;
  /** There is hope that the disk works: what it lacks is written. */
  settle(): void;
  /** Everything of a judge on a tour. */
  all<N extends keyof OfJudge>(name: N, tour: string, judgeId: string): Promise<OfJudge[N][]>;
  /** Changes a box in one step, so that two tabs never undo each other; what is in it afterwards. */
  changeBox(empty: BallotBox, change: (box: BallotBox) => BallotBox): Promise<BallotBox>;
  keepDraft(draft: Draft): Promise<void>;
  /** Keeps a note; in the same step, what was kept under the key `unsaved` while it was written goes. */
  keepNote(note: WaitingNote, unsaved?: string): Promise<void>;
  /** Changes a note in one step, in which what was kept under `unsaved` goes. Undefined: it is not there any more. */
  changeNote(
    key: string,
    change: (note: WaitingNote) => WaitingNote,
    unsaved?: string,
  ): Promise<WaitingNote | undefined>;
  /** The notes of a judge on a tour that are being written. */
  unsavedNotes(tour: string, judgeId: string): Promise<UnsavedNote[]>;
  /** Keeps a note that is being written; without its pictures, those that were kept of it stay. */
  keepUnsaved(note: UnsavedNote, withPictures: boolean): Promise<void>;
  forgetUnsaved(key: string): Promise<void>;
  forget(name: 'drafts' | 'notes', key: string): Promise<void>;
  remember(memory: Memory): Promise<void>;
  memory(tour: string): Promise<Memory | undefined>;
}

/** Opens it in IndexedDB; where the browser keeps nothing (some private windows), in the page's own memory. */
export async function openDatabase(): Promise<OutboxDatabase> {
  const device = new Device<Values>(PLAN, ['memory']);
  await device.ready();
  return databaseOn(device);
}

/** Lasts as long as the page. */
export const fleetingDatabase = (): OutboxDatabase => databaseOn(new Device<Values>(PLAN, ['memory'], false));

type Row = { readonly tour: string; readonly judgeId: string };

/** Rows that are to go. */
const gone = (key: string | undefined) =>
  key === undefined ? [] : unsavedKeys(key).map((one) => ['drafts', one] as const);
const removeUnsaved = (tables: Tables<Values>, key: string | undefined): Promise<unknown> =>
  Promise.all(gone(key).map(([name, one]) => tables.delete(name, one)));

const databaseOn = (device: Device<Values>): OutboxDatabase => ({
  get lasting() {
    return device.lasting;
  },
  get state() {
    return device.state;
  },
  set onState(onState: () => void) {
    device.onState = onState;
  },
  settle: () => device.settle(),
  async all(name, tour, judgeId) {
    const values = await device.step([name], (tables) => tables.all(name), { mode: 'readonly' });
    return (values as (OfJudge[typeof name] & Row)[]).filter(
      (value) => value.tour === tour && value.judgeId === judgeId,
    );
  },
  changeBox: (empty, change) =>
    device.step(
      ['boxes'],
      async (tables) => {
        const before = (await tables.get('boxes', empty.key)) ?? empty;
        const after = change(before);
        if (isEmpty(after)) await tables.delete('boxes', after.key);
        else if (after !== before) await tables.put('boxes', after);
        return after;
      },
      { safe: true },
    ),
  keepDraft: (draft) => device.put('drafts', draft),
  keepNote: (note, unsaved) =>
    device.step(
      ['notes', 'drafts'],
      async (tables) => {
        await Promise.all([tables.put('notes', note), removeUnsaved(tables, unsaved)]);
      },
      { atOnce: true, whole: [['notes', note.key], ...gone(unsaved)] },
    ),
  changeNote: (key, change, unsaved) =>
    device.step(
      ['notes', 'drafts'],
      async (tables) => {
        const before = await tables.get('notes', key);
        const after = before && change(before);
        if (after !== undefined && after !== before) await tables.put('notes', after);
        if (after !== undefined) await removeUnsaved(tables, unsaved);
        return after;
      },
      { safe: true, whole: gone(unsaved) },
    ),
  async unsavedNotes(tour, judgeId) {
    const rows = await device.step(['drafts'], (tables) => tables.all('drafts'), { mode: 'readonly' });
    return unsavedIn(rows, tour, judgeId);
  },
  keepUnsaved(note, withPictures) {
    const rows = unsavedRows(note, withPictures);
    return device.step(
      ['drafts'],
      async (tables) => {
        await Promise.all(rows.map((row) => tables.put('drafts', row)));
      },
      { atOnce: true, whole: rows.map(({ key }) => ['drafts', key] as const) },
    );
  },
  forgetUnsaved: (key) =>
    device.step(
      ['drafts'],
      async (tables) => {
        await removeUnsaved(tables, key);
      },
      { whole: gone(key) },
    ),
  forget: (name, key) => device.delete(name, key),
  remember: (memory) => device.offer('memory', memory),
  // What cannot be read is not remembered: the tour comes from the server.
  memory: (tour) =>
    device
      .step(['memory'], (tables) => tables.get('memory', tour), { mode: 'readonly' })
      .catch(() => undefined),
});
