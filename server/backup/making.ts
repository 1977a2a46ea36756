import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DiskFull, type Files, saysFull } from '../media/files/files.ts';
import type { Store } from '../store/port.ts';
import { checkTour, exportTour } from '../store/transfer/transfer.ts';
import { contentOf } from './content.ts';
import { type BackupPlace, backupName, backupsOf } from './place.ts';

/** What a backup is made of, and where it goes. */
export interface MakingParts {
  readonly store: Store;
  /** The tour's pictures and films. */
  readonly files: Files;
  readonly place: BackupPlace;
  /** So many of a tour are kept. */
  readonly keep: number;
}

/** A backup that was read again to its end. `epoch`, `seq`: where the log ended in it. */
export interface Made {
  readonly name: string;
  readonly bytes: number;
  readonly epoch: string;
  readonly seq: number;
}

/**
 * Makes a backup of a tour: written aside, a piece in memory at a time, synced, read again and checked, and then put in
 * place at once. Only then do the oldest go that are too many. Where it fails nothing has changed in the place. Throws
 * {@link DiskFull}, FilesUnavailable, StoreUnavailable, and TransferRefused where what was written is not sound.
 */
export async function makeBackup(
  { store, files, place, keep }: MakingParts,
  tour: string,
  atUnixMs: number,
): Promise<Made> {
  const part = join(place.makingDir, `${tour}.part`);
  try {
    await mkdir(place.makingDir, { recursive: true });
    const bytes = await exportTour(store, tour, await contentOf(store, files, tour));
    // What a process left that was ended over it.
    await rm(part, { force: true });
    await pipeline(bytes, createWriteStream(part, { flags: 'wx', mode: 0o600 }));
    await synced(part);
    const { epoch, seq } = await checkTour(createReadStream(part));
    const { size } = await stat(part);
    const name = backupName(place, tour, atUnixMs);
    await place.files.put(name, part, 'application/gzip');
    await removeOldest(place, tour, keep);
    return { name, bytes: size, epoch, seq };
  } catch (error) {
    throw saysFull((error as { code?: unknown }).code)
      ? new DiskFull('The disk of the backups is full', { cause: error })
      : error;
  } finally {
    await rm(part, { force: true });
  }
}

async function removeOldest(place: BackupPlace, tour: string, keep: number): Promise<void> {
  const names = (await place.files.list(backupsOf(place, tour))).filter((name) => name.endsWith('.lalian'));
  await place.files.remove(names.toSorted().slice(0, Math.max(0, names.length - keep)));
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
