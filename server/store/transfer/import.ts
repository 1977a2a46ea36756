import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import type { Store } from '../port.ts';
import type { TourFiles } from './files.ts';
import { type RefusalCode, type TransferCounts, TransferRefused } from './format.ts';
import { type MayBring, type ReadTour, readTour } from './read.ts';

/** Where an imported tour goes. */
export interface ImportOptions {
  /** The epoch of the log from now on: a fresh one, so that every client forgets what it knew. */
  readonly epoch: string;
  /** Collections that are made what the file holds; without `mayBring` a file with records of others is refused. */
  readonly collections: readonly string[];
  /** What a file may bring, where that is more. */
  readonly mayBring?: MayBring;
  /** The place of this tour's pictures and films, and of nothing else. */
  readonly files: TourFiles;
  /** A folder for what is not checked yet, best on the disk of the pictures. */
  readonly stagingDir: string;
  /**
   * True: the tour, the records of the collections and the pictures become what the file holds, and
   * what they held is gone. False: a log that has events already is left as it is.
   */
  readonly replace: boolean;
  /** Called with the log's name once the file is checked and before anything is put in place; may refuse by TransferRefused. */
  readonly beforePlacing?: (log: string) => Promise<void>;
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
  await mkdir(options.stagingDir, { recursive: true });
  const staging = await mkdtemp(join(options.stagingDir, '.import-'));
  try {
    const into = join(staging, 'pictures');
    await mkdir(into);
    const tour = await readTour(file, {
      into,
      mayBring:
        options.mayBring ?? ((_log, name, key) => key !== undefined && options.collections.includes(name)),
    });
    await options.beforePlacing?.(tour.log);
    const there = await store.head(tour.log);
    if (there !== undefined && there.seq > 0 && !options.replace) {
      throw new TransferRefused(
        'exists',
        `There is a tour ${tour.log} already; only “replace” overwrites it.`,
      );
    }
    await placePictures(into, options);
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

async function placePictures(from: string, { files, replace }: ImportOptions): Promise<void> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const names = new Set<string>();
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(from, path).replaceAll('\\', '/');
    names.add(name);
    await files.put(name, path);
  }
  if (replace) await files.remove((await files.list()).filter((name) => !names.has(name)));
}

async function placeRecords(
  store: Store,
  tour: ReadTour,
  { collections, replace }: ImportOptions,
): Promise<void> {
  for (const { collection, key, body } of tour.records) await store.putRecord(collection, key, body);
  // As they were, whatever a broken-off attempt has added.
  for (const { name, value } of tour.counters)
    await store.addToCounter(name, value - (await store.readCounter(name)));
  if (!replace) return;
  for (const collection of collections) {
    const kept = new Set(tour.records.filter((one) => one.collection === collection).map((one) => one.key));
    for (const { key } of await store.listRecords(collection)) {
      if (!kept.has(key)) await store.deleteRecord(collection, key);
    }
  }
}
