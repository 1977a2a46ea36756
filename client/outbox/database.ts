import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Snapshot } from '../../shared/protocol.ts';
import { type BallotBox, type BallotContent, isEmpty } from './ballot-box.ts';
import type { WaitingNote } from './problem-note.ts';
import { putNow } from './put-now.ts';

/** Marks that were typed and not sent yet. */
export interface Draft extends BallotContent {
  readonly key: string;
  readonly tour: string;
  readonly judgeId: string;
  readonly itemId: string;
  /** The version that they began from; 0 where there was no ballot. */
  readonly base: number;
}

/** What the phone remembers of a tour: shown at once, with or without signal. */
export interface Memory {
  readonly tour: string;
  readonly judgeId: string;
  readonly snapshot: Snapshot;
  /** Server time minus the device's, ms. */
  readonly offsetMs: number;
}

interface Schema extends DBSchema {
  boxes: { key: string; value: BallotBox };
  drafts: { key: string; value: Draft };
  notes: { key: string; value: WaitingNote };
  memory: { key: string; value: Memory };
}
type StoreName = 'boxes' | 'drafts' | 'notes' | 'memory';
type OfJudge = Exclude<StoreName, 'memory'>;

/** The phone's own store of what must not be lost. */
export interface OutboxDatabase {
  /** Whether it outlives the page. */
  readonly lasting: boolean;
  /** Everything of a judge on a tour. */
  all<N extends OfJudge>(name: N, tour: string, judgeId: string): Promise<Schema[N]['value'][]>;
  /** Changes a box in one step, so that two tabs never undo each other; what is in it afterwards. */
  changeBox(empty: BallotBox, change: (box: BallotBox) => BallotBox): Promise<BallotBox>;
  keepDraft(draft: Draft): Promise<void>;
  keepNote(note: WaitingNote): Promise<void>;
  forget(name: 'drafts' | 'notes', key: string): Promise<void>;
  remember(memory: Memory): Promise<void>;
  memory(tour: string): Promise<Memory | undefined>;
}

/** Opens it in IndexedDB; where the browser keeps nothing (some private windows), in the page's own memory. */
export async function openDatabase(): Promise<OutboxDatabase> {
  try {
    const db = await openDB<Schema>('lalian-outbox', 1, {
      upgrade(fresh) {
        for (const name of ['boxes', 'drafts', 'notes'] as const)
          fresh.createObjectStore(name, { keyPath: 'key' });
        fresh.createObjectStore('memory', { keyPath: 'tour' });
      },
    });
    return lastingDatabase(db);
  } catch {
    return fleetingDatabase();
  }
}

const lastingDatabase = (db: IDBPDatabase<Schema>): OutboxDatabase => ({
  lasting: true,
  async all(name, tour, judgeId) {
    const values = await db.getAll(name);
    return values.filter((value) => value.tour === tour && value.judgeId === judgeId);
  },
  async changeBox(empty, change) {
    // Strict: on the disk before it counts as saved, should the battery end now.
    const transaction = db.transaction('boxes', 'readwrite', { durability: 'strict' });
    const before = (await transaction.store.get(empty.key)) ?? empty;
    const after = change(before);
    if (isEmpty(after)) await transaction.store.delete(after.key);
    else if (after !== before) await transaction.store.put(after);
    await transaction.done;
    return after;
  },
  keepDraft: (draft) => putNow(db, 'drafts', draft),
  keepNote: async (note) => void (await db.put('notes', note)),
  forget: (name, key) => db.delete(name, key),
  remember: async (memory) => void (await db.put('memory', memory)),
  memory: (tour) => db.get('memory', tour),
});

/** Lasts as long as the page. */
export function fleetingDatabase(): OutboxDatabase {
  const boxes = new Map<string, BallotBox>();
  return {
    lasting: false,
    all: async () => [],
    async changeBox(empty, change) {
      const after = change(boxes.get(empty.key) ?? empty);
      boxes.set(after.key, after);
      return after;
    },
    keepDraft: async () => undefined,
    keepNote: async () => undefined,
    forget: async () => undefined,
    remember: async () => undefined,
    memory: async () => undefined,
  };
}
