import type { Actor, Context } from '../../tour/actor.ts';
import type { TourEvent } from '../../tour/events.ts';
import { decideAdjustArea, decideRevokeAdjustment } from '../../tour/judging/adjustments.ts';
import { decideEnterPaperBallot } from '../../tour/judging/ballots.ts';
import {
  type AgreeChange,
  type Change,
  type ConsentEvent,
  changesResult,
  type DeclineChange,
  hasBallots,
  isSamePerson,
  type Proposal,
  type ProposeChange,
  type SetConsent,
  type Who,
  type WithdrawChange,
} from '../../tour/judging/consent.ts';
import { decideReopenItem } from '../../tour/judging/locks.ts';
import { decideScoreRoutine } from '../../tour/judging/routine.ts';
import { decideSetScoringRule } from '../../tour/judging/rules.ts';
import { type Decision, happens, type Refusal, refuse } from '../../tour/outcome.ts';
import type { Tour } from '../../tour/state.ts';
import { decideFinaliseResult, decideReopenResult } from './finalising.ts';

/** Decides {@link SetConsent}. */
export function decideSetConsent(tour: Tour, { consent, reason }: SetConsent): Decision<ConsentEvent> {
  if (tour.consent === consent) return happens();
  return happens({ type: 'consent.set', consent, ...(reason !== undefined && { reason }) });
}

/** What a change would lead to in this tour. */
export function decideChange(tour: Tour, change: Change, context: Context): Decision<TourEvent> {
  const onFinal =
    change.type === 'finaliseResult' || change.type === 'reopenResult' || change.type === 'setConsent';
  if (tour.final !== null && !onFinal) return refuse('result.final');
  switch (change.type) {
    case 'setScoringRule':
      return decideSetScoringRule(tour, change, context);
    case 'scoreRoutine':
      return decideScoreRoutine(tour, change, context);
    case 'adjustArea':
      return decideAdjustArea(tour, change, context);
    case 'revokeAdjustment':
      return decideRevokeAdjustment(tour, change, context);
    case 'reopenItem':
      return decideReopenItem(tour, change, context);
    case 'enterPaperBallot':
      return decideEnterPaperBallot(tour, change, context);
    case 'finaliseResult':
      return decideFinaliseResult(tour, change);
    case 'reopenResult':
      return decideReopenResult(tour, change);
    case 'setConsent':
      return decideSetConsent(tour, change);
  }
}

/** Decides {@link ProposeChange}: refused where the change itself would be, where it changes nothing, and by somebody without a name. */
export function decideProposeChange(
  tour: Tour,
  { proposalId, change }: ProposeChange,
  context: Context,
): Decision<ConsentEvent> {
  if (Object.hasOwn(tour.proposals, proposalId)) return refuse('consent.exists');
  if (tour.consent === 'none' || !hasBallots(tour)) return refuse('consent.not-asked');
  const who = whoIs(context.actor);
  if (who === undefined) return refuse('consent.nameless');
  if (change.reason === undefined) return refuse('reason.missing');
  const wouldBe = decideChange(tour, change, context);
  if (!wouldBe.ok) return wouldBe;
  if (wouldBe.events.length === 0 || !changesResult(tour, change)) return refuse('consent.not-asked');
  return happens({ type: 'change.proposed', proposalId, change, who });
}

/** Decides {@link AgreeChange}: what was proposed happens, exactly so; refused where it does not fit any more. */
export function decideAgreeChange(
  tour: Tour,
  { proposalId }: AgreeChange,
  context: Context,
): Decision<TourEvent> {
  const found = openAndOf(tour, proposalId, context.actor, 'another');
  if (!found.ok) return found;
  const { proposal, who } = found;
  if (isOvertaken(tour, proposal)) return refuse('consent.overtaken');
  const decision = decideChange(tour, proposal.change, context);
  if (!decision.ok) return decision;
  if (decision.events.length === 0) return refuse('consent.overtaken');
  return happens<TourEvent>({ type: 'change.agreed', proposalId, who }, ...decision.events);
}

/** Decides {@link DeclineChange}. */
export function decideDeclineChange(
  tour: Tour,
  { proposalId, reason }: DeclineChange,
  { actor }: Context,
): Decision<ConsentEvent> {
  const found = openAndOf(tour, proposalId, actor, 'another');
  return found.ok ? happens({ type: 'change.declined', proposalId, who: found.who, reason }) : found;
}

/** Decides {@link WithdrawChange}. */
export function decideWithdrawChange(
  tour: Tour,
  { proposalId }: WithdrawChange,
  { actor }: Context,
): Decision<ConsentEvent> {
  const found = openAndOf(tour, proposalId, actor, 'the-same');
  return found.ok ? happens({ type: 'change.withdrawn', proposalId }) : found;
}

const whoIs = ({ id, name }: Actor): Who | undefined => (name === undefined ? undefined : { id, name });

/** An open proposal, where whoever comes is the one, or is not the one, who made it. */
function openAndOf(
  tour: Tour,
  proposalId: string,
  actor: Actor,
  wanted: 'another' | 'the-same',
): { readonly ok: true; readonly proposal: Proposal; readonly who: Who } | Refusal {
  const proposal = Object.hasOwn(tour.proposals, proposalId) ? tour.proposals[proposalId] : undefined;
  if (proposal === undefined) return refuse('consent.unknown');
  if (proposal.ended !== undefined) return refuse('consent.ended');
  const who = whoIs(actor);
  if (who === undefined) return refuse('consent.nameless');
  const isTheSame = isSamePerson(proposal.who, who);
  if (wanted === 'another' && isTheSame) return refuse('consent.same-person', { name: proposal.who.name });
  if (wanted === 'the-same' && !isTheSame) return refuse('consent.not-yours', { name: proposal.who.name });
  return { ok: true, proposal, who };
}

/** Whether what a change rests on has changed since it was proposed; a rule and a paper ballot name their version themselves. */
function isOvertaken(tour: Tour, { change, at }: Proposal): boolean {
  const isLater = (one: { readonly at: number } | null | undefined): boolean =>
    one !== null && one !== undefined && one.at > at;
  switch (change.type) {
    case 'scoreRoutine':
      return change.scores.some(({ areaId }) => isLater(tour.routine[areaId]?.at(-1)));
    case 'reopenItem':
      return isLater(tour.locks[change.itemId]);
    case 'reopenResult':
      return isLater(tour.final);
    case 'finaliseResult':
      // Whoever proposed it has seen other places than these.
      return (
        [tour.rules.at(-1), ...Object.values(tour.locks), ...Object.values(tour.adjustments)].some(isLater) ||
        Object.values(tour.adjustments).some(({ revoked }) => isLater(revoked)) ||
        Object.values(tour.routine).some((dated) => isLater(dated.at(-1)))
      );
    case 'setScoringRule':
    case 'adjustArea':
    case 'revokeAdjustment':
    case 'enterPaperBallot':
    case 'setConsent':
      return false;
  }
}
