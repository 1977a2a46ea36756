import type { TourEvent } from '../../../shared/tour/events.ts';
import type { Change } from '../../../shared/tour/judging/consent.ts';

/** What a proposed change leads to, as far as its sentence needs it: it is said like what happens, without what is computed. */
export function eventsSaid(change: Change): readonly TourEvent[] {
  const { type: _type, ...members } = change;
  switch (change.type) {
    case 'setScoringRule':
      return [{ type: 'rule.set', rule: change.rule }];
    case 'scoreRoutine':
      return change.scores.map((one) => ({ type: 'routine.scored', ...one }));
    case 'adjustArea':
      return [{ ...change, type: 'area.adjusted' }];
    case 'revokeAdjustment':
      return [{ ...change, type: 'adjustment.revoked' }];
    case 'reopenItem':
      return [{ ...change, type: 'item.reopened' }];
    case 'enterPaperBallot': {
      const { itemId, judgeId, marks, reason } = change;
      return [{ type: 'ballot.cast', itemId, judgeId, marks, paper: reason }];
    }
    case 'finaliseResult':
      return [{ type: 'result.finalised', ...members } as TourEvent];
    case 'reopenResult':
      return [{ ...change, type: 'result.reopened' }];
    case 'setConsent':
      return [{ ...change, type: 'consent.set' }];
  }
}

/** Whether the sentences of {@link eventsSaid} say the reason themselves. */
export const isReasonSaid = ({ type }: Change): boolean =>
  type !== 'setScoringRule' && type !== 'scoreRoutine' && type !== 'enterPaperBallot';
