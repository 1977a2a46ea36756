import type { TSchema } from 'typebox';
import { ADJUSTMENT_EVENTS } from './adjustments.ts';
import { BALLOT_EVENTS } from './ballots.ts';
import { CLOCK_EVENTS } from './clock.ts';
import { DAY_EVENTS } from './days.ts';
import type { TourEvent } from './index.ts';
import { JUDGE_EVENTS } from './judges.ts';
import { LOCK_EVENTS } from './locks.ts';
import { MOMENT_RULE_EVENTS } from './moments.ts';
import { POST_EVENTS } from './posts.ts';
import { PROBLEM_EVENTS } from './problems.ts';
import { REMINDER_EVENTS } from './reminders.ts';
import { ROUTINE_EVENTS } from './routine.ts';
import { RULE_EVENTS } from './rules.ts';
import { SETUP_EVENTS } from './setup.ts';
import { STOP_EVENTS } from './stops.ts';
import { VISIBILITY_EVENTS } from './visibility.ts';

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
