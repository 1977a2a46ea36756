import type { TourDay } from '../tour/setup/setup.ts';

/** So many days may a tour have. */
export const MOST_DAYS = 60;
const DAY_MS = 86_400_000;
const atOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** A day for each date from one to another, at most {@link MOST_DAYS}; a day of the same number keeps its road. Dates as `2022-07-07`. */
export function daysBetween(from: string, to: string, known: readonly TourDay[]): TourDay[] {
  const [first, last] = [atOf(from), atOf(to)];
  if (Number.isNaN(first) || Number.isNaN(last)) return [...known];
  const count = Math.min(MOST_DAYS, Math.max(1, Math.round((last - first) / DAY_MS) + 1));
  return Array.from({ length: count }, (_one, at) => {
    const number = at + 1;
    const road = known.find((day) => day.number === number)?.road;
    return { number, date: dateOf(first + at * DAY_MS), ...(road !== undefined && { road }) };
  });
}

/** The date after the last one; empty where that is none. */
export function nextDate(days: readonly TourDay[]): string {
  const at = atOf(days.at(-1)?.date ?? '');
  return Number.isNaN(at) ? '' : dateOf(at + DAY_MS);
}

/** Days in the order of their numbers. */
export const byNumber = (days: readonly TourDay[]): readonly TourDay[] =>
  days.toSorted((a, b) => a.number - b.number);
