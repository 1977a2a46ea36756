import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import type { Shut } from '../live/shut-tours.ts';
import { changeTour, type TourRecord } from '../live/tour-records.ts';
import type { Tours } from '../live/tours.ts';
import type { Store } from '../store/port.ts';

/** What shutting a tour works on. */
export interface ShutParts {
  readonly store: Store;
  readonly tours: Tours;
  readonly nowUnixMs: () => number;
  /** By it the grace of what was deleted runs: nobody sets it. */
  readonly machineUnixMs: () => number;
}

/** So long what was deleted can be had back, ms. */
export const GRACE_MS = 30 * 86_400_000;

/** What became of shutting or opening: the record of the tour as it is now. */
export type Shutting = { readonly ok: true; readonly record: TourRecord } | Refusal;

/** From now on the tour can only be read; what was acknowledged before is in its log. A second time changes nothing. Throws StoreUnavailable. */
export async function archiveTour(parts: ShutParts, id: string): Promise<Shutting> {
  const done = await change(parts, id, (record) => ({ archivedAtUnixMs: parts.nowUnixMs(), ...record }));
  if (done.ok) learn(parts.tours, id, 'archived');
  return done;
}

/** The tour goes on as it was. Throws StoreUnavailable. */
export async function unarchiveTour(parts: ShutParts, id: string): Promise<Shutting> {
  const done = await change(parts, id, ({ archivedAtUnixMs: _was, ...record }) => record);
  if (done.ok) learn(parts.tours, id, undefined);
  return done;
}

/**
 * From now on nobody gets at the tour, its rehearsal included, and whoever follows it is cut off; all of it goes when the
 * grace is over. A second time does not begin the grace anew. Throws StoreUnavailable.
 */
export async function deleteTour(parts: ShutParts, id: string): Promise<Shutting> {
  const { store, tours, machineUnixMs } = parts;
  const done = await changeTour(store, id, (record) => {
    if (record.makingSinceUnixMs !== undefined) return refuse('tour.unknown', { tour: id });
    return record.deletedAtUnixMs === undefined ? { ...record, deletedAtUnixMs: machineUnixMs() } : record;
  });
  if (done.ok) {
    const shown = learn(tours, id, 'deleted');
    await Promise.all(shown.map((one) => tours.forget(one)));
  }
  return done;
}

/** The tour is there again, as it was: with its people, archived if it was. Refused once it is going. Throws StoreUnavailable. */
export async function restoreTour(parts: ShutParts, id: string): Promise<Shutting> {
  const { store, tours } = parts;
  const done = await changeTour(store, id, (record) => {
    if (record.going === true) return refuse('tour.going');
    const { deletedAtUnixMs, ...kept } = record;
    return deletedAtUnixMs === undefined ? record : kept;
  });
  if (done.ok) learn(tours, id, done.record.archivedAtUnixMs === undefined ? undefined : 'archived');
  return done;
}

/** Says it here at once, of the tour and of its rehearsal where that is open; answers which these are. */
function learn(tours: Tours, id: string, shut: Shut | undefined): readonly string[] {
  const rehearsals = tours.open.filter(({ fold }) => fold.tour.setup?.rehearsalOf === id);
  const both = [id, ...rehearsals.map((room) => room.id)];
  for (const one of both) tours.shut.learn(one, shut);
  return both;
}

/** Changes the record of a tour that is there. */
const change = (
  { store }: ShutParts,
  id: string,
  how: (record: TourRecord) => TourRecord,
): Promise<Shutting> =>
  changeTour(store, id, (record) => {
    if (record.deletedAtUnixMs !== undefined) return refuse('tour.deleted');
    if (record.makingSinceUnixMs !== undefined) return refuse('tour.unknown', { tour: id });
    const changed = how(record);
    // Whoever finds it so has nothing to write.
    return changed.archivedAtUnixMs === record.archivedAtUnixMs ? record : changed;
  });
