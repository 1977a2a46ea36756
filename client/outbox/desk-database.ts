import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Snapshot } from '../../shared/protocol.ts';
import type { Parcel } from './parcel.ts';
import { putNow } from './put-now.ts';
import type { Upload } from './upload.ts';
import type { Writing } from './writing.ts';

/** A file as it was attached, and a small picture of it. */
export interface StoredFile {
  readonly key: string;
  readonly original: Blob;
  readonly preview?: Blob;
}

/** What the device remembers of a tour: shown at once, with or without signal. */
export interface DeskMemory {
  readonly tour: string;
  readonly outletId: string;
  readonly author?: string;
  readonly snapshot: Snapshot;
  /** Server time minus the device's, ms. */
  readonly offsetMs: number;
  /** Pictures and films wait until the editor lets them go. */
  readonly paused: boolean;
}

interface Schema extends DBSchema {
  writings: { key: string; value: Writing };
  parcels: { key: string; value: Parcel };
  uploads: { key: string; value: Upload };
  files: { key: string; value: StoredFile };
  memory: { key: string; value: DeskMemory };
}
type Mine = 'writings' | 'parcels' | 'uploads';
const STORES = ['writings', 'parcels', 'uploads', 'files'] as const;

/** The device's own store of what editors must not lose. */
export interface DeskDatabase {
  /** Whether it outlives the page. */
  readonly lasting: boolean;
  /** Everything of an outlet on a tour. */
  all<N extends Mine>(name: N, tour: string, outletId: string): Promise<Schema[N]['value'][]>;
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

/** Opens it in IndexedDB; where the browser keeps nothing, throws. */
export async function openLastingDesk(): Promise<DeskDatabase> {
  const db = await openDB<Schema>('lalian-desk', 1, {
    upgrade(fresh) {
      for (const name of STORES) fresh.createObjectStore(name, { keyPath: 'key' });
      fresh.createObjectStore('memory', { keyPath: 'tour' });
    },
  });
  return lastingDesk(db);
}

/** Strict: on the disk before it counts as saved, should the battery end now. */
const SAFE = { durability: 'strict' } as const;

/** The number behind all others of a store. */
const nextNumber = (all: readonly { readonly number: number }[]): number =>
  all.reduce((most, { number }) => Math.max(most, number), 0) + 1;

const lastingDesk = (db: IDBPDatabase<Schema>): DeskDatabase => ({
  lasting: true,
  async all(name, tour, outletId) {
    const values = await db.getAll(name);
    return values.filter((value) => value.tour === tour && value.outletId === outletId);
  },
  keepWriting: (writing) => putNow(db, 'writings', writing),
  forgetWriting: (key) => db.delete('writings', key),
  async post(parcel) {
    const transaction = db.transaction(['parcels', 'writings'], 'readwrite', SAFE);
    const parcels = transaction.objectStore('parcels');
    const known = await parcels.get(parcel.key);
    const numbered: Parcel = known ?? { ...parcel, number: nextNumber(await parcels.getAll()) };
    await parcels.put(numbered);
    if ('writing' in parcel.task) await transaction.objectStore('writings').delete(parcel.task.writing.key);
    await transaction.done;
    return numbered;
  },
  async takeBack(parcelKey, writing) {
    const transaction = db.transaction(['parcels', 'writings'], 'readwrite', SAFE);
    await transaction.objectStore('writings').put(writing);
    await transaction.objectStore('parcels').delete(parcelKey);
    await transaction.done;
  },
  async changeParcel(key, change) {
    const transaction = db.transaction('parcels', 'readwrite', SAFE);
    const before = await transaction.store.get(key);
    const after = before && change(before);
    if (after !== undefined && after !== before) await transaction.store.put(after);
    await transaction.done;
    return after;
  },
  forgetParcel: (key) => db.delete('parcels', key),
  async addFile(upload, file) {
    const transaction = db.transaction(['uploads', 'files'], 'readwrite', SAFE);
    const uploads = transaction.objectStore('uploads');
    const numbered = { ...upload, number: nextNumber(await uploads.getAll()) };
    await uploads.put(numbered);
    await transaction.objectStore('files').put(file);
    await transaction.done;
    return numbered;
  },
  async changeUpload(key, change) {
    const transaction = db.transaction('uploads', 'readwrite');
    const before = await transaction.store.get(key);
    const after = before && change(before);
    if (after !== undefined && after !== before) await transaction.store.put(after);
    await transaction.done;
    return after;
  },
  async forgetFiles(keys) {
    const transaction = db.transaction(['uploads', 'files'], 'readwrite');
    for (const key of keys) {
      await transaction.objectStore('uploads').delete(key);
      await transaction.objectStore('files').delete(key);
    }
    await transaction.done;
  },
  file: (key) => db.get('files', key),
  remember: async (memory) => void (await db.put('memory', memory)),
  memory: (tour) => db.get('memory', tour),
});
