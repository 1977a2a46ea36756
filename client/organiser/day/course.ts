import { offBecause } from '../../../shared/tour/conduct/falling-out.ts';
import type { Stop } from '../../../shared/tour/setup/setup.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import type { StopProgress, StopStatus } from '../../../shared/tour/stops.ts';

/** What an organiser may say next of the tour's course. */
export type Step =
  | { readonly kind: 'begin'; readonly day: number }
  | { readonly kind: 'end'; readonly day: number }
  | { readonly kind: 'mark'; readonly stopId: string; readonly status: 'on-the-way' | 'arrived' | 'left' }
  | { readonly kind: 'lock'; readonly stopId: string };

/** A stop in the line of its day. */
export interface Row {
  readonly stop: Stop;
  readonly progress: StopProgress;
  readonly off: 'cancelled' | 'withdrawn' | undefined;
  readonly locked: boolean;
  /** What is sensible to do with it next, if anything is. */
  readonly step: Step | undefined;
}

/** A course as an organiser sees it: the day that runs, else the next one, else the last. */
export interface Course {
  readonly day: number;
  readonly running: boolean;
  readonly endedAt: number | undefined;
  /** The most sensible thing to do just now. */
  readonly next: Step | undefined;
}

const runningDay = ({ days }: Tour): number | undefined => {
  const found = Object.entries(days).find(([, { endedAt }]) => endedAt === undefined);
  return found && Number(found[0]);
};

/** The stops of a day in the order of the itinerary, each with what may come next. */
export function lineOf(tour: Tour, day: number): readonly Row[] {
  const stops = (tour.setup?.stops ?? [])
    .filter((stop) => stop.day === day)
    .sort((a, b) => a.number - b.number);
  const progressOf = ({ id }: Stop): StopProgress => tour.stops[id] ?? { status: 'planned' };
  const isOn = (status: StopStatus) => Object.values(tour.stops).some((one) => one.status === status);
  const goes = runningDay(tour) === day && !isOn('on-the-way');
  const ahead = goes
    ? stops.find((stop) => progressOf(stop).status === 'planned' && offBecause(tour, stop) === undefined)
    : undefined;
  return stops.map((stop): Row => {
    const progress = progressOf(stop);
    const locked = tour.locks[stop.id]?.locked === true;
    const off = offBecause(tour, stop);
    return { stop, progress, off, locked, step: stepOf({ stop, progress, off, locked }, stop === ahead) };
  });
}

function stepOf({ stop, progress, off, locked }: Omit<Row, 'step'>, isNext: boolean): Step | undefined {
  const stopId = stop.id;
  switch (progress.status) {
    case 'planned':
      return isNext ? { kind: 'mark', stopId, status: 'on-the-way' } : undefined;
    case 'on-the-way':
      return { kind: 'mark', stopId, status: 'arrived' };
    case 'arrived':
      return { kind: 'mark', stopId, status: 'left' };
    case 'left':
      return locked || off !== undefined ? undefined : { kind: 'lock', stopId };
  }
}

/** Where the course stands, and what comes next in it. */
export function courseOf(tour: Tour): Course | undefined {
  const days = (tour.setup?.days ?? []).map(({ number }) => number).sort((a, b) => a - b);
  const running = runningDay(tour);
  const day = running ?? days.find((one) => tour.days[one] === undefined) ?? days.at(-1);
  if (day === undefined) return undefined;
  const endedAt = tour.days[day]?.endedAt;
  if (running === undefined) {
    const isAhead = tour.days[day] === undefined;
    return { day, running: false, endedAt, next: isAhead ? { kind: 'begin', day } : undefined };
  }
  const all = (tour.setup?.days ?? []).flatMap(({ number }) => lineOf(tour, number));
  const step = (status: StopStatus) =>
    all.find(({ progress, step }) => progress.status === status && step?.kind === 'mark')?.step;
  // Where the convoy is comes first; whoever heads for the next stop already has left the one before.
  const next = step('on-the-way') ?? step('arrived') ?? step('planned') ?? { kind: 'end', day };
  return { day, running: true, endedAt, next };
}

/** One text for one step, to tell whether a button still says what it said. */
export const stepKey = (step: Step): string =>
  step.kind === 'mark'
    ? `${step.status} ${step.stopId}`
    : `${step.kind} ${step.kind === 'lock' ? step.stopId : step.day}`;

/** A time of day so many minutes later, within its day: `23:50` and 15 are `23:59`. */
export function laterBy(time: string, minutes: number): string {
  const at = Math.max(
    0,
    Math.min(24 * 60 - 1, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes),
  );
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}
