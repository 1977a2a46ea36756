import type { Readable } from 'node:stream';
import { noteEnding } from '../access/endings.ts';
import { GONE_TOURS, newEpoch, TOURS, type TourRecord, tourIn } from '../live/tour-records.ts';
import type { Files } from '../media/files/files.ts';
import { filesOfTour } from '../media/files/open-files.ts';
import type { Store } from '../store/port.ts';
import { type ImportOutcome, importTour, TransferRefused } from '../store/transfer/transfer.ts';
import { KEPT_RECORD, keptRecordOf, mayRestore } from './content.ts';

/** What a backup is brought into. */
export interface RestoreParts {
  readonly store: Store;
  readonly files: Files;
  /** A folder for what is not checked yet, best on the disk of the pictures. */
  readonly stagingDir: string;
  readonly machineUnixMs: () => number;
}

/** Who makes the tour while a backup is brought in. */
const RESTORE = 'restore';

/**
 * Brings the backup of the tour `tour` in as it was, its people and sessions included, under a new epoch. The file is
 * read and checked to its end before anything is put in place; until all of it is there nobody sees the tour, and where
 * that breaks off nothing stays. Refused where the server has this tour, also one that is deleted and can be had back.
 * Throws for I/O, `StoreUnavailable` among it.
 */
export async function restoreBackup(
  { store, files, stagingDir, machineUnixMs }: RestoreParts,
  tour: string,
  file: Readable,
): Promise<ImportOutcome> {
  let claimed: number | undefined;
  const clear = async () => {
    const own = filesOfTour(files, tour);
    await own.remove(await own.list());
    await store.removeLog(tour);
    await store.removeNamedAfter(tour);
  };
  try {
    const outcome = await importTour(store, file, {
      epoch: newEpoch(),
      collections: [],
      mayBring: mayRestore,
      files: filesOfTour(files, tour),
      stagingDir,
      replace: false,
      async beforePlacing(log) {
        if (log !== tour) throw new TransferRefused('damaged', 'The file changed while it was read.');
        claimed = await claim(store, tour, machineUnixMs());
        // What an attempt left that was ended over it.
        await clear();
      },
    });
    if (!outcome.ok || claimed === undefined) return outcome;
    await store.putRecord(
      TOURS,
      tour,
      JSON.stringify(await ownRecord(store, tour, machineUnixMs())),
      claimed,
    );
    await store.deleteRecord(GONE_TOURS, tour);
    await noteEnding(store, tour);
    return outcome;
  } catch (error) {
    if (claimed !== undefined) {
      await clear();
      await store.deleteRecord(TOURS, tour);
    }
    throw error;
  }
}

/** Lists the tour as being made: nobody sees it, and it is taken away after a while if this process is ended. */
async function claim(store: Store, tour: string, nowUnixMs: number): Promise<number> {
  const there = await store.getRecord(TOURS, tour);
  const known = there && tourIn(there);
  const isOurs = known?.makingSinceUnixMs !== undefined && known.madeBy === RESTORE;
  const head = await store.head(tour);
  if ((known !== undefined || (head !== undefined && head.seq > 0)) && !isOurs)
    throw new TransferRefused(
      'exists',
      known?.deletedAtUnixMs === undefined
        ? `This server has the tour ${tour} already. A backup is brought into a server without it.`
        : `This server has the tour ${tour}, deleted: its host can have it back at /house. A backup is brought into a server without it.`,
    );
  const record: TourRecord = { id: tour, createdAtUnixMs: 0, madeBy: RESTORE, makingSinceUnixMs: nowUnixMs };
  const claimed = await store.putRecord(TOURS, tour, JSON.stringify(record), there?.version ?? 0);
  if (claimed === undefined)
    throw new TransferRefused('exists', `Somebody else makes the tour ${tour} just now.`);
  return claimed;
}

/** The tour's own record as the backup brought it, where it did. */
async function ownRecord(store: Store, tour: string, nowUnixMs: number): Promise<TourRecord> {
  const kept = await store.getRecord(keptRecordOf(tour), KEPT_RECORD);
  if (kept === undefined) return { id: tour, createdAtUnixMs: nowUnixMs };
  await store.deleteRecord(keptRecordOf(tour), KEPT_RECORD);
  const { createdAtUnixMs, name, archivedAtUnixMs } = tourIn({ ...kept, key: tour });
  return {
    ...{ id: tour, createdAtUnixMs },
    ...(name !== undefined && { name }),
    ...(archivedAtUnixMs !== undefined && { archivedAtUnixMs }),
  };
}
