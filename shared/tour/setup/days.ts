import { type Static, Type } from 'typebox';
import { type EventOf, exactly } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';

/** When a day on the road began and ended. */
export interface DayProgress {
  readonly begunAt: number;
  readonly endedAt?: number;
}

/** Says that the convoy sets out on a day, or is back. */
export const BeginDay = exactly({
  type: Type.Literal('beginDay'),
  day: Type.Integer({ minimum: 1, maximum: 60 }),
});
export type BeginDay = Static<typeof BeginDay>;
export const EndDay = exactly({
  type: Type.Literal('endDay'),
  day: Type.Integer({ minimum: 1, maximum: 60 }),
});
export type EndDay = Static<typeof EndDay>;

const day = Type.Integer({ minimum: 1, maximum: 60 });
/** What the log keeps of days. */
export const DAY_EVENTS = {
  'day.begun': exactly({ type: Type.Literal('day.begun'), day }),
  'day.ended': exactly({ type: Type.Literal('day.ended'), day }),
} as const;
export type DayEvent = EventOf<typeof DAY_EVENTS>;

/** Decides {@link BeginDay}: one day at a time. */
export function decideBeginDay(tour: Tour, command: BeginDay, _context: Context): Decision<DayEvent> {
  if (!tour.setup?.days.some((day) => day.number === command.day))
    return refuse('day.unknown', { day: command.day });
  const progress = tour.days[command.day];
  if (progress !== undefined && progress.endedAt === undefined) return happens();
  const running = Object.entries(tour.days).find(([, day]) => day.endedAt === undefined);
  if (running !== undefined) return refuse('day.other-running', { day: command.day, running: running[0] });
  return happens({ type: 'day.begun', day: command.day });
}

/** Decides {@link EndDay}. */
export function decideEndDay(tour: Tour, command: EndDay, _context: Context): Decision<DayEvent> {
  const progress = tour.days[command.day];
  if (progress === undefined) return refuse('day.not-begun', { day: command.day });
  return progress.endedAt === undefined ? happens({ type: 'day.ended', day: command.day }) : happens();
}

/** Folds a day's event. */
export function evolveDays(tour: Tour, event: DayEvent, at: number): Tour {
  const before = tour.days[event.day];
  const after: DayProgress =
    event.type === 'day.begun'
      ? { begunAt: before?.begunAt ?? at }
      : { begunAt: before?.begunAt ?? at, endedAt: at };
  return { ...tour, days: { ...tour.days, [event.day]: after } };
}

/** The day that is running, else the last that ended, else undefined. */
export function currentDay(tour: Tour): { readonly day: number; readonly running: boolean } | undefined {
  const days = Object.entries(tour.days);
  const running = days.find(([, day]) => day.endedAt === undefined);
  if (running !== undefined) return { day: Number(running[0]), running: true };
  const last = days.reduce((most, [day]) => Math.max(most, Number(day)), 0);
  return last === 0 ? undefined : { day: last, running: false };
}
