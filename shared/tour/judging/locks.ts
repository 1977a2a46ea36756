import { type Static, Type } from 'typebox';
import { type EventOf, exactly, Id, plainText } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import { itemsOf } from '../setup/items.ts';
import type { Tour } from '../state.ts';

/** Whether an item still takes ballots. `reason` is the one given with the last change. */
export interface ItemLock {
  readonly locked: boolean;
  readonly at: number;
  readonly reason?: string;
  /** What it was before, oldest first. A result of an earlier instant rests on what held then. */
  readonly earlier?: readonly { readonly locked: boolean; readonly at: number }[];
}

/** Closes an item (a stop or a talk) to ballots and amendments. */
export const LockItem = exactly({
  type: Type.Literal('lockItem'),
  itemId: Id,
  reason: Type.Optional(plainText(400)),
});
export type LockItem = Static<typeof LockItem>;

/** Opens a locked item again; the reason stays in the log. */
export const ReopenItem = exactly({
  type: Type.Literal('reopenItem'),
  itemId: Id,
  reason: plainText(400, 1),
});
export type ReopenItem = Static<typeof ReopenItem>;

/** What the log keeps of locks. */
export const LOCK_EVENTS = {
  'item.locked': exactly({
    type: Type.Literal('item.locked'),
    itemId: Id,
    reason: Type.Optional(plainText(400)),
  }),
  'item.reopened': exactly({ type: Type.Literal('item.reopened'), itemId: Id, reason: plainText(400, 1) }),
} as const;
export type LockEvent = EventOf<typeof LOCK_EVENTS>;

/** Whether there is such a stop or talk. */
const isItem = (tour: Tour, itemId: string): boolean =>
  tour.setup !== null && itemsOf(tour.setup).has(itemId);

/** Decides {@link LockItem}. */
export function decideLockItem(tour: Tour, command: LockItem, _context: Context): Decision<LockEvent> {
  if (!isItem(tour, command.itemId)) return refuse('stop.unknown', { stop: command.itemId });
  if (tour.locks[command.itemId]?.locked === true) return happens();
  const reason = command.reason === undefined ? {} : { reason: command.reason };
  return happens({ type: 'item.locked', itemId: command.itemId, ...reason });
}

/** Decides {@link ReopenItem}. */
export function decideReopenItem(tour: Tour, command: ReopenItem, _context: Context): Decision<LockEvent> {
  if (!isItem(tour, command.itemId)) return refuse('stop.unknown', { stop: command.itemId });
  if (tour.locks[command.itemId]?.locked !== true) return happens();
  return happens({ type: 'item.reopened', itemId: command.itemId, reason: command.reason });
}

/** Folds a lock's event. */
export function evolveLocks(tour: Tour, event: LockEvent, at: number): Tour {
  const reason = event.reason === undefined ? {} : { reason: event.reason };
  const known = tour.locks[event.itemId];
  const earlier =
    known === undefined
      ? {}
      : { earlier: [...(known.earlier ?? []), { locked: known.locked, at: known.at }] };
  const lock: ItemLock = { locked: event.type === 'item.locked', at, ...reason, ...earlier };
  return { ...tour, locks: { ...tour.locks, [event.itemId]: lock } };
}

/** Since when an item was locked just before an instant (ms, exclusive); undefined where it was open then. */
export function lockedSince(lock: ItemLock | undefined, instantUnixMs: number): number | undefined {
  if (lock === undefined) return undefined;
  const then =
    lock.at < instantUnixMs ? lock : [...(lock.earlier ?? [])].reverse().find(({ at }) => at < instantUnixMs);
  return then?.locked === true ? then.at : undefined;
}
