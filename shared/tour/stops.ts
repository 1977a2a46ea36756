import { type Static, Type } from 'typebox';
import { type EventOf, exactly, Id, UnixMs } from '../schema.ts';
import type { Context } from './actor.ts';
import { isCancelled } from './conduct/falling-out.ts';
import { type Decision, happens, refuse } from './outcome.ts';
import type { Tour } from './state.ts';

/** Where a stop stands in the tour's course. */
export const STOP_STATUSES = ['planned', 'on-the-way', 'arrived', 'left'] as const;
export type StopStatus = (typeof STOP_STATUSES)[number];

/** A stop's course so far. Times are those that were reported, in ms. */
export interface StopProgress {
  readonly status: StopStatus;
  readonly headedForAt?: number;
  readonly arrivedAt?: number;
  readonly leftAt?: number;
}

/** Says where the convoy is with a stop. Any status may be set, so that a slip can be put right. */
export const MarkStop = exactly({
  type: Type.Literal('markStop'),
  stopId: Id,
  status: Type.Union([
    Type.Literal('planned'),
    Type.Literal('on-the-way'),
    Type.Literal('arrived'),
    Type.Literal('left'),
  ]),
  /** When it happened, if not now. */
  occurredAtUnixMs: Type.Optional(UnixMs),
});
export type MarkStop = Static<typeof MarkStop>;

/** What the log keeps of stops. */
export const STOP_EVENTS = {
  'stop.marked': exactly({
    type: Type.Literal('stop.marked'),
    stopId: Id,
    status: Type.Enum(STOP_STATUSES),
    occurredAtUnixMs: UnixMs,
  }),
} as const;
export type StopEvent = EventOf<typeof STOP_EVENTS>;

/** A reported time may lie this far ahead of the server's clock. */
const CLOCK_TOLERANCE_MS = 60_000;

/** Decides {@link MarkStop}; the convoy is on the way to one stop and at one stop at most. */
export function decideMarkStop(tour: Tour, command: MarkStop, { nowUnixMs }: Context): Decision<StopEvent> {
  if (!tour.setup?.stops.some((stop) => stop.id === command.stopId))
    return refuse('stop.unknown', { stop: command.stopId });
  const occurredAtUnixMs = command.occurredAtUnixMs ?? nowUnixMs;
  if (occurredAtUnixMs > nowUnixMs + CLOCK_TOLERANCE_MS) {
    return refuse('clock.ahead', { seconds: Math.round((occurredAtUnixMs - nowUnixMs) / 1000) });
  }
  const status = tour.stops[command.stopId]?.status ?? 'planned';
  if (status === command.status) return happens();
  const isGoing = command.status === 'on-the-way' || command.status === 'arrived';
  if (isGoing && isCancelled(tour, command.stopId)) return refuse('stop.cancelled', { stop: command.stopId });
  if (isGoing) {
    const other = Object.entries(tour.stops).find(
      ([id, stop]) => id !== command.stopId && stop.status === command.status,
    );
    if (other !== undefined) return refuse('stop.other-active', { stop: command.stopId, other: other[0] });
  }
  return happens({ type: 'stop.marked', stopId: command.stopId, status: command.status, occurredAtUnixMs });
}

/** Folds a stop's event: going back in the course forgets the later times. */
export function evolveStops(tour: Tour, event: StopEvent): Tour {
  const { headedForAt, arrivedAt } = tour.stops[event.stopId] ?? {};
  const at = event.occurredAtUnixMs;
  const headed = headedForAt === undefined ? {} : { headedForAt };
  const arrived = arrivedAt === undefined ? {} : { arrivedAt };
  const course = {
    planned: (): StopProgress => ({ status: 'planned' }),
    'on-the-way': (): StopProgress => ({ status: 'on-the-way', headedForAt: at }),
    arrived: (): StopProgress => ({ status: 'arrived', ...headed, arrivedAt: at }),
    left: (): StopProgress => ({ status: 'left', ...headed, ...arrived, leftAt: at }),
  } satisfies Record<StopStatus, () => StopProgress>;
  return { ...tour, stops: { ...tour.stops, [event.stopId]: course[event.status]() } };
}
