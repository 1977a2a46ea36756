import type { Static, TSchema } from 'typebox';
import type { Context, Role } from './actor.ts';
import {
  AdjustArea,
  type AdjustmentEvent,
  decideAdjustArea,
  decideRevokeAdjustment,
  evolveAdjustments,
  RevokeAdjustment,
} from './adjustments.ts';
import { decideAppointing } from './appointing.ts';
import {
  AmendBallot,
  type BallotEvent,
  CastBallot,
  decideAmendBallot,
  decideCastBallot,
  decideEnterPaperBallot,
  EnterPaperBallot,
  evolveBallots,
} from './ballots.ts';
import { type ClockEvent, decideSettleClock, evolveClock, SettleClock } from './clock.ts';
import { BeginDay, type DayEvent, decideBeginDay, decideEndDay, EndDay, evolveDays } from './days.ts';
import { AppointJudges, DismissJudge, decideDismissJudge, evolveJudges, type JudgeEvent } from './judges.ts';
import {
  decideLockItem,
  decideReopenItem,
  evolveLocks,
  type LockEvent,
  LockItem,
  ReopenItem,
} from './locks.ts';
import { decideSetMomentRule, evolveMomentRule, type MomentRuleEvent, SetMomentRule } from './moments.ts';
import { type Decision, refuse } from './outcome.ts';
import { DescribePicture, decideDescribePicture } from './post-description.ts';
import { evolvePosts } from './post-fold.ts';
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
  type PostEvent,
  PublishPost,
  WithdrawPost,
} from './posts.ts';
import {
  decideNoteProblem,
  decideReviseProblem,
  decideWithdrawProblem,
  evolveProblems,
  NoteProblem,
  type ProblemEvent,
  ReviseProblem,
  WithdrawProblem,
} from './problems.ts';
import { decideRemindJudges, evolveReminders, type ReminderEvent, RemindJudges } from './reminders.ts';
import { decideScoreRoutine, evolveRoutine, type RoutineEvent, ScoreRoutine } from './routine.ts';
import { decideSetScoringRule, evolveRules, type RuleEvent, SetScoringRule } from './rules.ts';
import {
  decideReviseStop,
  decideSetUpTour,
  evolveSetup,
  ReviseStop,
  SetUpTour,
  type SetupEvent,
} from './setup.ts';
import type { Tour } from './state.ts';
import { decideMarkStop, evolveStops, MarkStop, type StopEvent } from './stops.ts';
import {
  CarryOutVisibilityPlan,
  DropVisibilityPlan,
  decideCarryOutVisibilityPlan,
  decideDropVisibilityPlan,
  decidePlanVisibility,
  decideSetVisibility,
  evolveVisibility,
  PlanVisibility,
  SetVisibility,
  type VisibilityEvent,
} from './visibility.ts';

/** Everything that can happen on a tour. */
export type TourEvent =
  | SetupEvent
  | DayEvent
  | StopEvent
  | LockEvent
  | JudgeEvent
  | VisibilityEvent
  | PostEvent
  | BallotEvent
  | RuleEvent
  | RoutineEvent
  | AdjustmentEvent
  | ReminderEvent
  | ProblemEvent
  | MomentRuleEvent
  | ClockEvent;

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

/** The tour after an event at server time `at` (ms). Never fails; the same object where nothing changed. */
export function evolve(tour: Tour, event: TourEvent, at: number): Tour {
  switch (event.type) {
    case 'tour.setUp':
    case 'stop.revised':
      return evolveSetup(tour, event, at);
    case 'day.begun':
    case 'day.ended':
      return evolveDays(tour, event, at);
    case 'stop.marked':
      return evolveStops(tour, event);
    case 'item.locked':
    case 'item.reopened':
      return evolveLocks(tour, event, at);
    case 'judge.appointed':
    case 'judge.dismissed':
      return evolveJudges(tour, event, at);
    case 'visibility.set':
    case 'visibility.planned':
    case 'visibility.unplanned':
      return evolveVisibility(tour, event);
    case 'post.published':
    case 'post.corrected':
    case 'post.withdrawn':
    case 'post.pinned':
    case 'post.unpinned':
    case 'post.pictured':
    case 'post.described':
    case 'post.awaitsFewer':
    case 'post.keyed':
    case 'post.unkeyed':
      return evolvePosts(tour, event, at);
    case 'moments.ruled':
      return evolveMomentRule(tour, event);
    case 'ballot.cast':
    case 'ballot.amended':
      return evolveBallots(tour, event, at);
    case 'rule.set':
      return evolveRules(tour, event, at);
    case 'routine.scored':
      return evolveRoutine(tour, event, at);
    case 'area.adjusted':
    case 'adjustment.revoked':
      return evolveAdjustments(tour, event, at);
    case 'judge.reminded':
      return evolveReminders(tour, event, at);
    case 'problem.noted':
    case 'problem.revised':
    case 'problem.withdrawn':
      return evolveProblems(tour, event, at);
    case 'clock.settled':
      return evolveClock(tour, event, at);
    default:
      return unknownEvent(tour, event);
  }
}

/** An event of a newer version is passed over; that this is reached by no known type is the compiler's check. */
const unknownEvent = (tour: Tour, _event: never): Tour => tour;
