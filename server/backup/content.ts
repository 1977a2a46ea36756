import { TOURS } from '../live/tour-records.ts';
import type { Files } from '../media/files/files.ts';
import { filesOfTour } from '../media/files/open-files.ts';
import { isNamedAfter, type Store } from '../store/port.ts';
import type { ExportExtras, MayBring } from '../store/transfer/transfer.ts';

/** What belongs to a tour and stays where it is, by the part of its name before the tour's. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  // Of the moment: whoever looks next finds it anew.
  'alarms',
  'heard',
  'tallies',
  'page-failures',
  // Of this server: parts of files in its folder, browsers by its own key, its backups.
  'uploads',
  'push',
  'push.told',
  'backups',
  // Secrets in the clear.
  'robots',
]);

/** Where the tour's own record stands in the file: the list of tours is nobody's single tour. */
export const keptRecordOf = (tour: string): string => `tour-record.${tour}`;
export const KEPT_RECORD = 'record';

const goesIn = (tour: string, name: string): boolean =>
  isNamedAfter(tour, name) && !LEFT_OUT.has(name.endsWith(`.${tour}`) ? name.slice(0, -tour.length - 1) : '');

/** What a backup brings; a file with anything else is refused. */
export const mayRestore: MayBring = (tour, name) => goesIn(tour, name);

/** Everything of a tour that a backup holds beside its log and positions. Throws StoreUnavailable. */
export async function contentOf(store: Store, files: Files, tour: string): Promise<ExportExtras> {
  const record = await store.getRecord(TOURS, tour);
  const named = (await store.namedAfter(tour)).map(({ collection }) => collection);
  return {
    collections: named.filter((collection) => goesIn(tour, collection)),
    records:
      record === undefined ? [] : [{ collection: keptRecordOf(tour), key: KEPT_RECORD, body: record.body }],
    counters: (await store.countersNamedAfter(tour)).filter(({ name }) => goesIn(tour, name)),
    files: filesOfTour(files, tour),
  };
}
