import type { Latest } from '../../shared/protocol.ts';
import { isWithdrawn, stopsOff } from '../../shared/tour/conduct/falling-out.ts';
import { currentDay } from '../../shared/tour/setup/days.ts';
import type { Setup, Stop, TourDay } from '../../shared/tour/setup/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { isSameDay } from '../i18n/times.ts';

/** A day on the road, and its date in the itinerary, such as `2022-07-08`. */
interface OfDay {
  readonly day: number;
  readonly date: string | undefined;
}

/** What the convoy does now, for the sentence at the top of the page. */
export type Status =
  | { readonly kind: 'not-set-up' }
  | { readonly kind: 'not-begun'; readonly first?: Stop; readonly day?: TourDay }
  | (OfDay & {
      readonly kind: 'on-the-way';
      readonly stop: Stop;
      readonly expectedAtUnixMs?: number;
      readonly remainingMetres?: number;
      /** When the convoy was last heard of. */
      readonly fixedAtUnixMs?: number;
    })
  | (OfDay & { readonly kind: 'at-stop'; readonly stop: Stop; readonly sinceUnixMs?: number })
  | (OfDay & { readonly kind: 'driving'; readonly next?: Stop })
  | (OfDay & {
      readonly kind: 'day-over';
      readonly endedAtUnixMs: number;
      readonly nextDay: TourDay;
      readonly next?: Stop;
    })
  | { readonly kind: 'finished'; readonly stops: number; readonly areas: number };

/** The stops of a day to which the convoy goes. */
const inOrder = (tour: Tour, setup: Setup, day: number): readonly Stop[] =>
  setup.stops
    .filter((stop) => stop.day === day && !stopsOff(tour).has(stop.id))
    .sort((a, b) => a.number - b.number);

/** Reads the status off the tour: what was reported of stops first, then the course of the days. */
export function statusOf(tour: Tour, position: Latest['position']): Status {
  const { setup } = tour;
  if (setup === null) return { kind: 'not-set-up' };
  const current = currentDay(tour);
  const days = [...setup.days].sort((a, b) => a.number - b.number);
  if (current === undefined) {
    const [day] = days;
    const first = day && inOrder(tour, setup, day.number)[0];
    return { kind: 'not-begun', ...(first && { first }), ...(day && { day }) };
  }
  if (current.running) return underWay(tour, setup, current.day, position);
  const nextDay = days.find((day) => day.number > current.day);
  if (nextDay === undefined) return { kind: 'finished', stops: reached(tour), areas: competing(tour, setup) };
  const next = inOrder(tour, setup, nextDay.number)[0];
  return {
    kind: 'day-over',
    ...ofDay(setup, current.day),
    endedAtUnixMs: tour.days[current.day]?.endedAt ?? 0,
    nextDay,
    ...(next && { next }),
  };
}

const ofDay = (setup: Setup, day: number): OfDay => ({
  day,
  date: setup.days.find(({ number }) => number === day)?.date,
});

function underWay(tour: Tour, setup: Setup, day: number, position: Latest['position']): Status {
  const begunAt = tour.days[day]?.begunAt ?? 0;
  // Where the convoy stayed overnight is a stop of the day before, until it is heard of again.
  const at = setup.stops.find((stop) => {
    const progress = tour.stops[stop.id];
    return progress?.status === 'arrived' && (stop.day === day || (progress.arrivedAt ?? 0) >= begunAt);
  });
  const sinceUnixMs = at && tour.stops[at.id]?.arrivedAt;
  const ahead = setup.stops.find((stop) => tour.stops[stop.id]?.status === 'on-the-way');
  if (at !== undefined && ahead === undefined)
    return {
      kind: 'at-stop',
      ...ofDay(setup, day),
      stop: at,
      ...(sinceUnixMs !== undefined && { sinceUnixMs }),
    };
  if (ahead !== undefined) {
    const next = position?.next?.stopId === ahead.id ? position.next : undefined;
    const expected = next?.expectedAtUnixMs === undefined ? {} : { expectedAtUnixMs: next.expectedAtUnixMs };
    return {
      kind: 'on-the-way',
      ...ofDay(setup, day),
      stop: ahead,
      ...expected,
      ...(next && { remainingMetres: next.remainingMetres }),
      ...(position && { fixedAtUnixMs: position.fixedAtUnixMs }),
    };
  }
  const next = inOrder(tour, setup, day).find(
    (stop) => (tour.stops[stop.id]?.status ?? 'planned') === 'planned',
  );
  return { kind: 'driving', ...ofDay(setup, day), ...(next && { next }) };
}

/** How many areas take part, or took part to the end. */
const competing = (tour: Tour, { areas }: Setup): number =>
  areas.filter(({ id }) => !isWithdrawn(tour, id)).length;

/** Of some stops, those that there are to see: not what fell out before the convoy came. */
export const toSee = (tour: Tour, stops: readonly Stop[]): readonly Stop[] =>
  stops.filter(({ id }) => !stopsOff(tour).has(id) || isReached(tour, id));

/** Whether the convoy has been at a stop. */
export function isReached(tour: Pick<Tour, 'stops'>, stopId: string): boolean {
  const status = tour.stops[stopId]?.status;
  return status === 'arrived' || status === 'left';
}

/** How many stops the convoy has reached. */
export function reached(tour: Tour): number {
  return Object.values(tour.stops).filter(({ status }) => status === 'arrived' || status === 'left').length;
}

/** The day to show first: the one that runs; after it, from the next date on, the one that comes; else the first. */
export function dayShown(tour: Tour, nowUnixMs: number): number {
  const current = currentDay(tour);
  const days = [...(tour.setup?.days ?? [])].sort((a, b) => a.number - b.number);
  if (current === undefined) return days[0]?.number ?? 1;
  const endedAt = tour.days[current.day]?.endedAt;
  if (current.running || endedAt === undefined || tour.setup === null) return current.day;
  if (isSameDay(endedAt, nowUnixMs, tour.setup.timeZone)) return current.day;
  return days.find(({ number }) => number > current.day)?.number ?? current.day;
}
