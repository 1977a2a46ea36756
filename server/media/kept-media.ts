import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FilmWarning } from '../../shared/media/film.ts';
import type { Refusal } from '../../shared/tour/outcome.ts';
import type { Store, StoredRecord } from '../store/port.ts';
import { type Files, pictureKey, videoKey } from './files/files.ts';
import type { Job, KeptPicture, KeptVideo, Taken } from './making/jobs.ts';
import type { Workshop } from './making/workshop.ts';
import { MediaIds } from './media-ids.ts';

/** Names of a tour's collections of pictures and films; they go along when the tour is exported. */
export const picturesOf = (tour: string): string => `pictures.${tour}`;
export const videosOf = (tour: string): string => `videos.${tour}`;

/** What is remembered of a picture. `keptAfterSeq`: so long was the log when it was last uploaded. */
export interface PictureRecord {
  readonly picture: KeptPicture;
  readonly keptAfterSeq: number;
  /** Told only to whoever comes with the same file by the same invite. */
  readonly taken?: Taken;
  readonly unused?: Unused;
}
export interface VideoRecord {
  readonly video: KeptVideo;
  readonly keptAfterSeq: number;
  /** What whoever uploads it is to know. */
  readonly warnings?: readonly FilmWarning[];
  readonly unused?: Unused;
}

/** Since when nothing refers to a picture or film, and since when nothing may any more: it is about to be deleted. */
export interface Unused {
  readonly sinceUnixMs: number;
  readonly leavingSinceUnixMs?: number;
}

/** The picture or film that a record holds. */
export function mediumIn({ body }: Pick<StoredRecord, 'body'>): PictureRecord | VideoRecord {
  const medium = JSON.parse(body) as PictureRecord | VideoRecord | KeptPicture;
  // Tours of before know no more than the picture.
  return 'picture' in medium || 'video' in medium ? medium : { picture: medium, keptAfterSeq: 0 };
}

/** Whether a picture or film may still come into a post: it is here, and neither went nor is it about to. */
export const isThere = <T extends PictureRecord | VideoRecord>(
  kept: T | undefined,
  goneSeq: number | undefined,
): kept is T =>
  kept !== undefined && kept.keptAfterSeq >= (goneSeq ?? 0) && kept.unused?.leavingSinceUnixMs === undefined;

/** What the server around knows of the tour that a file is for. */
export interface KeepFor {
  readonly tour: string;
  readonly timeZone: string;
  /** Number of the newest event of its log. */
  readonly headSeq: number;
}

/** The pictures and films of tours: files that never change, and a record of each. */
export class KeptMedia {
  readonly files: Files;
  readonly ids: MediaIds;
  readonly #store: Store;
  readonly #workshop: Workshop;
  readonly #scratchDir: string;

  /** `scratchDir` is for what is being made; on the same disk as the files it costs no copying. */
  constructor(store: Store, files: Files, workshop: Workshop, scratchDir: string) {
    this.#store = store;
    this.files = files;
    this.ids = new MediaIds(store);
    this.#workshop = workshop;
    this.#scratchDir = scratchDir;
  }

  /** Gets ready: somebody is about to upload. */
  warm(): void {
    this.#workshop.warm();
  }

  /** A picture's record, or undefined. Throws StoreUnavailable. */
  async findPicture(tour: string, id: string): Promise<PictureRecord | undefined> {
    const record = await this.#store.getRecord(picturesOf(tour), id);
    const medium = record && mediumIn(record);
    return medium !== undefined && 'picture' in medium ? medium : undefined;
  }

  /** A film's record, or undefined. Throws StoreUnavailable. */
  async findVideo(tour: string, id: string): Promise<VideoRecord | undefined> {
    const record = await this.#store.getRecord(videosOf(tour), id);
    return record === undefined ? undefined : (JSON.parse(record.body) as VideoRecord);
  }

  /** Somebody is about to use what is kept: its time begins anew. False where it is about to be deleted. */
  async wanted(tour: string, kind: 'picture' | 'video', id: string): Promise<boolean> {
    const collection = (kind === 'picture' ? picturesOf : videosOf)(tour);
    const record = await this.#store.getRecord(collection, id);
    if (record === undefined) return false;
    const { unused, ...medium } = mediumIn(record);
    if (unused === undefined) return true;
    if (unused.leavingSinceUnixMs !== undefined) return false;
    // Where it was changed meanwhile, it may be leaving now: whoever wants it uploads it again.
    return (
      (await this.#store.putRecord(collection, id, JSON.stringify(medium), record.version)) !== undefined
    );
  }

  /**
   * Makes of an uploaded file what is published, and keeps it for the invite that it came by: the files first, then
   * the record, so that what has a record is whole. Refuses what is wrong with the file; throws FilesUnavailable, DiskFull and
   * StoreUnavailable, and then the same may be tried again.
   */
  async keep(
    { tour, timeZone, headSeq }: KeepFor,
    owner: string,
    upload: Pick<Job, 'kind' | 'file' | 'sha256'>,
  ): Promise<PictureRecord | VideoRecord | Refusal> {
    await mkdir(this.#scratchDir, { recursive: true });
    const into = await mkdtemp(join(this.#scratchDir, 'work-'));
    try {
      const made = await this.#workshop.make({ ...upload, into, timeZone });
      if (!made.ok) return made;
      const id = await this.ids.of({ tour, owner, kind: upload.kind, sha256: made.sha256 });
      if ('video' in made) {
        const { warnings } = made;
        const video = { id, ...made.video };
        await this.files.put(videoKey(tour, video.id), join(into, 'film.mp4'), 'video/mp4');
        const record: VideoRecord = { video, keptAfterSeq: headSeq, ...(warnings && { warnings }) };
        await this.#store.putRecord(videosOf(tour), video.id, JSON.stringify(record));
        return record;
      }
      const { taken } = made;
      const picture = { id, ...made.picture };
      for (const width of picture.widths)
        await this.files.put(pictureKey(tour, picture.id, width), join(into, `${width}.webp`), 'image/webp');
      const record: PictureRecord = { picture, keptAfterSeq: headSeq, ...(taken && { taken }) };
      await this.#store.putRecord(picturesOf(tour), picture.id, JSON.stringify(record));
      return record;
    } finally {
      await rm(into, { recursive: true, force: true });
    }
  }

  /**
   * Gives a tour a picture of its own that another one has, under the same id: whatever becomes of the other one, it stays.
   * Answers whether there was one; a second time does nothing else. Throws FilesUnavailable, DiskFull and StoreUnavailable.
   */
  async copyPicture(from: string, to: string, id: string): Promise<boolean> {
    const known = await this.findPicture(from, id);
    if (known === undefined) return false;
    await mkdir(this.#scratchDir, { recursive: true });
    const into = await mkdtemp(join(this.#scratchDir, 'work-'));
    try {
      for (const width of known.picture.widths) {
        const content = await this.files.read(pictureKey(from, id, width));
        if (content === undefined) return false;
        const file = join(into, `${width}.webp`);
        await pipeline(content, createWriteStream(file));
        await this.files.put(pictureKey(to, id, width), file, 'image/webp');
      }
      // Where it was taken is nobody's who makes a copy.
      const record: PictureRecord = { picture: known.picture, keptAfterSeq: 0 };
      await this.#store.putRecord(picturesOf(to), id, JSON.stringify(record));
      return true;
    } finally {
      await rm(into, { recursive: true, force: true });
    }
  }

  /**
   * Deletes a picture or film that went by event `goneSeq`, unless it was uploaded again since. Answers whether
   * anything was deleted.
   */
  async forget(tour: string, id: string, goneSeq: number): Promise<boolean> {
    const picture = await this.findPicture(tour, id);
    if (picture !== undefined && picture.keptAfterSeq < goneSeq) {
      // The files first: whoever dies here finds the record again, and what is left to do.
      await this.files.remove(picture.picture.widths.map((width) => pictureKey(tour, id, width)));
      if ((await this.findPicture(tour, id))?.keptAfterSeq !== picture.keptAfterSeq) return false;
      return this.#store.deleteRecord(picturesOf(tour), id);
    }
    const video = await this.findVideo(tour, id);
    if (video === undefined || video.keptAfterSeq >= goneSeq) return false;
    await this.files.remove([videoKey(tour, id)]);
    if ((await this.findVideo(tour, id))?.keptAfterSeq !== video.keptAfterSeq) return false;
    return this.#store.deleteRecord(videosOf(tour), id);
  }
}

/** Size of a local file, 0 where there is none. */
export async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ENOENT') return 0;
    throw error;
  }
}
