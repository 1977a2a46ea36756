import { type Static, Type } from 'typebox';
import { type EventOf, exactly, UnixMs } from '../schema.ts';
import type { Context } from './actor.ts';
import { type Decision, happens, refuse } from './outcome.ts';
import type { Tour } from './state.ts';

/** So far the clock may be from what it should be, ms. */
export const CLOCK_BORNE_MS = 60_000;

/** Says that the server's clock is right now: the tour goes on from here. `atUnixMs` is the giver's own watch. */
export const SettleClock = exactly({ type: Type.Literal('settleClock'), atUnixMs: UnixMs });
export type SettleClock = Static<typeof SettleClock>;

/** What the log keeps of the clock. Its date may lie before that of the event before it, as no other's does. */
export const CLOCK_EVENTS = {
  'clock.settled': exactly({ type: Type.Literal('clock.settled') }),
} as const;
export type ClockEvent = EventOf<typeof CLOCK_EVENTS>;

/** Decides {@link SettleClock}: two clocks must agree that it is so late. Nothing happens where nothing is wrong. */
export function decideSettleClock(
  _tour: Tour,
  { atUnixMs }: SettleClock,
  { nowUnixMs, clockTrouble }: Context,
): Decision<ClockEvent> {
  if (clockTrouble === undefined) return happens();
  const minutes = Math.round(Math.abs(atUnixMs - nowUnixMs) / 60_000);
  return Math.abs(atUnixMs - nowUnixMs) > CLOCK_BORNE_MS
    ? refuse('clock.differs', { minutes, server: new Date(nowUnixMs).toISOString() })
    : happens({ type: 'clock.settled' });
}

/** Parts of a tour whose dates are those of events. Instants that somebody chose (freezes, plans) are in others. */
const DATED = [
  ...([
    'days',
    'stops',
    'cancellations',
    'withdrawals',
    'notices',
    'announcements',
    'posts',
    'panel',
    'locks',
    'ballots',
    'rules',
    'routine',
  ] as const),
  ...(['adjustments', 'reminders', 'problems', 'formerContests'] as const),
  ...(['final', 'reopenings', 'ceremony', 'told'] as const),
];
const DATE = /^(at|from|until|[a-z]+At)$/;

/**
 * Folds the settling: whatever is dated after it happened before it, at a time that nobody knows any more, and is dated
 * by its instant. So no date lies ahead, and what comes later is later.
 */
export function evolveClock(tour: Tour, _event: ClockEvent, at: number): Tour {
  const changed = DATED.filter((part) => redated(tour[part], at) !== tour[part]);
  if (changed.length === 0) return tour;
  return { ...tour, ...Object.fromEntries(changed.map((part) => [part, redated(tour[part], at)])) };
}

/** A value with no date after `at`; the same object where it had none. */
function redated<T>(value: T, at: number): T {
  if (typeof value !== 'object' || value === null) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [key, member] of Object.entries(value)) {
    const next = typeof member === 'number' && member > at && DATE.test(key) ? at : redated(member, at);
    if (next === member) continue;
    copy ??= Array.isArray(value)
      ? (value.slice() as unknown as Record<string, unknown>)
      : Object.assign(Object.create(Object.getPrototypeOf(value)), value);
    (copy as Record<string, unknown>)[key] = next;
  }
  return (copy as T | undefined) ?? value;
}
