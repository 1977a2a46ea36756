import { type Static, Type } from 'typebox';
import { sameJson } from '../../canonical.ts';
import { type EventOf, exactly, Id } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import { itemsOf } from '../setup/items.ts';
import type { Tour } from '../state.ts';
import type { StopEvent } from '../stops.ts';
import { type Out, outAfter, WHY, WHY_LOGGED, whyOut } from './falling-out.ts';

/**
 * Takes a stop or a talk out of the tour. It is neither zero nor missing: nobody is asked for its ballots, those that
 * there are stay and do not count, and it counts again once it is restored.
 */
export const CancelStop = exactly({ type: Type.Literal('cancelStop'), itemId: Id, ...WHY });
export type CancelStop = Static<typeof CancelStop>;

/** Takes a cancelled stop or talk in again. */
export const RestoreStop = exactly({ type: Type.Literal('restoreStop'), itemId: Id });
export type RestoreStop = Static<typeof RestoreStop>;

/** What the log keeps of what falls out. */
export const CANCELLATION_EVENTS = {
  'stop.cancelled': exactly({ type: Type.Literal('stop.cancelled'), itemId: Id, ...WHY_LOGGED }),
  'stop.restored': exactly({ type: Type.Literal('stop.restored'), itemId: Id }),
} as const;
export type CancellationEvent = EventOf<typeof CANCELLATION_EVENTS>;

const isItem = ({ setup }: Tour, itemId: string): boolean => setup !== null && itemsOf(setup).has(itemId);

/** Decides {@link CancelStop}: again with another reason, to put that right. The convoy heads for it no more. */
export function decideCancelStop(
  tour: Tour,
  { itemId, reason, isReasonPublic }: CancelStop,
  { nowUnixMs }: Context,
): Decision<CancellationEvent | StopEvent> {
  if (!isItem(tour, itemId)) return refuse('stop.unknown', { stop: itemId });
  const why = { reason, isReasonPublic };
  if (sameJson(whyOut(tour.cancellations, itemId), why)) return happens();
  const cancelled = { type: 'stop.cancelled' as const, itemId, ...why };
  const isAhead = tour.stops[itemId]?.status === 'on-the-way';
  return happens<CancellationEvent | StopEvent>(
    ...(isAhead
      ? [
          {
            type: 'stop.marked' as const,
            stopId: itemId,
            status: 'planned' as const,
            occurredAtUnixMs: nowUnixMs,
          },
        ]
      : []),
    cancelled,
  );
}

/** Decides {@link RestoreStop}. */
export function decideRestoreStop(
  tour: Tour,
  { itemId }: RestoreStop,
  _context: Context,
): Decision<CancellationEvent> {
  if (!isItem(tour, itemId)) return refuse('stop.unknown', { stop: itemId });
  return whyOut(tour.cancellations, itemId) === undefined
    ? happens()
    : happens({ type: 'stop.restored', itemId });
}

/** Folds what falls out, and what is back. */
export function evolveCancellations(tour: Tour, event: CancellationEvent, at: number): Tour {
  const put = (cancellations: Out): Tour => ({ ...tour, cancellations });
  if (event.type === 'stop.restored') return put(outAfter(tour.cancellations, event.itemId, null, at));
  const { type: _type, itemId, ...why } = event;
  return put(outAfter(tour.cancellations, itemId, why, at));
}
