import { type Static, Type } from 'typebox';
import { sameJson } from '../../canonical.ts';
import { type EventOf, exactly, Id } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';
import { type Out, outAfter, WHY, WHY_LOGGED, whyOut } from './falling-out.ts';

/** An area competes no more. What then counts of it, the scoring rule says. */
export const WithdrawArea = exactly({ type: Type.Literal('withdrawArea'), areaId: Id, ...WHY });
export type WithdrawArea = Static<typeof WithdrawArea>;

/** An area that had withdrawn competes again. */
export const ReadmitArea = exactly({ type: Type.Literal('readmitArea'), areaId: Id });
export type ReadmitArea = Static<typeof ReadmitArea>;

/** What the log keeps of areas that withdraw. */
export const WITHDRAWAL_EVENTS = {
  'area.withdrawn': exactly({ type: Type.Literal('area.withdrawn'), areaId: Id, ...WHY_LOGGED }),
  'area.readmitted': exactly({ type: Type.Literal('area.readmitted'), areaId: Id }),
} as const;
export type WithdrawalEvent = EventOf<typeof WITHDRAWAL_EVENTS>;

const isArea = ({ setup }: Tour, areaId: string): boolean =>
  setup?.areas.some(({ id }) => id === areaId) === true;

/** Decides {@link WithdrawArea}: again with another reason, to put that right. */
export function decideWithdrawArea(
  tour: Tour,
  { areaId, reason, isReasonPublic }: WithdrawArea,
  _context: Context,
): Decision<WithdrawalEvent> {
  if (!isArea(tour, areaId)) return refuse('area.unknown', { area: areaId });
  const why = { reason, isReasonPublic };
  return sameJson(whyOut(tour.withdrawals, areaId), why)
    ? happens()
    : happens({ type: 'area.withdrawn', areaId, ...why });
}

/** Decides {@link ReadmitArea}. */
export function decideReadmitArea(
  tour: Tour,
  { areaId }: ReadmitArea,
  _context: Context,
): Decision<WithdrawalEvent> {
  if (!isArea(tour, areaId)) return refuse('area.unknown', { area: areaId });
  return whyOut(tour.withdrawals, areaId) === undefined
    ? happens()
    : happens({ type: 'area.readmitted', areaId });
}

/** Folds that an area withdraws, or is back. */
export function evolveWithdrawals(tour: Tour, event: WithdrawalEvent, at: number): Tour {
  const put = (withdrawals: Out): Tour => ({ ...tour, withdrawals });
  if (event.type === 'area.readmitted') return put(outAfter(tour.withdrawals, event.areaId, null, at));
  const { type: _type, areaId, ...why } = event;
  return put(outAfter(tour.withdrawals, areaId, why, at));
}
