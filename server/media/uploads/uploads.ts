import { mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FilmWarning } from '../../../shared/media/film.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import type { Store } from '../../store/port.ts';
import {
  BYTES_LEFT_FREE,
  inMegabytes,
  MOST_BYTES,
  MOST_OPEN_BYTES,
  MOST_OPEN_UPLOADS,
  SHARE_LEFT_FREE,
  UPLOAD_KEPT_MS,
} from '../bounds.ts';
import {
  isThere,
  type KeepFor,
  type KeptMedia,
  type PictureRecord,
  sizeOf,
  type VideoRecord,
} from '../kept-media.ts';
import { filmRefusedByBeginning } from '../making/make-video.ts';
import { PartFiles } from './part-files.ts';
import { pictureRefusedByBeginning } from './picture-beginning.ts';
import {
  type Announced,
  isOpen,
  type UploadRecord,
  type UploadResult,
  uploadIdOf,
  uploadIn,
  uploadsOf,
} from './upload-record.ts';

/** How far an upload is. */
export interface UploadStatus {
  readonly uploadId: string;
  readonly received: number;
  readonly bytes: number;
  readonly result?: UploadResult;
  readonly warnings?: readonly FilmWarning[];
  readonly refusal?: Refusal;
}

/** The tour, and what is gone of its media: see `MediaUse`. */
export interface UploadFor extends KeepFor {
  readonly goneSeq: (id: string) => number | undefined;
}

/** Refusals that say nothing of the file: the same upload may be finished later. */
const PASSING: ReadonlySet<string> = new Set(['server.stopping', 'media.busy']);

/**
 * Uploads in pieces. What has arrived lies in a file, what was announced in a record: any process may
 * take the next piece, after a lost signal as after a restart.
 */
export class Uploads {
  readonly #store: Store;
  readonly #media: KeptMedia;
  readonly #parts: PartFiles;
  readonly #dir: string;
  readonly #nowUnixMs: () => number;
  readonly #finishing = new Map<string, Promise<UploadStatus | Refusal>>();

  constructor(store: Store, media: KeptMedia, dir: string, nowUnixMs: () => number) {
    this.#store = store;
    this.#media = media;
    this.#dir = dir;
    this.#parts = new PartFiles(dir);
    this.#nowUnixMs = nowUnixMs;
  }

  /**
   * Begins an upload, or finds the one that was begun with the same file; one whose content is here already,
   * by the same invite, is finished at once. Refuses what is too large, too many at once, or more than the disk holds.
   */
  async announce(to: UploadFor, owner: string, announced: Announced): Promise<UploadStatus | Refusal> {
    const { kind, bytes, sha256 } = announced;
    if (bytes > MOST_BYTES[kind]) return refuse('upload.too-large', { limit: inMegabytes(MOST_BYTES[kind]) });
    const uploadId = uploadIdOf(owner, announced);
    const known =
      sha256 === undefined
        ? undefined
        : await this.#known(to, kind, await this.#media.ids.of({ tour: to.tour, owner, kind, sha256 }));
    const record: UploadRecord = { ...announced, owner, startedAtUnixMs: this.#nowUnixMs() };
    if (known !== undefined) {
      await this.#put(to.tour, uploadId, { ...record, ...known });
      return { uploadId, received: bytes, bytes, ...known };
    }
    const before = await this.#find(to.tour, uploadId, owner);
    if (before === undefined || !isOpen(before)) {
      const refused = (await this.#tooMany(to.tour, owner, bytes)) ?? (await this.#noRoom(bytes));
      if (refused !== undefined) return refused;
      await rm(this.#file(to.tour, uploadId), { force: true });
      await this.#put(to.tour, uploadId, record);
    }
    this.#media.warm();
    return { uploadId, received: await sizeOf(this.#file(to.tour, uploadId)), bytes };
  }

  /** How far an upload is, or that it is not known to this owner. */
  async status(tour: string, owner: string, uploadId: string): Promise<UploadStatus | Refusal> {
    const record = await this.#find(tour, uploadId, owner);
    return record === undefined ? refuse('upload.unknown') : this.#statusOf(tour, uploadId, record);
  }

  /**
   * Takes a piece that begins at byte `from`. A piece that breaks off counts as far as it came. Where another
   * one of the same upload is still coming, it is cut off: its sender has lost the signal, or will go on
   * from what it is told. Throws DiskFull.
   */
  async takePiece(
    tour: string,
    owner: string,
    uploadId: string,
    from: number,
    piece: Readable,
  ): Promise<UploadStatus | Refusal> {
    const record = await this.#find(tour, uploadId, owner);
    if (record === undefined) return refuse('upload.unknown');
    if (isOpen(record)) {
      const file = this.#file(tour, uploadId);
      const refused = await this.#parts.write(file, from, record.bytes, piece);
      if (refused !== undefined) return refused;
      // What can be seen by the first piece is not found out by the last.
      const look = record.kind === 'video' ? filmRefusedByBeginning : pictureRefusedByBeginning;
      const refusal = from === 0 ? await look(file, record.bytes) : undefined;
      if (refusal !== undefined) return this.#end(tour, uploadId, { ...record, refusal });
    }
    return this.#statusOf(tour, uploadId, record);
  }

  /**
   * Makes of a whole upload what is published; answers when that is done. Asked again, also of another process
   * or after a restart, it answers the same. Throws FilesUnavailable, DiskFull, StoreUnavailable.
   */
  finish(to: KeepFor, owner: string, uploadId: string): Promise<UploadStatus | Refusal> {
    const key = `${to.tour} ${uploadId}`;
    const running = this.#finishing.get(key) ?? this.#finish(to, owner, uploadId);
    this.#finishing.set(key, running);
    const done = () => this.#finishing.delete(key);
    running.then(done, done);
    return running;
  }

  async #finish(to: KeepFor, owner: string, uploadId: string): Promise<UploadStatus | Refusal> {
    const { tour } = to;
    const record = await this.#find(tour, uploadId, owner);
    if (record === undefined) return refuse('upload.unknown');
    const file = this.#file(tour, uploadId);
    if (!isOpen(record) || (await sizeOf(file)) < record.bytes) return this.#statusOf(tour, uploadId, record);
    const { kind, sha256 } = record;
    const kept = await this.#media.keep(to, owner, { kind, file, ...(sha256 !== undefined && { sha256 }) });
    if ('ok' in kept && PASSING.has(kept.code)) return kept;
    const after: UploadRecord = {
      ...record,
      ...('ok' in kept ? { refusal: kept } : resultOf(kept)),
    };
    return this.#end(tour, uploadId, after);
  }

  /** Writes down what became of an upload; its bytes are no longer needed. */
  async #end(tour: string, uploadId: string, after: UploadRecord): Promise<UploadStatus> {
    await this.#put(tour, uploadId, after);
    await rm(this.#file(tour, uploadId), { force: true });
    return this.#statusOf(tour, uploadId, after);
  }

  /** Forgets uploads of a tour that nothing was added to for a day, and those that ended a day ago. */
  async sweep(tour: string): Promise<void> {
    const now = this.#nowUnixMs();
    for (const record of await this.#store.listRecords(uploadsOf(tour))) {
      const file = this.#file(tour, record.key);
      const touchedAtUnixMs = Math.max(
        uploadIn(record).startedAtUnixMs,
        await this.#parts.touchedAtUnixMs(file),
      );
      if (now - touchedAtUnixMs < UPLOAD_KEPT_MS) continue;
      await rm(file, { force: true });
      await this.#store.deleteRecord(uploadsOf(tour), record.key);
    }
  }

  /** Deletes the beginnings of files that came here for a tour that goes; their records go with all that is kept of it. */
  async forgetTour(tour: string): Promise<void> {
    const names = await readdir(this.#dir).catch(() => []);
    for (const name of names.filter((one) => one.startsWith(`${tour}.`)))
      await rm(join(this.#dir, name), { force: true });
  }

  /**
   * Deletes what a process that was killed left in the folder of uploads a day ago: beginnings of files that nobody
   * goes on with, and what was being made of them.
   */
  async sweepFolder(): Promise<void> {
    const now = this.#nowUnixMs();
    const names = await readdir(this.#dir).catch(() => []);
    for (const name of names.filter((one) => one.endsWith('.part') || one.startsWith('work-'))) {
      const path = join(this.#dir, name);
      const touchedAtUnixMs = await this.#parts.touchedAtUnixMs(path);
      if (touchedAtUnixMs > 0 && now - touchedAtUnixMs >= UPLOAD_KEPT_MS)
        await rm(path, { recursive: true, force: true });
    }
  }

  #file(tour: string, uploadId: string): string {
    return join(this.#dir, `${tour}.${uploadId}.part`);
  }

  async #find(tour: string, uploadId: string, owner: string): Promise<UploadRecord | undefined> {
    const record = await this.#store.getRecord(uploadsOf(tour), uploadId);
    const upload = record && uploadIn(record);
    return upload?.owner === owner ? upload : undefined;
  }

  async #put(tour: string, uploadId: string, upload: UploadRecord): Promise<void> {
    await this.#store.putRecord(uploadsOf(tour), uploadId, JSON.stringify(upload));
  }

  async #statusOf(tour: string, uploadId: string, upload: UploadRecord): Promise<UploadStatus> {
    const { bytes, result, warnings, refusal } = upload;
    const received = isOpen(upload) ? await sizeOf(this.#file(tour, uploadId)) : bytes;
    return {
      ...{ uploadId, received, bytes },
      ...(result && { result }),
      ...(warnings && { warnings }),
      ...(refusal && { refusal }),
    };
  }

  /** What is kept of this file already, unless it was taken from the public since. */
  async #known(to: UploadFor, kind: Announced['kind'], id: string): Promise<Kept | undefined> {
    const find =
      kind === 'picture' ? this.#media.findPicture(to.tour, id) : this.#media.findVideo(to.tour, id);
    const kept = await find;
    if (!isThere(kept, to.goneSeq(id)) || !(await this.#media.wanted(to.tour, kind, id))) return undefined;
    return resultOf(kept);
  }

  async #tooMany(tour: string, owner: string, bytes: number): Promise<Refusal | undefined> {
    const open = (await this.#store.listRecords(uploadsOf(tour)))
      .map(uploadIn)
      .filter((upload) => upload.owner === owner && isOpen(upload));
    const together = open.reduce((sum, upload) => sum + upload.bytes, bytes);
    return open.length >= MOST_OPEN_UPLOADS || together > MOST_OPEN_BYTES
      ? refuse('upload.too-many', { most: MOST_OPEN_UPLOADS, limit: inMegabytes(MOST_OPEN_BYTES) })
      : undefined;
  }

  async #noRoom(bytes: number): Promise<Refusal | undefined> {
    await mkdir(this.#dir, { recursive: true });
    const { bavail, blocks, bsize } = await statfs(this.#dir);
    const left = Math.min(BYTES_LEFT_FREE, blocks * bsize * SHARE_LEFT_FREE);
    return bavail * bsize - bytes < left ? refuse('disk.full') : undefined;
  }
}

/** What is told of a file that is kept. */
type Kept = Pick<UploadRecord, 'warnings'> & { readonly result: UploadResult };

const resultOf = (kept: PictureRecord | VideoRecord): Kept =>
  'video' in kept
    ? { result: kept.video, ...(kept.warnings && { warnings: kept.warnings }) }
    : { result: { ...kept.picture, ...(kept.taken && { taken: kept.taken }) } };
