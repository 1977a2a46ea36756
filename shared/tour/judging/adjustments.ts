import { type Static, Type } from 'typebox';
import { ClientId, type EventOf, exactly, Id, plainText, SignedDecimal } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';

/** Points added to an area's total, or taken off (negative), with the reason. Revoked ones stay on record. */
export interface Adjustment {
  readonly id: string;
  readonly areaId: string;
  readonly points: string;
  readonly reason: string;
  readonly at: number;
  readonly revoked?: { readonly at: number; readonly reason: string };
}

/** Adds points to an area's total or takes them off. */
export const AdjustArea = exactly({
  type: Type.Literal('adjustArea'),
  adjustmentId: ClientId,
  areaId: Id,
  points: SignedDecimal,
  reason: plainText(400, 1),
});
export type AdjustArea = Static<typeof AdjustArea>;

/** Takes an adjustment back. */
export const RevokeAdjustment = exactly({
  type: Type.Literal('revokeAdjustment'),
  adjustmentId: ClientId,
  reason: plainText(400, 1),
});
export type RevokeAdjustment = Static<typeof RevokeAdjustment>;

/** What the log keeps of points. */
export const ADJUSTMENT_EVENTS = {
  'area.adjusted': exactly({
    type: Type.Literal('area.adjusted'),
    adjustmentId: ClientId,
    areaId: Id,
    points: SignedDecimal,
    reason: plainText(400, 1),
  }),
  'adjustment.revoked': exactly({
    type: Type.Literal('adjustment.revoked'),
    adjustmentId: ClientId,
    reason: plainText(400, 1),
  }),
} as const;
export type AdjustmentEvent = EventOf<typeof ADJUSTMENT_EVENTS>;

/** Decides {@link AdjustArea}. */
export function decideAdjustArea(
  tour: Tour,
  command: AdjustArea,
  _context: Context,
): Decision<AdjustmentEvent> {
  const { type: _type, ...adjustment } = command;
  if (!tour.setup?.areas.some((area) => area.id === command.areaId))
    return refuse('area.unknown', { area: command.areaId });
  if (Object.hasOwn(tour.adjustments, command.adjustmentId))
    return refuse('adjustment.exists', { adjustment: command.adjustmentId });
  return happens({ type: 'area.adjusted', ...adjustment });
}

/** Decides {@link RevokeAdjustment}. */
export function decideRevokeAdjustment(
  tour: Tour,
  { adjustmentId, reason }: RevokeAdjustment,
  _context: Context,
): Decision<AdjustmentEvent> {
  const known = Object.hasOwn(tour.adjustments, adjustmentId) ? tour.adjustments[adjustmentId] : undefined;
  if (known === undefined) return refuse('adjustment.unknown', { adjustment: adjustmentId });
  return known.revoked === undefined
    ? happens({ type: 'adjustment.revoked', adjustmentId, reason })
    : happens();
}

/** Folds an adjustment's event. */
export function evolveAdjustments(tour: Tour, event: AdjustmentEvent, at: number): Tour {
  const put = (one: Adjustment): Tour => ({
    ...tour,
    adjustments: { ...tour.adjustments, [one.id]: one },
  });
  if (event.type === 'area.adjusted') {
    const { type: _type, adjustmentId: id, ...rest } = event;
    return put({ id, ...rest, at });
  }
  const known = tour.adjustments[event.adjustmentId];
  return known === undefined ? tour : put({ ...known, revoked: { at, reason: event.reason } });
}

/** The adjustments of an area that held just before an instant (ms), oldest first. */
export const adjustmentsBefore = (
  tour: Pick<Tour, 'adjustments'>,
  areaId: string,
  instantUnixMs: number,
): readonly Adjustment[] =>
  Object.values(tour.adjustments)
    .filter(
      (one) =>
        one.areaId === areaId &&
        one.at < instantUnixMs &&
        (one.revoked === undefined || one.revoked.at >= instantUnixMs),
    )
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
