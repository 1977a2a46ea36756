import type { Latest } from '../../shared/protocol.ts';
import { currentDay } from '../../shared/tour/days.ts';
import type { Setup, Stop, TourDay } from '../../shared/tour/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';

/** What the convoy does now, for the sentence at the top of the page. */
export type Status =
  | { readonly kind: 'not-set-up' }
  | { readonly kind: 'not-begun'; readonly first?: Stop; readonly day?: TourDay }
  | {
      readonly kind: 'on-the-way';
      readonly day: number;
      readonly stop: Stop;
      readonly expectedAtUnixMs?: number;
      readonly remainingMetres?: number;
      /** When the convoy was last heard of. */
      readonly fixedAtUnixMs?: number;
    }
  | { readonly kind: 'at-stop'; readonly day: number; readonly stop: Stop; readonly sinceUnixMs?: number }
  | { readonly kind: 'driving'; readonly day: number; readonly next?: Stop }
  | {
      readonly kind: 'day-over';
      readonly day: number;
      readonly endedAtUnixMs: number;
      readonly nextDay: TourDay;
      readonly next?: Stop;
    }
  | { readonly kind: 'finished'; readonly stops: number; readonly areas: number };

const inOrder = (setup: Setup, day: number): readonly Stop[] =>
  setup.stops.filter((stop) => stop.day === day).sort((a, b) => a.number - b.number);

/** Reads the status off the tour: what was reported of stops first, then the course of the days. */
export function statusOf(tour: Tour, position: Latest['position']): Status {
  const { setup } = tour;
  if (setup === null) return { kind: 'not-set-up' };
  const current = currentDay(tour);
  const days = [...setup.days].sort((a, b) => a.number - b.number);
  if (current === undefined) {
    const [day] = days;
    const first = day && inOrder(setup, day.number)[0];
    return { kind: 'not-begun', ...(first && { first }), ...(day && { day }) };
  }
  if (current.running) return underWay(tour, setup, current.day, position);
  const nextDay = days.find((day) => day.number > current.day);
  if (nextDay === undefined) return { kind: 'finished', stops: reached(tour), areas: setup.areas.length };
  const next = inOrder(setup, nextDay.number)[0];
  return {
    kind: 'day-over',
    day: current.day,
    endedAtUnixMs: tour.days[current.day]?.endedAt ?? 0,
    nextDay,
    ...(next && { next }),
  };
}

function underWay(tour: Tour, setup: Setup, day: number, position: Latest['position']): Status {
  const at = setup.stops.find((stop) => tour.stops[stop.id]?.status === 'arrived');
  const sinceUnixMs = at && tour.stops[at.id]?.arrivedAt;
  const ahead = setup.stops.find((stop) => tour.stops[stop.id]?.status === 'on-the-way');
  if (at !== undefined && ahead === undefined)
    return { kind: 'at-stop', day, stop: at, ...(sinceUnixMs !== undefined && { sinceUnixMs }) };
  if (ahead !== undefined) {
    const next = position?.next?.stopId === ahead.id ? position.next : undefined;
    const expected = next?.expectedAtUnixMs === undefined ? {} : { expectedAtUnixMs: next.expectedAtUnixMs };
    return {
      kind: 'on-the-way',
      day,
      stop: ahead,
      ...expected,
      ...(next && { remainingMetres: next.remainingMetres }),
      ...(position && { fixedAtUnixMs: position.fixedAtUnixMs }),
    };
  }
  const next = inOrder(setup, day).find((stop) => (tour.stops[stop.id]?.status ?? 'planned') === 'planned');
  return { kind: 'driving', day, ...(next && { next }) };
}

/** How many stops the convoy has reached. */
export function reached(tour: Tour): number {
  return Object.values(tour.stops).filter(({ status }) => status === 'arrived' || status === 'left').length;
}

/** The day to show first: the one that runs or was last, else the first. */
export const dayShown = (tour: Tour): number => currentDay(tour)?.day ?? tour.setup?.days[0]?.number ?? 1;
