import { copyIdOf, wipeCopy } from '../dress/copies.ts';
import { changeTour, GONE_TOURS, listTours, TOURS, type TourRecord } from '../live/tour-records.ts';
import type { Files } from '../media/files/files.ts';
import { filesOfTour } from '../media/files/open-files.ts';
import type { Uploads } from '../media/uploads/uploads.ts';
import { GRACE_MS, type ShutParts } from './shutting.ts';

/** What taking a tour away works on. */
export interface PurgeParts extends ShutParts {
  readonly files: Files;
  readonly uploads: Pick<Uploads, 'forgetTour'>;
  readonly inform: (message: string, details: Record<string, unknown>) => void;
  readonly warn: (message: string, details: Record<string, unknown>) => void;
}

/** A tour that was begun to be made so long ago, ms, is made by nobody any more. */
export const MAKING_MS = 3_600_000;

/**
 * Takes away all of the tours whose grace is over, and what is left of those that were never made. Any process may do it,
 * several at once as well: each step does nothing where it was done, and the record that leads here goes last. What fails
 * is told, and tried again by the next round.
 */
export async function purgeDue(parts: PurgeParts): Promise<void> {
  const { store, tours, warn } = parts;
  // Whoever does not know what time it is takes nothing away.
  if (tours.clockTrouble !== undefined) return;
  for (const record of await listTours(store)) {
    if (!isDue(record, parts.machineUnixMs())) continue;
    try {
      await purge(parts, record.id);
    } catch (error) {
      warn('a deleted tour could not be taken away yet; trying again', {
        tour: record.id,
        err: String(error),
      });
    }
  }
}

const isDue = (
  { rehearsalOf, deletedAtUnixMs, makingSinceUnixMs, going }: TourRecord,
  now: number,
): boolean =>
  rehearsalOf === undefined &&
  (going === true ||
    (deletedAtUnixMs !== undefined && now - deletedAtUnixMs >= GRACE_MS) ||
    (makingSinceUnixMs !== undefined && now - makingSinceUnixMs >= MAKING_MS));

async function purge(parts: PurgeParts, id: string): Promise<void> {
  const { store, tours, files, uploads, machineUnixMs, inform } = parts;
  // From here on nobody restores it, and who was making it is told so.
  const claimed = await changeTour(store, id, (record) =>
    !isDue(record, machineUnixMs()) || record.going === true ? record : { ...record, going: true },
  );
  if (!claimed.ok || claimed.record.going !== true) return;
  // Where wiping it broke off, it is shut by no record any more.
  tours.shut.forget(copyIdOf(id));
  const copy = await wipeCopy(parts, id);
  if (copy !== undefined) await removeFiles(files, copy);
  await removeFiles(files, id);
  await uploads.forgetTour(id);
  await store.removeLog(id);
  await store.removeNamedAfter(id);
  if (claimed.record.makingSinceUnixMs === undefined) {
    const left = { deletedAtUnixMs: claimed.record.deletedAtUnixMs, goneAtUnixMs: machineUnixMs() };
    await store.putRecord(GONE_TOURS, id, JSON.stringify(left));
    tours.shut.learn(id, 'deleted');
  }
  await store.deleteRecord(TOURS, id);
  await tours.forget(id);
  inform('all of a deleted tour was taken away', { tour: id });
}

/** Until none is left: a list may be long, and something may have come after it was made. */
async function removeFiles(files: Files, tour: string): Promise<void> {
  const own = filesOfTour(files, tour);
  for (let names = await own.list(); names.length > 0; names = await own.list()) await own.remove(names);
}
