import type { Store, StoredRecord } from '../store/port.ts';
import { UNUSED_KEPT_MS } from './bounds.ts';
import { type Files, pictureKey, videoKey } from './files/files.ts';
import { mediumIn, picturesOf, type Unused, videosOf } from './kept-media.ts';

/** So many records are changed in one go: the store has other things to do. */
const MOST_AT_ONCE = 200;

/** A command that was checked before is in the log by then, or never will be. */
const LEAVING_MS = 60_000;

/**
 * Deletes pictures and films that were uploaded and that nothing refers to: the post was never finished, or a
 * problem was taken back. In three steps: it is noted since when nothing refers to one; after a week nothing may
 * any more; a minute later, if nothing came to refer to it in between, it is deleted. Any process may do each step:
 * a record is only written over the version that was read.
 */
export class UnusedMedia {
  readonly #store: Store;
  readonly #files: Files;
  readonly #nowUnixMs: () => number;

  /** `nowUnixMs` is the machine's clock. */
  constructor(store: Store, files: Files, nowUnixMs: () => number) {
    this.#store = store;
    this.#files = files;
    this.#nowUnixMs = nowUnixMs;
  }

  /** Does what is due on a tour. Throws StoreUnavailable and FilesUnavailable; the next sweep goes on. */
  async sweep(tour: string, isUsed: (id: string) => boolean): Promise<void> {
    let left = MOST_AT_ONCE;
    for (const collection of [picturesOf(tour), videosOf(tour)])
      for (const record of await this.#store.listRecords(collection)) {
        if (left === 0) return;
        if (await this.#look(tour, collection, record, isUsed(record.key))) left -= 1;
      }
  }

  /** Takes the next step with one, if there is one to take; answers whether. */
  async #look(tour: string, collection: string, record: StoredRecord, isUsed: boolean): Promise<boolean> {
    const { unused } = mediumIn(record);
    if (isUsed) return unused !== undefined && this.#note(collection, record, undefined);
    const now = this.#nowUnixMs();
    // A clock that was set back begins anew.
    if (unused === undefined || unused.sinceUnixMs > now)
      return this.#note(collection, record, { sinceUnixMs: now });
    if (now - unused.sinceUnixMs < UNUSED_KEPT_MS) return false;
    const { leavingSinceUnixMs } = unused;
    if (leavingSinceUnixMs === undefined)
      return this.#note(collection, record, { ...unused, leavingSinceUnixMs: now });
    return now - leavingSinceUnixMs >= LEAVING_MS && this.#delete(tour, collection, record);
  }

  async #note(collection: string, record: StoredRecord, unused: Unused | undefined): Promise<boolean> {
    const { unused: _before, ...medium } = mediumIn(record);
    const body = JSON.stringify({ ...medium, ...(unused && { unused }) });
    await this.#store.putRecord(collection, record.key, body, record.version);
    return true;
  }

  /** The files first: whoever dies here finds the record again, and what is left to do. */
  async #delete(tour: string, collection: string, { key: id, version }: StoredRecord): Promise<boolean> {
    const before = await this.#store.getRecord(collection, id);
    // Uploaded again, or deleted by another process.
    if (before?.version !== version) return false;
    const medium = mediumIn(before);
    await this.#files.remove(
      'video' in medium
        ? [videoKey(tour, id)]
        : medium.picture.widths.map((width) => pictureKey(tour, id, width)),
    );
    if ((await this.#store.getRecord(collection, id))?.version === version)
      await this.#store.deleteRecord(collection, id);
    return true;
  }
}
