import type { Tours } from '../live/tours.ts';

/** The last thing asked of each tour's rehearsal, by the tours of a process; it never rejects. */
const lastOf = new WeakMap<Tours, Map<string, Promise<unknown>>>();

/**
 * Does what is asked of a tour's rehearsal after whatever was asked of it before: half made and half wiped it would be
 * neither. Rejects as the work does.
 */
export async function inTurn<T>(tours: Tours, real: string, work: () => Promise<T>): Promise<T> {
  const lasts = lastOf.get(tours) ?? new Map<string, Promise<unknown>>();
  lastOf.set(tours, lasts);
  const done = (lasts.get(real) ?? Promise.resolve()).then(work);
  const last = done.catch(() => undefined);
  lasts.set(real, last);
  await last;
  if (lasts.get(real) === last) lasts.delete(real);
  return done;
}
