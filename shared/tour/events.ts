import type { TSchema } from 'typebox';
import { CEREMONY_EVENTS, type CeremonyEvent } from './ceremony/ceremony.ts';
import { PROGRAMME_EVENTS, type ProgrammeEvent } from './ceremony/programme.ts';
import { TOLD_EVENTS, type ToldEvent } from './ceremony/told.ts';
import { CLOCK_EVENTS, type ClockEvent } from './clock.ts';
import { ANNOUNCEMENT_EVENTS, type AnnouncementEvent } from './conduct/announcements.ts';
import { CANCELLATION_EVENTS, type CancellationEvent } from './conduct/cancellations.ts';
import { NOTICE_EVENTS, type NoticeEvent } from './conduct/notices.ts';
import { OPENING_EVENTS, type OpeningEvent } from './conduct/opening.ts';
import { WITHDRAWAL_EVENTS, type WithdrawalEvent } from './conduct/withdrawals.ts';
import { ADJUSTMENT_EVENTS, type AdjustmentEvent } from './judging/adjustments.ts';
import { BALLOT_EVENTS, type BallotEvent } from './judging/ballots.ts';
import { CONSENT_EVENTS, type ConsentEvent } from './judging/consent.ts';
import { RESULT_EVENTS, type ResultEvent } from './judging/final.ts';
import { JUDGE_EVENTS, type JudgeEvent } from './judging/judges.ts';
import { LOCK_EVENTS, type LockEvent } from './judging/locks.ts';
import { PROBLEM_EVENTS, type ProblemEvent } from './judging/problems.ts';
import { REMINDER_EVENTS, type ReminderEvent } from './judging/reminders.ts';
import { ROUTINE_EVENTS, type RoutineEvent } from './judging/routine.ts';
import { RULE_EVENTS, type RuleEvent } from './judging/rules.ts';
import { MOMENT_RULE_EVENTS, type MomentRuleEvent } from './posts/moments.ts';
import { POST_EVENTS, type PostEvent } from './posts/posts.ts';
import { SEAL_EVENTS, type SealEvent } from './seals.ts';
import { DAY_EVENTS, type DayEvent } from './setup/days.ts';
import { SETUP_EVENTS, type SetupEvent } from './setup/setup.ts';
import { STOP_EVENTS, type StopEvent } from './stops.ts';
import { VISIBILITY_EVENTS, type VisibilityEvent } from './visibility.ts';

/** Everything that can happen on a tour. */
export type TourEvent =
  | SetupEvent
  | DayEvent
  | SealEvent
  | StopEvent
  | CancellationEvent
  | WithdrawalEvent
  | OpeningEvent
  | AnnouncementEvent
  | NoticeEvent
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
  | ResultEvent
  | ConsentEvent
  | ProgrammeEvent
  | CeremonyEvent
  | ToldEvent
  | ClockEvent;

/** The schema of every event by its type: nothing else enters a log. */
export const EVENTS = {
  ...SETUP_EVENTS,
  ...DAY_EVENTS,
  ...SEAL_EVENTS,
  ...STOP_EVENTS,
  ...CANCELLATION_EVENTS,
  ...WITHDRAWAL_EVENTS,
  ...OPENING_EVENTS,
  ...ANNOUNCEMENT_EVENTS,
  ...NOTICE_EVENTS,
  ...LOCK_EVENTS,
  ...JUDGE_EVENTS,
  ...VISIBILITY_EVENTS,
  ...POST_EVENTS,
  ...BALLOT_EVENTS,
  ...RULE_EVENTS,
  ...ROUTINE_EVENTS,
  ...ADJUSTMENT_EVENTS,
  ...REMINDER_EVENTS,
  ...PROBLEM_EVENTS,
  ...MOMENT_RULE_EVENTS,
  ...RESULT_EVENTS,
  ...CONSENT_EVENTS,
  ...PROGRAMME_EVENTS,
  ...CEREMONY_EVENTS,
  ...TOLD_EVENTS,
  ...CLOCK_EVENTS,
} as const satisfies Readonly<Record<TourEvent['type'], TSchema>>;
