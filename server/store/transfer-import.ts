import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Store } from './port.ts';
import { type RefusalCode, type TransferCounts, TransferRefused } from './transfer-format.ts';
import { type ReadTour, readTour } from './transfer-read.ts';

/** Where an imported tour goes. */
export interface ImportOptions {
  /** The epoch of the log from now on: a fresh one, so that every client forgets what it knew. */
  readonly epoch: string;
  /** Collections that a tour holds; a file with records of others is refused. */
  readonly collections: readonly string[];
  /** The folder for this tour's pictures and nothing else. */
  readonly picturesDir: string;
  /**
   * True: the tour, the records of the collections and the folder of pictures become what the file holds, and
   * what they held is gone. False: a log that has events already is left as it is.
   */
  readonly replace: boolean;
}

/** What became of an import: nothing was put in place where it was refused. */
export type ImportOutcome =
  | { readonly ok: true; readonly log: string; readonly counts: TransferCounts }
  | { readonly ok: false; readonly code: RefusalCode; readonly reason: string };

/**
 * Brings an exported tour into a store. The file is read and checked to its end before anything is put in
 * place; then pictures, records and, last, the log as one step, so that nobody sees half a tour. A crash in
 * between is mended by importing again. Throws for I/O, `StoreUnavailable` among it.
 */
export async function importTour(
  store: Store,
  file: Readable,
  options: ImportOptions,
): Promise<ImportOutcome> {
  await mkdir(dirname(options.picturesDir), { recursive: true });
  // Beside its final place: renaming works inside one file system only.
  const staging = await mkdtemp(join(dirname(options.picturesDir), '.import-'));
  try {
    const into = join(staging, 'pictures');
    await mkdir(into);
    const tour = await readTour(file, { into, collections: options.collections });
    const there = await store.head(tour.log);
    if (there !== undefined && there.seq > 0 && !options.replace) {
      throw new TransferRefused(
        'exists',
        `There is a tour ${tour.log} already; only “replace” overwrites it.`,
      );
    }
    await placePictures(into, join(staging, 'old'), options);
    await placeRecords(store, tour, options);
    await store.replaceLog(tour.log, options.epoch, tour.lines, tour.series);
    return { ok: true, log: tour.log, counts: tour.counts };
  } catch (error) {
    if (error instanceof TransferRefused) return { ok: false, code: error.code, reason: error.message };
    throw error;
  } finally {
    file.destroy();
    await rm(staging, { recursive: true, force: true });
  }
}

async function placePictures(
  from: string,
  old: string,
  { picturesDir, replace }: ImportOptions,
): Promise<void> {
  if (!replace) {
    await cp(from, picturesDir, { recursive: true });
    return;
  }
  await mkdir(picturesDir, { recursive: true });
  await rename(picturesDir, old);
  await rename(from, picturesDir);
}

async function placeRecords(
  store: Store,
  tour: ReadTour,
  { collections, replace }: ImportOptions,
): Promise<void> {
  for (const { collection, key, body } of tour.records) await store.putRecord(collection, key, body);
  if (!replace) return;
  for (const collection of collections) {
    const kept = new Set(tour.records.filter((one) => one.collection === collection).map((one) => one.key));
    for (const { key } of await store.listRecords(collection)) {
      if (!kept.has(key)) await store.deleteRecord(collection, key);
    }
  }
}
