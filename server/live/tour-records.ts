import { randomBytes } from 'node:crypto';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import type { Store, StoredRecord } from '../store/port.ts';
import { isDocument } from '../store/record-documents.ts';

/** A tour's own record: that it exists, since when, and how its host keeps it. */
export interface TourRecord {
  readonly id: string;
  readonly createdAtUnixMs: number;
  /** It is a dress rehearsal of that tour, and whether the real screens show it. */
  readonly rehearsalOf?: string;
  readonly onScreens?: boolean;
  /** What its host calls it, until a set-up says what it is called. */
  readonly name?: string;
  /** The request that made it: sent again, it finds what it made. */
  readonly madeBy?: string;
  /** It is being made since then, by the machine's clock: nobody sees it yet. */
  readonly makingSinceUnixMs?: number;
  /** Since then it can only be read. */
  readonly archivedAtUnixMs?: number;
  /** Since then, by the machine's clock, nobody gets at it; when the grace is over, all of it goes. */
  readonly deletedAtUnixMs?: number;
  /** It is going: there is no way back any more. */
  readonly going?: true;
}

/** Name of the collection that lists the tours. */
export const TOURS = 'tours';
/** What is left of tours that went: their ids, and when. No tour is called so again, for phones remember what they had of it. */
export const GONE_TOURS = 'gone-tours';

/** The form of a tour's id. */
export const isTourId = (id: string): boolean => /^[a-z0-9][a-z0-9-]{0,39}$/.test(id);

/** A name for a log that nobody had before: 96 random bits. */
export const newEpoch = (): string => randomBytes(12).toString('hex');

/** Makes a tour if there is none of that name. */
export async function createTour(store: Store, id: string, nowUnixMs: number): Promise<void> {
  await store.openLog(id, newEpoch());
  const record: TourRecord = { id, createdAtUnixMs: nowUnixMs };
  await store.putRecord(TOURS, id, JSON.stringify(record), 0);
}

/** All tours that have a record, oldest first: rehearsals, and those that are being made or were deleted, as well. */
export async function listTours(store: Store): Promise<readonly TourRecord[]> {
  const records = await store.listRecords(TOURS);
  return records.map(tourIn).sort((a, b) => a.createdAtUnixMs - b.createdAtUnixMs);
}

/** Whether a tour is there for people: neither being made nor deleted. */
export const isThere = ({ makingSinceUnixMs, deletedAtUnixMs }: TourRecord): boolean =>
  makingSinceUnixMs === undefined && deletedAtUnixMs === undefined;

/** The real ones of them that are there: no dress rehearsal, none that is being made or was deleted. */
export const listRealTours = async (store: Store): Promise<readonly TourRecord[]> =>
  (await listTours(store)).filter((record) => record.rehearsalOf === undefined && isThere(record));

/** What a tour's record says; that it exists, where that cannot be read: the log says all else. */
export function tourIn({ key, body }: StoredRecord): TourRecord {
  const known = isDocument(body) ? (JSON.parse(body) as Partial<TourRecord>) : {};
  const { createdAtUnixMs, rehearsalOf, onScreens, name, madeBy, going } = known;
  const times = (['makingSinceUnixMs', 'archivedAtUnixMs', 'deletedAtUnixMs'] as const).flatMap((which) => {
    const at = known[which];
    return typeof at === 'number' ? [[which, at] as const] : [];
  });
  return {
    ...{ id: key, createdAtUnixMs: typeof createdAtUnixMs === 'number' ? createdAtUnixMs : 0 },
    ...(typeof rehearsalOf === 'string' && { rehearsalOf, onScreens: onScreens === true }),
    ...(typeof name === 'string' && { name }),
    ...(typeof madeBy === 'string' && { madeBy }),
    ...Object.fromEntries(times),
    ...(going === true && { going }),
  };
}

/**
 * Changes the record of a tour, whoever else does at the same moment: `change` is asked again of what stands there then.
 * What it refuses is answered; so is that there is no such tour, a rehearsal is none. Throws StoreUnavailable.
 */
export async function changeTour(
  store: Store,
  id: string,
  change: (record: TourRecord) => TourRecord | Refusal,
): Promise<{ readonly ok: true; readonly record: TourRecord } | Refusal> {
  for (;;) {
    const stored = await store.getRecord(TOURS, id);
    const record = stored && tourIn(stored);
    if (stored === undefined || record === undefined || record.rehearsalOf !== undefined)
      return refuse('tour.unknown', { tour: id });
    const changed = change(record);
    if ('ok' in changed) return changed;
    if (changed === record) return { ok: true, record };
    const written = await store.putRecord(TOURS, id, JSON.stringify(changed), stored.version);
    if (written !== undefined) return { ok: true, record: changed };
  }
}
