import type { Tour } from '../../shared/tour/state.ts';

/** Days of a tour may lie so far apart, ms: a day that nobody ended must not hold the front for ever. */
const LONGEST_PAUSE_MS = 3 * 86_400_000;

/** Whether a tour is on its way: begun, not all of its days ended, and no day's beginning or end too long ago. */
function isUnderWay({ setup, days }: Tour, nowUnixMs: number): boolean {
  if (setup === null) return false;
  const begun = Object.values(days);
  const last = begun.reduce((latest, { begunAt, endedAt }) => Math.max(latest, endedAt ?? begunAt), 0);
  const isOver = setup.days.every(({ number }) => days[number]?.endedAt !== undefined);
  return begun.length > 0 && !isOver && nowUnixMs - last < LONGEST_PAUSE_MS;
}

/** Whether of some tours more than one could be meant by who names none: several on their way, or none and several set up. */
export function isAmbiguous(tours: readonly { readonly tour: Tour }[], nowUnixMs: number): boolean {
  const real = tours.filter(({ tour }) => tour.setup !== null && tour.setup.rehearsalOf === undefined);
  const underWay = real.filter(({ tour }) => isUnderWay(tour, nowUnixMs));
  return underWay.length > 1 || (underWay.length === 0 && real.length > 1);
}

/**
 * Which tour the front page shows, of some, oldest first: the newest that is on its way, else the newest that is set
 * up, else the newest; never a dress rehearsal. Undefined where there is none.
 */
export function frontOf<T extends { readonly tour: Tour }>(
  tours: readonly T[],
  nowUnixMs: number,
): T | undefined {
  const newestFirst = tours.filter(({ tour }) => tour.setup?.rehearsalOf === undefined).reverse();
  return (
    newestFirst.find(({ tour }) => isUnderWay(tour, nowUnixMs)) ??
    newestFirst.find(({ tour }) => tour.setup !== null) ??
    newestFirst[0]
  );
}
