import type { Stop } from '../tour/setup/setup.ts';
import { distanceMetres } from '../track/distance.ts';
import { inOrder } from './order.ts';

/** How a convoy usually drives. Times are of the day, `14:05`. */
export interface Pace {
  /** When it is at the first stop of a day, by the day's number; of days that are not named, `usualStart`. */
  readonly starts: Readonly<Record<number, string>>;
  readonly usualStart: string;
  /** On the road, in km/h; more than 0. */
  readonly speedKmh: number;
  /** How much longer a road is than the straight line; 1 or more. */
  readonly roadFactor: number;
  /** At each stop. */
  readonly minutesPerStop: number;
  /** Arrivals are rounded up to whole steps of so many minutes; 1 or more. */
  readonly stepMinutes: number;
  /** A break at the first stop that is left after a time of the day, such as a meal. */
  readonly break?: { readonly after: string; readonly minutes: number } | undefined;
}

/** A pace to begin with: mountain roads, and a programme in steps of five minutes. */
export const USUAL_PACE: Pace = {
  starts: {},
  usualStart: '08:00',
  speedKmh: 45,
  roadFactor: 1.4,
  minutesPerStop: 25,
  stepMinutes: 5,
};

/** What came of one day. */
export type PlannedDay =
  | {
      readonly ok: true;
      readonly day: number;
      readonly stops: number;
      /** By the factor, rounded to a kilometre. */
      readonly km: number;
      readonly begins: string;
      readonly ends: string;
    }
  /** Stops without a place: nothing of the day changes. */
  | {
      readonly ok: false;
      readonly why: 'no-place';
      readonly day: number;
      readonly stopIds: readonly string[];
    }
  /** At so many minutes after midnight the day would be over, which is the day after: nothing of it changes. */
  | { readonly ok: false; readonly why: 'past-midnight'; readonly day: number; readonly minutes: number };

const DAY_MINUTES = 24 * 60;

/** Minutes of the day of `14:05`. */
export const minutesOf = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

type Timed = Pick<Stop, 'id' | 'day' | 'number' | 'position' | 'plannedAt' | 'plannedLeaveAt'>;

const isPlaced = ({ position: [latitude, longitude] }: Timed): boolean => latitude !== 0 || longitude !== 0;

/** The way between two stops by the factor, in kilometres. */
export function roadKm(from: Pick<Stop, 'position'>, to: Pick<Stop, 'position'>, roadFactor: number): number {
  const [a, b] = [from.position, to.position];
  const metres = distanceMetres({ latitude: a[0], longitude: a[1] }, { latitude: b[0], longitude: b[1] });
  return (metres / 1000) * roadFactor;
}

/**
 * Arrival and departure of every stop from the distances between them: day by day, straight lines times a factor, at a
 * usual speed. A day that cannot be planned whole stays as it is, and says why. Stops come back in the itinerary's order.
 */
export function plannedTimes<S extends Timed>(
  stops: readonly S[],
  pace: Pace,
): { readonly stops: readonly S[]; readonly days: readonly PlannedDay[] } {
  const ordered = inOrder(stops);
  const byDay = new Map<number, S[]>();
  for (const stop of ordered) byDay.set(stop.day, [...(byDay.get(stop.day) ?? []), stop]);
  const planned = [...byDay].map(([day, ofDay]) => plannedDay(day, ofDay, pace));
  return { stops: planned.flatMap((one) => one.stops), days: planned.map(({ told }) => told) };
}

function plannedDay<S extends Timed>(
  day: number,
  stops: readonly S[],
  pace: Pace,
): { readonly stops: readonly S[]; readonly told: PlannedDay } {
  const lost = stops.filter((stop) => !isPlaced(stop)).map(({ id }) => id);
  if (lost.length > 0) return { stops, told: { ok: false, why: 'no-place', day, stopIds: lost } };
  const { speedKmh, roadFactor, minutesPerStop, stepMinutes } = pace;
  const begins = pace.starts[day] ?? pace.usualStart;
  let minutes = minutesOf(begins);
  let km = 0;
  let isRested = pace.break === undefined;
  const timed: S[] = [];
  for (const [at, stop] of stops.entries()) {
    const before = stops[at - 1];
    if (before !== undefined) {
      const leg = roadKm(before, stop, roadFactor);
      km += leg;
      minutes = Math.ceil((minutes + (leg / speedKmh) * 60) / stepMinutes) * stepMinutes;
    }
    const arrives = minutes;
    minutes += minutesPerStop;
    if (!isRested && pace.break !== undefined && minutes >= minutesOf(pace.break.after)) {
      minutes += pace.break.minutes;
      isRested = true;
    }
    if (minutes < DAY_MINUTES)
      timed.push({ ...stop, plannedAt: clockOf(arrives), plannedLeaveAt: clockOf(minutes) });
  }
  if (minutes >= DAY_MINUTES)
    return { stops, told: { ok: false, why: 'past-midnight', day, minutes: minutes - DAY_MINUTES } };
  const told = { day, stops: stops.length, km: Math.round(km), begins, ends: clockOf(minutes) };
  return { stops: timed, told: { ok: true, ...told } };
}
