import type { Remembered } from '../../live/remembered.ts';
import { Device } from '../storage/device.ts';
import { asBytes, type KeptBytes } from '../storage/kept-bytes.ts';
import type { StorageState } from '../storage/storage-failure.ts';
import type { Parcel } from './parcel.ts';
import type { Upload } from './upload.ts';
import type { Writing } from './writing.ts';

/** A file as it was attached, and a small picture of it. */
export interface StoredFile {
  readonly key: string;
  readonly original: Blob | KeptBytes;
  readonly preview?: Blob;
}

/** What the device remembers of a tour for an outlet. */
export interface DeskMemory extends Remembered {
  readonly tour: string;
  readonly outletId: string;
  readonly author?: string;
  /** Pictures and films wait until the editor lets them go. */
  readonly paused: boolean;
}

interface Values {
  readonly writings: Writing;
  readonly parcels: Parcel;
  readonly uploads: Upload;
  readonly files: StoredFile;
  readonly memory: DeskMemory;
}
type Mine = 'writings' | 'parcels' | 'uploads';
const PLAN = {
  name: 'lalian-desk',
  stores: { writings: 'key', parcels: 'key', uploads: 'key', files: 'key', memory: 'tour' },
} as const;

/**
 * The device's own store of what editors must not lose. Where the disk fails, all this goes on in the page's memory,
 * and `state` says so: nothing here rejects but `file`, where only the disk has the file and cannot be read.
 */
export interface DeskDatabase {
  /** Whether it outlives the page. */
  readonly lasting: boolean;
  readonly state: StorageState;
  onState: () => void;
  /** There is hope that the disk works: what it lacks is written. */
  settle(): void;
  /** Everything of an outlet on a tour. */
  all<N extends Mine>(name: N, tour: string, outletId: string): Promise<Values[N][]>;
  keepWriting(writing: Writing): Promise<void>;
  forgetWriting(key: string): Promise<void>;
  /** Puts a parcel at the end of those that wait and takes its writing away, in one step; the parcel with its number. */
  post(parcel: Omit<Parcel, 'number'>): Promise<Parcel>;
  /** Gives a parcel back as a writing, in one step. */
  takeBack(parcelKey: string, writing: Writing): Promise<void>;
  /** Changes a parcel in one step, so that two tabs never undo each other. Undefined: another tab has finished it. */
  changeParcel(key: string, change: (parcel: Parcel) => Parcel): Promise<Parcel | undefined>;
  forgetParcel(key: string): Promise<void>;
  addFile(upload: Omit<Upload, 'number'>, file: StoredFile): Promise<Upload>;
  changeUpload(key: string, change: (upload: Upload) => Upload): Promise<Upload | undefined>;
  forgetFiles(keys: readonly string[]): Promise<void>;
  file(key: string): Promise<StoredFile | undefined>;
  remember(memory: DeskMemory): Promise<void>;
  memory(tour: string): Promise<DeskMemory | undefined>;
}

/** Opens it in IndexedDB; where the browser keeps nothing (some private windows), in the page's own memory. */
export async function openDesk(): Promise<DeskDatabase> {
  const device = new Device<Values>(PLAN, ['files', 'memory']);
  await device.ready();
  return deskOn(device);
}

/** Lasts as long as the page. */
export const fleetingDesk = (): DeskDatabase => deskOn(new Device<Values>(PLAN, ['files', 'memory'], false));

const MOST_AS_BYTES = 64 * 1024 * 1024;

/** The number behind all others of a store. */
const nextNumber = (all: readonly { readonly number: number }[]): number =>
  all.reduce((most, { number }) => Math.max(most, number), 0) + 1;

const deskOn = (device: Device<Values>): DeskDatabase => {
  const changed = <N extends 'parcels' | 'uploads'>(
    name: N,
    key: string,
    change: (value: Values[N]) => Values[N],
    safe: boolean,
  ): Promise<Values[N] | undefined> =>
    device.step(
      [name],
      async (tables) => {
        const before = await tables.get(name, key);
        const after = before && change(before);
        if (after !== undefined && after !== before) await tables.put(name, after);
        return after;
      },
      { safe },
    );
  return {
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
    async all(name, tour, outletId) {
      const values = await device.step([name], (tables) => tables.all(name), { mode: 'readonly' });
      return values.filter((value) => value.tour === tour && value.outletId === outletId);
    },
    keepWriting: (writing) => device.put('writings', writing),
    forgetWriting: (key) => device.delete('writings', key),
    post(parcel) {
      // What is still being kept of it must not come after it.
      const whole = 'writing' in parcel.task ? [['writings', parcel.task.writing.key] as const] : [];
      return device.step(
        ['parcels', 'writings'],
        async (tables) => {
          const known = await tables.get('parcels', parcel.key);
          const numbered: Parcel = known ?? { ...parcel, number: nextNumber(await tables.all('parcels')) };
          await tables.put('parcels', numbered);
          for (const [name, key] of whole) await tables.delete(name, key);
          return numbered;
        },
        { safe: true, whole },
      );
    },
    takeBack: (parcelKey, writing) =>
      device.step(
        ['parcels', 'writings'],
        async (tables) => {
          await tables.put('writings', writing);
          await tables.delete('parcels', parcelKey);
        },
        { safe: true, whole: [['writings', writing.key]] },
      ),
    changeParcel: (key, change) => changed('parcels', key, change, true),
    forgetParcel: (key) => device.delete('parcels', key),
    addFile(upload, file) {
      let kept = file;
      return device.step(
        ['uploads', 'files'],
        async (tables) => {
          const numbered = { ...upload, number: nextNumber(await tables.all('uploads')) };
          await tables.put('uploads', numbered);
          await tables.put('files', kept);
          return numbered;
        },
        {
          ...{ safe: true, bytes: upload.bytes },
          async withoutFiles() {
            // A long film does not fit into the page's memory: it stays the file that was chosen.
            if (upload.bytes > MOST_AS_BYTES) return;
            const { preview: _preview, ...rest } = file;
            kept = { ...rest, original: await asBytes(file.original) };
          },
        },
      );
    },
    changeUpload: (key, change) => changed('uploads', key, change, false),
    forgetFiles: (keys) =>
      device.step(['uploads', 'files'], async (tables) => {
        for (const key of keys) {
          await tables.delete('uploads', key);
          await tables.delete('files', key);
        }
      }),
    file: (key) => device.step(['files'], (tables) => tables.get('files', key), { mode: 'readonly' }),
    remember: (memory) => device.offer('memory', memory),
    // What cannot be read is not remembered: the tour comes from the server.
    memory: (tour) =>
      device
        .step(['memory'], (tables) => tables.get('memory', tour), { mode: 'readonly' })
        .catch(() => undefined),
  };
};
