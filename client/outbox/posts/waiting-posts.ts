import type { DeskDatabase, StoredFile } from './desk-database.ts';
import { type Parcel, refusedParcel, uploadsOf } from './parcel.ts';
import type { Upload } from './upload.ts';

/** Why something is not taken. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Whose posts wait, and where they are kept. */
interface WaitingEnds {
  readonly tour: string;
  readonly outletId: string;
  readonly database: DeskDatabase;
  onChange(): void;
}

/**
 * Parcels and files of one outlet that wait on this device, as the page has them: each change is made in the
 * database first, where another tab may have made one too, and what comes of it is what the page shows.
 */
export class WaitingPosts {
  parcels: ReadonlyMap<string, Parcel> = new Map();
  uploads: ReadonlyMap<string, Upload> = new Map();
  readonly #ends: WaitingEnds;

  constructor(ends: WaitingEnds) {
    this.#ends = ends;
  }

  /** Reads what the device keeps by now: a storage that failed may have had more than this page knew. */
  async read(): Promise<void> {
    const { database, tour, outletId } = this.#ends;
    // Each is taken as soon as it is read: what is changed meanwhile comes after it.
    const uploads = await database.all('uploads', tour, outletId);
    this.uploads = new Map(uploads.map((upload) => [upload.key, upload]));
    const parcels = await database.all('parcels', tour, outletId);
    this.parcels = new Map(parcels.map((parcel) => [parcel.key, parcel]));
    this.#ends.onChange();
  }

  /** Keeps something to be done, behind all that waits. Resolves as soon as it is safe on the device. */
  async add(parcel: Omit<Parcel, 'number'>): Promise<void> {
    const numbered = await this.#ends.database.post(parcel);
    this.#putParcel(numbered);
  }

  /** Keeps a file, behind all that wait. */
  async addFile(upload: Omit<Upload, 'number'>, file: StoredFile): Promise<void> {
    const numbered = await this.#ends.database.addFile(upload, file);
    this.#putUpload(numbered);
  }

  /** Changes a parcel, on the device and here; undefined where another tab has finished it. */
  async change(key: string, change: (parcel: Parcel) => Parcel): Promise<Parcel | undefined> {
    const after = await this.#ends.database.changeParcel(key, change);
    if (after === undefined) this.drop(key);
    else this.#putParcel(after);
    return after;
  }

  /** Changes an upload, on the device and here. */
  async changeUpload(key: string, change: (upload: Upload) => Upload): Promise<Upload | undefined> {
    const after = await this.#ends.database.changeUpload(key, change);
    if (after !== undefined) this.#putUpload(after);
    return after;
  }

  /** A file that cannot be used: the parcel that it belongs to says so. */
  async refuseFile(photoKey: string, refused: Refusal): Promise<void> {
    for (const parcel of this.parcels.values())
      if (uploadsOf(parcel).includes(photoKey))
        await this.change(parcel.key, (one) => refusedParcel(one, { ...refused, photoKey }));
  }

  /** Forgets a parcel with its files. The parcel first: one without its files could never be sent. */
  async forget(key: string, fileKeys: readonly string[]): Promise<void> {
    await this.#ends.database.forgetParcel(key);
    await this.forgetFiles(fileKeys);
    this.drop(key);
  }

  /** Forgets files that nothing needs any more. */
  async forgetFiles(keys: readonly string[]): Promise<void> {
    await this.#ends.database.forgetFiles(keys);
    this.uploads = new Map([...this.uploads].filter(([key]) => !keys.includes(key)));
    this.#ends.onChange();
  }

  /** Shows a parcel no more that the device has let go of. */
  drop(key: string): void {
    this.parcels = new Map([...this.parcels].filter(([one]) => one !== key));
    this.#ends.onChange();
  }

  #putParcel(parcel: Parcel): void {
    this.parcels = new Map(this.parcels).set(parcel.key, parcel);
    this.#ends.onChange();
  }

  #putUpload(upload: Upload): void {
    this.uploads = new Map(this.uploads).set(upload.key, upload);
    this.#ends.onChange();
  }
}
