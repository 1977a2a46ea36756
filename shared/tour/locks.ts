import { type Static, Type } from 'typebox';
import { exactly, Id, plainText } from '../schema.ts';
import type { Context } from './actor.ts';
import { type Decision, happens, refuse } from './outcome.ts';
import type { Tour } from './state.ts';

/** Whether a stop still takes ballots. `reason` is the one given with the last change. */
export interface StopLock {
  readonly locked: boolean;
  readonly at: number;
  readonly reason?: string;
}

/** Closes a stop to ballots and amendments. */
export const LockStop = exactly({
  type: Type.Literal('lockStop'),
  stopId: Id,
  reason: Type.Optional(plainText(400)),
});
export type LockStop = Static<typeof LockStop>;

/** Opens a locked stop again; the reason stays in the log. */
export const ReopenStop = exactly({
  type: Type.Literal('reopenStop'),
  stopId: Id,
  reason: plainText(400, 1),
});
export type ReopenStop = Static<typeof ReopenStop>;

export type LockEvent =
  | { readonly type: 'stop.locked'; readonly stopId: string; readonly reason?: string }
  | { readonly type: 'stop.reopened'; readonly stopId: string; readonly reason: string };

/** Decides {@link LockStop}. */
export function decideLockStop(tour: Tour, command: LockStop, _context: Context): Decision<LockEvent> {
  if (!tour.setup?.stops.some((stop) => stop.id === command.stopId))
    return refuse('stop.unknown', { stop: command.stopId });
  if (tour.locks[command.stopId]?.locked === true) return happens();
  const reason = command.reason === undefined ? {} : { reason: command.reason };
  return happens({ type: 'stop.locked', stopId: command.stopId, ...reason });
}

/** Decides {@link ReopenStop}. */
export function decideReopenStop(tour: Tour, command: ReopenStop, _context: Context): Decision<LockEvent> {
  if (!tour.setup?.stops.some((stop) => stop.id === command.stopId))
    return refuse('stop.unknown', { stop: command.stopId });
  if (tour.locks[command.stopId]?.locked !== true) return happens();
  return happens({ type: 'stop.reopened', stopId: command.stopId, reason: command.reason });
}

/** Folds a lock's event. */
export function evolveLocks(tour: Tour, event: LockEvent, at: number): Tour {
  const reason = event.reason === undefined ? {} : { reason: event.reason };
  const lock: StopLock = { locked: event.type === 'stop.locked', at, ...reason };
  return { ...tour, locks: { ...tour.locks, [event.stopId]: lock } };
}
