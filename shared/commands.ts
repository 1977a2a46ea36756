import type { Static, TSchema } from 'typebox';
import { sameJson } from './canonical.ts';
import { decideAppointing } from './scoring/appointing.ts';
import { BeginCeremony, decideBeginCeremony } from './scoring/final/beginning.ts';
import {
  decideAgreeChange,
  decideDeclineChange,
  decideProposeChange,
  decideSetConsent,
  decideWithdrawChange,
} from './scoring/final/consenting.ts';
import { decideFinaliseResult, decideReopenResult } from './scoring/final/finalising.ts';
import type { Context, Role } from './tour/actor.ts';
import { decideSetProgramme, SetProgramme } from './tour/ceremony/programme.ts';
import {
  decideEndCeremony,
  decideOpenResult,
  decideStepCeremony,
  decideTellHall,
  decideVeilHall,
  EndCeremony,
  OpenResult,
  StepCeremony,
  TellHall,
  VeilHall,
} from './tour/ceremony/stepping.ts';
import { decideTellCeremony, TellCeremony } from './tour/ceremony/told.ts';
import { decideSettleClock, SettleClock } from './tour/clock.ts';
import {
  AcknowledgeAnnouncement,
  AnnounceToJudges,
  decideAcknowledgeAnnouncement,
  decideAnnounceToJudges,
  decideWithdrawAnnouncement,
  WithdrawAnnouncement,
} from './tour/conduct/announcements.ts';
import {
  CancelStop,
  decideCancelStop,
  decideRestoreStop,
  RestoreStop,
} from './tour/conduct/cancellations.ts';
import {
  decideNoticeViewers,
  decideWithdrawNotice,
  NoticeViewers,
  WithdrawNotice,
} from './tour/conduct/notices.ts';
import { decideSetOpening, SetOpening } from './tour/conduct/opening.ts';
import {
  decideReadmitArea,
  decideWithdrawArea,
  ReadmitArea,
  WithdrawArea,
} from './tour/conduct/withdrawals.ts';
import type { TourEvent } from './tour/events.ts';
import {
  AdjustArea,
  decideAdjustArea,
  decideRevokeAdjustment,
  RevokeAdjustment,
} from './tour/judging/adjustments.ts';
import {
  AmendBallot,
  CastBallot,
  decideAmendBallot,
  decideCastBallot,
  decideEnterPaperBallot,
  EnterPaperBallot,
} from './tour/judging/ballots.ts';
import {
  AgreeChange,
  changesResult,
  DeclineChange,
  hasBallots,
  ProposeChange,
  SetConsent,
  WithdrawChange,
} from './tour/judging/consent.ts';
import { FinaliseResult, ReopenResult } from './tour/judging/final.ts';
import { AppointJudges, DismissJudge, decideDismissJudge } from './tour/judging/judges.ts';
import { decideLockItem, decideReopenItem, LockItem, ReopenItem } from './tour/judging/locks.ts';
import {
  decideNoteProblem,
  decideReviseProblem,
  decideWithdrawProblem,
  NoteProblem,
  ReviseProblem,
  WithdrawProblem,
} from './tour/judging/problems.ts';
import { decideRemindJudges, RemindJudges } from './tour/judging/reminders.ts';
import { decideScoreRoutine, ScoreRoutine } from './tour/judging/routine.ts';
import { decideSetScoringRule, SetScoringRule } from './tour/judging/rules.ts';
import { type Decision, refuse } from './tour/outcome.ts';
import { decideSetMomentRule, SetMomentRule } from './tour/posts/moments.ts';
import { DescribePicture, decideDescribePicture } from './tour/posts/post-description.ts';
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
} from './tour/posts/posts.ts';
import { decideSealDay, SealDay } from './tour/seals.ts';
import { contestOf } from './tour/setup/contest.ts';
import { BeginDay, decideBeginDay, decideEndDay, EndDay } from './tour/setup/days.ts';
import { ReviseStop, SetUpTour } from './tour/setup/setup.ts';
import { decideReviseStop, decideSetUpTour } from './tour/setup/setup-changes.ts';
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
  /** It changes what a result rests on: while that is final, it is refused. */
  readonly touchesResult: (tour: Tour, command: Static<S>) => boolean;
  /** Whether it says of an instant that it is over or to come: with a clock that is wrong that means something else. */
  readonly restsOnTime: (command: Static<S>) => boolean;
}

const always = (): boolean => true;

const kind = <S extends TSchema>(
  schema: S,
  roles: readonly Role[],
  decide: (tour: Tour, command: Static<S>, context: Context) => Decision<TourEvent>,
  restsOnTime: (command: Static<S>) => boolean = () => false,
): CommandKind<S> => ({ schema, roles, decide, restsOnTime, touchesResult: () => false });

/** A kind of command that changes what results rest on. */
const resultKind = <S extends TSchema>(
  schema: S,
  roles: readonly Role[],
  decide: (tour: Tour, command: Static<S>, context: Context) => Decision<TourEvent>,
  touchesResult: (tour: Tour, command: Static<S>) => boolean = always,
): CommandKind<S> => ({ ...kind(schema, roles, decide), touchesResult });

/** To show all or nothing needs no clock. */
const namesAnInstant = ({ visibility }: SetVisibility): boolean => visibility.mode === 'frozen';

/** What holds until it is withdrawn needs no clock. */
const endsAtATime = ({ untilUnixMs }: Pick<NoticeViewers, 'untilUnixMs'>): boolean =>
  untilUnixMs !== undefined;

/** Names, places and times may be put right under a final result; who competes for what may not. */
const changesContest = ({ setup }: Tour, command: SetUpTour): boolean =>
  setup === null ||
  !sameJson(contestOf(setup), contestOf(command.setup)) ||
  !sameJson(setup.prizes.map(withoutName), command.setup.prizes.map(withoutName));
const withoutName = ({ name: _name, ...prize }: SetUpTour['setup']['prizes'][number]) => prize;
/** Groups of a day may be evened out together. */
const movesToAnotherDay = ({ setup }: Tour, { stopId, day }: ReviseStop): boolean =>
  day !== undefined && setup?.stops.find(({ id }) => id === stopId)?.day !== day;

/** Every command by its name. One line here, and it has a route, a schema, a check of roles and documentation. */
export const COMMANDS = {
  setUpTour: resultKind(SetUpTour, ['organiser'], decideSetUpTour, changesContest),
  reviseStop: resultKind(ReviseStop, ['organiser'], decideReviseStop, movesToAnotherDay),
  appointJudges: resultKind(AppointJudges, ['organiser'], decideAppointing),
  dismissJudge: resultKind(DismissJudge, ['organiser'], decideDismissJudge),
  setVisibility: kind(SetVisibility, ['organiser'], decideSetVisibility, namesAnInstant),
  planVisibility: kind(PlanVisibility, ['organiser'], decidePlanVisibility, always),
  dropVisibilityPlan: kind(DropVisibilityPlan, ['organiser'], decideDropVisibilityPlan),
  carryOutVisibilityPlan: kind(CarryOutVisibilityPlan, ['organiser'], decideCarryOutVisibilityPlan, always),
  beginDay: kind(BeginDay, ['organiser'], decideBeginDay),
  endDay: kind(EndDay, ['organiser'], decideEndDay),
  sealDay: kind(SealDay, ['organiser'], decideSealDay, always),
  markStop: kind(MarkStop, ['organiser'], decideMarkStop),
  cancelStop: resultKind(CancelStop, ['organiser'], decideCancelStop),
  restoreStop: resultKind(RestoreStop, ['organiser'], decideRestoreStop),
  withdrawArea: resultKind(WithdrawArea, ['organiser'], decideWithdrawArea),
  readmitArea: resultKind(ReadmitArea, ['organiser'], decideReadmitArea),
  announceToJudges: kind(AnnounceToJudges, ['organiser'], decideAnnounceToJudges, endsAtATime),
  withdrawAnnouncement: kind(WithdrawAnnouncement, ['organiser'], decideWithdrawAnnouncement),
  acknowledgeAnnouncement: kind(AcknowledgeAnnouncement, ['judge'], decideAcknowledgeAnnouncement),
  noticeViewers: kind(NoticeViewers, ['organiser'], decideNoticeViewers, endsAtATime),
  withdrawNotice: kind(WithdrawNotice, ['organiser'], decideWithdrawNotice),
  setOpening: kind(SetOpening, ['organiser'], decideSetOpening),
  lockItem: resultKind(LockItem, ['organiser'], decideLockItem),
  reopenItem: resultKind(ReopenItem, ['organiser'], decideReopenItem),
  publishPost: kind(PublishPost, ['editor'], decidePublishPost),
  correctPost: kind(CorrectPost, ['editor'], decideCorrectPost),
  withdrawPost: kind(WithdrawPost, ['editor', 'organiser'], decideWithdrawPost),
  pinPost: kind(PinPost, ['editor', 'organiser'], decidePinPost),
  attachPicture: kind(AttachPicture, ['editor'], decideAttachPicture),
  describePicture: kind(DescribePicture, ['editor'], decideDescribePicture),
  awaitFewerPictures: kind(AwaitFewerPictures, ['editor'], decideAwaitFewerPictures),
  markKeyMoment: kind(MarkKeyMoment, ['editor', 'organiser'], decideMarkKeyMoment),
  setMomentRule: kind(SetMomentRule, ['organiser'], decideSetMomentRule),
  castBallot: resultKind(CastBallot, ['judge'], decideCastBallot),
  amendBallot: resultKind(AmendBallot, ['judge'], decideAmendBallot),
  enterPaperBallot: resultKind(EnterPaperBallot, ['organiser'], decideEnterPaperBallot),
  noteProblem: kind(NoteProblem, ['judge'], decideNoteProblem),
  reviseProblem: kind(ReviseProblem, ['judge'], decideReviseProblem),
  withdrawProblem: kind(WithdrawProblem, ['judge'], decideWithdrawProblem),
  remindJudges: kind(RemindJudges, ['organiser'], decideRemindJudges),
  setScoringRule: resultKind(SetScoringRule, ['organiser'], decideSetScoringRule),
  scoreRoutine: resultKind(ScoreRoutine, ['organiser'], decideScoreRoutine),
  adjustArea: resultKind(AdjustArea, ['organiser'], decideAdjustArea),
  revokeAdjustment: resultKind(RevokeAdjustment, ['organiser'], decideRevokeAdjustment),
  finaliseResult: kind(FinaliseResult, ['organiser'], decideFinaliseResult),
  reopenResult: kind(ReopenResult, ['organiser'], decideReopenResult),
  setConsent: kind(SetConsent, ['organiser'], decideSetConsent),
  proposeChange: kind(ProposeChange, ['organiser'], decideProposeChange),
  agreeChange: kind(AgreeChange, ['organiser'], decideAgreeChange),
  declineChange: kind(DeclineChange, ['organiser'], decideDeclineChange),
  withdrawChange: kind(WithdrawChange, ['organiser'], decideWithdrawChange),
  setProgramme: kind(SetProgramme, ['organiser'], decideSetProgramme),
  beginCeremony: kind(BeginCeremony, ['presenter', 'organiser'], decideBeginCeremony),
  stepCeremony: kind(StepCeremony, ['presenter', 'organiser'], decideStepCeremony),
  endCeremony: kind(EndCeremony, ['presenter', 'organiser'], decideEndCeremony),
  veilHall: kind(VeilHall, ['presenter', 'organiser'], decideVeilHall),
  tellHall: kind(TellHall, ['presenter', 'organiser'], decideTellHall),
  tellCeremony: kind(TellCeremony, ['organiser'], decideTellCeremony, always),
  openResult: kind(OpenResult, ['organiser'], decideOpenResult),
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
  const {
    roles,
    decide: decideKind,
    restsOnTime,
    touchesResult,
  } = COMMANDS[command.type] as CommandKind<TSchema>;
  if (!roles.includes(context.actor.role))
    return refuse('role.forbidden', { role: context.actor.role, command: command.type });
  if (context.clockTrouble !== undefined && restsOnTime(command)) return refuse('clock.unsettled');
  if (tour.final !== null && touchesResult(tour, command)) return refuse('result.final');
  if (changesResult(tour, command) && hasBallots(tour)) {
    if (command.reason === undefined) return refuse('reason.missing');
    if (tour.consent === 'second-organiser') return refuse('consent.needed');
  }
  return decideKind(tour, command, context);
}
