import type { Stop } from '../tour/setup/setup.ts';

type Placed = Pick<Stop, 'id' | 'day' | 'number'>;

/** Stops day by day, in the order of their numbers, numbered from 1 without a gap. Stops that keep their number are the same objects. */
export function inOrder<S extends Placed>(stops: readonly S[]): readonly S[] {
  const sorted = stops.toSorted((a, b) => a.day - b.day || a.number - b.number);
  return numbered(sorted);
}

const numbered = <S extends Placed>(stops: readonly S[]): readonly S[] =>
  stops.map((stop, at) => (stop.number === at + 1 ? stop : { ...stop, number: at + 1 }));

/**
 * A stop one place earlier (-1) or later (1) in the itinerary. At the edge of its day it goes over to the day before or
 * after, of those given, and keeps its number. Where there is nothing to go to, nothing changes.
 */
export function movedBy<S extends Placed>(
  stops: readonly S[],
  stopId: string,
  by: -1 | 1,
  days: readonly number[],
): readonly S[] {
  const ordered = inOrder(stops);
  const at = ordered.findIndex(({ id }) => id === stopId);
  const stop = ordered[at];
  if (stop === undefined) return ordered;
  const beside = ordered[at + by];
  if (beside !== undefined && beside.day === stop.day) {
    const swapped = ordered.map((one, index) => (index === at ? beside : index === at + by ? stop : one));
    return numbered(swapped);
  }
  const sorted = days.toSorted((a, b) => a - b);
  const day = by < 0 ? sorted.findLast((one) => one < stop.day) : sorted.find((one) => one > stop.day);
  return day === undefined ? ordered : ordered.map((one) => (one.id === stopId ? { ...one, day } : one));
}

/** A stop on another day: behind all of that day. */
export function movedToDay<S extends Placed>(stops: readonly S[], stopId: string, day: number): readonly S[] {
  const last = stops.reduce((most, one) => Math.max(most, one.number), 0) + 1;
  return inOrder(stops.map((one) => (one.id === stopId ? { ...one, day, number: last } : one)));
}

/** A stop at another place of the itinerary, counted from 1; it takes the day of the one that it comes to stand before, or after. */
export function movedToNumber<S extends Placed>(
  stops: readonly S[],
  stopId: string,
  number: number,
): readonly S[] {
  const ordered = inOrder(stops);
  const stop = ordered.find(({ id }) => id === stopId);
  if (stop === undefined || !Number.isInteger(number)) return ordered;
  const to = Math.min(ordered.length, Math.max(1, number));
  const there = ordered[to - 1];
  if (there === undefined || there.id === stopId) return ordered;
  const rest = ordered.filter(({ id }) => id !== stopId);
  const moved = { ...stop, day: there.day };
  return numbered([...rest.slice(0, to - 1), moved, ...rest.slice(to - 1)]);
}

/** What the itinerary is without a stop. */
export const withoutStop = <S extends Placed>(stops: readonly S[], stopId: string): readonly S[] =>
  inOrder(stops.filter(({ id }) => id !== stopId));
