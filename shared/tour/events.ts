import type { TSchema } from 'typebox';
import { ADJUSTMENT_EVENTS, type AdjustmentEvent } from './adjustments.ts';
import { BALLOT_EVENTS, type BallotEvent } from './ballots.ts';
import { CLOCK_EVENTS, type ClockEvent } from './clock.ts';
import { DAY_EVENTS, type DayEvent } from './days.ts';
import { JUDGE_EVENTS, type JudgeEvent } from './judges.ts';
import { LOCK_EVENTS, type LockEvent } from './locks.ts';
import { MOMENT_RULE_EVENTS, type MomentRuleEvent } from './moments.ts';
import { POST_EVENTS, type PostEvent } from './posts.ts';
import { PROBLEM_EVENTS, type ProblemEvent } from './problems.ts';
import { REMINDER_EVENTS, type ReminderEvent } from './reminders.ts';
import { ROUTINE_EVENTS, type RoutineEvent } from './routine.ts';
import { RULE_EVENTS, type RuleEvent } from './rules.ts';
import { SETUP_EVENTS, type SetupEvent } from './setup.ts';
import { STOP_EVENTS, type StopEvent } from './stops.ts';
import { VISIBILITY_EVENTS, type VisibilityEvent } from './visibility.ts';

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

/** The schema of every event by its type: nothing else enters a log. */
export const EVENTS = {
  ...SETUP_EVENTS,
  ...DAY_EVENTS,
  ...STOP_EVENTS,
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
  ...CLOCK_EVENTS,
} as const satisfies Readonly<Record<TourEvent['type'], TSchema>>;
