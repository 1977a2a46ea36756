import type { House, HouseTour } from '../../shared/house/wire.ts';
import type { Summaries } from '../live/summaries.ts';
import { GONE_TOURS, listTours, type TourRecord } from '../live/tour-records.ts';
import type { Store } from '../store/port.ts';
import { GRACE_MS } from './shutting.ts';

/** How backups stand, as far as a host sees it; the room that makes them stands above this one. */
interface BackupsSeen {
  readonly placeKind: string | undefined;
  stateOf(
    tour: string,
  ): Promise<{ readonly last?: { readonly sureAtUnixMs: number }; readonly failed?: object }>;
}

/** What the list is made of. */
export interface ListParts {
  readonly store: Store;
  readonly summaries: Summaries;
  readonly backups: BackupsSeen;
  readonly machineUnixMs: () => number;
}

/** Every real tour of the server that was made, also those that can still be restored. Throws StoreUnavailable. */
export async function houseOf(parts: ListParts): Promise<House> {
  const { store, backups, machineUnixMs } = parts;
  const records = (await listTours(store)).filter(({ rehearsalOf }) => rehearsalOf === undefined);
  const made = records.filter(({ makingSinceUnixMs }) => makingSinceUnixMs === undefined);
  const tours = await Promise.all(made.map((record) => tourOf(record, parts)));
  return {
    nowUnixMs: machineUnixMs(),
    tours: tours.reverse(),
    hasBackupPlace: backups.placeKind !== undefined,
    takenIds: (await store.listRecords(GONE_TOURS)).map(({ key }) => key),
  };
}

/** A tour as its host sees it. Throws StoreUnavailable. */
export async function tourOf(
  record: TourRecord,
  { summaries, backups }: Pick<ListParts, 'summaries' | 'backups'>,
): Promise<HouseTour> {
  const { id, createdAtUnixMs, name, archivedAtUnixMs, deletedAtUnixMs } = record;
  const { road: _road, ...summary } = await summaries.of(id);
  const { last, failed } = await backups.stateOf(id);
  return {
    ...{ id, createdAtUnixMs },
    ...(name !== undefined && { name: { zh: name } }),
    ...summary,
    ...(archivedAtUnixMs !== undefined && { archivedAtUnixMs }),
    ...(deletedAtUnixMs !== undefined && { deletedAtUnixMs, goesAtUnixMs: deletedAtUnixMs + GRACE_MS }),
    backup: {
      ...(last !== undefined && { sureAtUnixMs: last.sureAtUnixMs }),
      hasFailed: failed !== undefined,
    },
  };
}
