import type { Static, TSchema } from 'typebox';
import { decideAppointing } from './scoring/appointing.ts';
import type { Context, Role } from './tour/actor.ts';
import {
  AdjustArea,
  decideAdjustArea,
  decideRevokeAdjustment,
  RevokeAdjustment,
} from './tour/adjustments.ts';
import {
  AmendBallot,
  CastBallot,
  decideAmendBallot,
  decideCastBallot,
  decideEnterPaperBallot,
  EnterPaperBallot,
} from './tour/ballots.ts';
import { decideSettleClock, SettleClock } from './tour/clock.ts';
import { BeginDay, decideBeginDay, decideEndDay, EndDay } from './tour/days.ts';
import type { TourEvent } from './tour/events.ts';
import { AppointJudges, DismissJudge, decideDismissJudge } from './tour/judges.ts';
import { decideLockItem, decideReopenItem, LockItem, ReopenItem } from './tour/locks.ts';
import { decideSetMomentRule, SetMomentRule } from './tour/moments.ts';
import { type Decision, refuse } from './tour/outcome.ts';
import { DescribePicture, decideDescribePicture } from './tour/post-description.ts';
import {
  AttachPicture,
  AwaitFewerPictures,
  CorrectPost,
  decideAttachPicture,
  decideAwaitFewerPictures,
  decideCorrectPost,
  decideMarkKeyMoment,
  decidePinPost,
  decidePublishPost,
  decideWithdrawPost,
  MarkKeyMoment,
  PinPost,
  PublishPost,
  WithdrawPost,
} from './tour/posts.ts';
import {
  decideNoteProblem,
  decideReviseProblem,
  decideWithdrawProblem,
  NoteProblem,
  ReviseProblem,
  WithdrawProblem,
} from './tour/problems.ts';
import { decideRemindJudges, RemindJudges } from './tour/reminders.ts';
import { decideScoreRoutine, ScoreRoutine } from './tour/routine.ts';
import { decideSetScoringRule, SetScoringRule } from './tour/rules.ts';
import { ReviseStop, SetUpTour } from './tour/setup.ts';
import { decideReviseStop, decideSetUpTour } from './tour/setup-changes.ts';
import type { Tour } from './tour/state.ts';
import { decideMarkStop, MarkStop } from './tour/stops.ts';
import {
  CarryOutVisibilityPlan,
  DropVisibilityPlan,
  decideCarryOutVisibilityPlan,
  decideDropVisibilityPlan,
  decidePlanVisibility,
  decideSetVisibility,
  PlanVisibility,
  SetVisibility,
} from './tour/visibility.ts';

/** A kind of command: its wire schema, who may give it, and how it is decided. */
interface CommandKind<S extends TSchema> {
  readonly schema: S;
  readonly roles: readonly Role[];
  readonly decide: (tour: Tour, command: Static<S>, context: Context) => Decision<TourEvent>;
  /** Whether it says of an instant that it is over or to come: with a clock that is wrong that means something else. */
  readonly restsOnTime: (command: Static<S>) => boolean;
}

const kind = <S extends TSchema>(
  schema: S,
  roles: readonly Role[],
  decide: (tour: Tour, command: Static<S>, context: Context) => Decision<TourEvent>,
  restsOnTime: (command: Static<S>) => boolean = () => false,
): CommandKind<S> => ({ schema, roles, decide, restsOnTime });

const always = (): boolean => true;
/** To show all or nothing needs no clock. */
const namesAnInstant = ({ visibility }: SetVisibility): boolean => visibility.mode === 'frozen';

/** Every command by its name. One line here, and it has a route, a schema, a check of roles and documentation. */
export const COMMANDS = {
  setUpTour: kind(SetUpTour, ['organiser'], decideSetUpTour),
  reviseStop: kind(ReviseStop, ['organiser'], decideReviseStop),
  appointJudges: kind(AppointJudges, ['organiser'], decideAppointing),
  dismissJudge: kind(DismissJudge, ['organiser'], decideDismissJudge),
  setVisibility: kind(SetVisibility, ['organiser'], decideSetVisibility, namesAnInstant),
  planVisibility: kind(PlanVisibility, ['organiser'], decidePlanVisibility, always),
  dropVisibilityPlan: kind(DropVisibilityPlan, ['organiser'], decideDropVisibilityPlan),
  carryOutVisibilityPlan: kind(CarryOutVisibilityPlan, ['organiser'], decideCarryOutVisibilityPlan, always),
  beginDay: kind(BeginDay, ['organiser'], decideBeginDay),
  endDay: kind(EndDay, ['organiser'], decideEndDay),
  markStop: kind(MarkStop, ['organiser'], decideMarkStop),
  lockItem: kind(LockItem, ['organiser'], decideLockItem),
  reopenItem: kind(ReopenItem, ['organiser'], decideReopenItem),
  publishPost: kind(PublishPost, ['editor'], decidePublishPost),
  correctPost: kind(CorrectPost, ['editor'], decideCorrectPost),
  withdrawPost: kind(WithdrawPost, ['editor', 'organiser'], decideWithdrawPost),
  pinPost: kind(PinPost, ['editor', 'organiser'], decidePinPost),
  attachPicture: kind(AttachPicture, ['editor'], decideAttachPicture),
  describePicture: kind(DescribePicture, ['editor'], decideDescribePicture),
  awaitFewerPictures: kind(AwaitFewerPictures, ['editor'], decideAwaitFewerPictures),
  markKeyMoment: kind(MarkKeyMoment, ['editor', 'organiser'], decideMarkKeyMoment),
  setMomentRule: kind(SetMomentRule, ['organiser'], decideSetMomentRule),
  castBallot: kind(CastBallot, ['judge'], decideCastBallot),
  amendBallot: kind(AmendBallot, ['judge'], decideAmendBallot),
  enterPaperBallot: kind(EnterPaperBallot, ['organiser'], decideEnterPaperBallot),
  noteProblem: kind(NoteProblem, ['judge'], decideNoteProblem),
  reviseProblem: kind(ReviseProblem, ['judge'], decideReviseProblem),
  withdrawProblem: kind(WithdrawProblem, ['judge'], decideWithdrawProblem),
  remindJudges: kind(RemindJudges, ['organiser'], decideRemindJudges),
  setScoringRule: kind(SetScoringRule, ['organiser'], decideSetScoringRule),
  scoreRoutine: kind(ScoreRoutine, ['organiser'], decideScoreRoutine),
  adjustArea: kind(AdjustArea, ['organiser'], decideAdjustArea),
  revokeAdjustment: kind(RevokeAdjustment, ['organiser'], decideRevokeAdjustment),
  settleClock: kind(SettleClock, ['organiser'], decideSettleClock),
} as const;

export type CommandType = keyof typeof COMMANDS;
export type Command = { [T in CommandType]: Static<(typeof COMMANDS)[T]['schema']> }[CommandType];

/**
 * What a command leads to in this tour. Never throws on a command that its schema accepts; refuses
 * with `role.forbidden` where the actor's role may not give it.
 */
export function decide(tour: Tour, command: Command, context: Context): Decision<TourEvent> {
  // The registry pairs each schema with its own decider; the compiler cannot follow the pairing through a union.
  const { roles, decide: decideKind, restsOnTime } = COMMANDS[command.type] as CommandKind<TSchema>;
  if (!roles.includes(context.actor.role))
    return refuse('role.forbidden', { role: context.actor.role, command: command.type });
  if (context.clockTrouble !== undefined && restsOnTime(command)) return refuse('clock.unsettled');
  return decideKind(tour, command, context);
}
