import type { Adjustment } from './adjustments.ts';
import type { Ballots } from './ballots.ts';
import type { FormerAreas, FormerContest } from './contest.ts';
import type { Dated } from './dated.ts';
import type { DayProgress } from './days.ts';
import type { Judge, Panel } from './judges.ts';
import { type Keyed, noneKeyed } from './keyed.ts';
import type { ItemLock } from './locks.ts';
import type { MomentRule } from './moments.ts';
import type { Post } from './posts.ts';
import type { Problem } from './problems.ts';
import type { Reminder } from './reminders.ts';
import type { ScoringRule } from './scoring-rule.ts';
import type { Setup } from './setup.ts';
import type { StopProgress } from './stops.ts';
import type { Visibility, VisibilityPlan } from './visibility.ts';

/** A tour as the fold of its events. A server holds all of it; an audience holds the part that it may see. */
export interface Tour {
  readonly setup: Setup | null;
  /** Counts the changes of the set-up, so that nobody overwrites an edit that he has not seen. */
  readonly setupVersion: number;
  /** What results rested on before the present set-up, oldest first; null for audiences that compute none. */
  readonly formerContests: readonly FormerContest[] | null;
  /** Areas that were dropped from the set-up, by id. */
  readonly formerAreas: FormerAreas;
  readonly visibility: Visibility;
  /** What the public will see from a time on; the organiser's. */
  readonly visibilityPlan: VisibilityPlan | null;
  /** By the day's number. */
  readonly days: Readonly<Record<string, DayProgress>>;
  /** By stop; a stop that is not here is planned. */
  readonly stops: Readonly<Record<string, StopProgress>>;
  /** By post. */
  readonly posts: Keyed<Post>;
  /** Ids of posts in the order of their publication, oldest first. */
  readonly feed: readonly string[];
  /** Outlets that have published, in order of their first post. */
  readonly outletsWithPosts: readonly string[];
  /** The post that tells a moment, by the moment's id. */
  readonly momentsTold: Readonly<Record<string, string>>;
  /** Which moments are published by rule, and by which outlet; the organiser's. */
  readonly momentRule: MomentRule | null;
  /** By judge; seen by the organiser, and by each judge the own entry. */
  readonly judges: Readonly<Record<string, Judge>>;
  /** By judge, dismissed ones included; seen like {@link judges}. */
  readonly panel: Panel;
  /** By item; only of items that are or were locked. Seen by judges and the organiser. */
  readonly locks: Readonly<Record<string, ItemLock>>;
  /** By item and judge; seen by the organiser, and by each judge the own ones. */
  readonly ballots: Ballots;
  /** Every rule that scores were made by; the organiser's. Without one, the plain rule holds. */
  readonly rules: Dated<ScoringRule>;
  /** Routine-work scores by area; the organiser's. */
  readonly routine: Readonly<Record<string, Dated<string | null>>>;
  /** By adjustment; the organiser's. */
  readonly adjustments: Readonly<Record<string, Adjustment>>;
  /** By judge; seen by the organiser, and by each judge the own one. */
  readonly reminders: Readonly<Record<string, Reminder>>;
  /** By problem; seen by the organiser, and by each judge the own ones. */
  readonly problems: Readonly<Record<string, Problem>>;
}

/** A tour to which nothing has happened yet. */
export const emptyTour: Tour = {
  setup: null,
  setupVersion: 0,
  formerContests: [],
  formerAreas: {},
  visibility: { mode: 'live' },
  visibilityPlan: null,
  days: {},
  stops: {},
  posts: noneKeyed(),
  feed: [],
  outletsWithPosts: [],
  momentsTold: {},
  momentRule: null,
  judges: {},
  panel: {},
  locks: {},
  ballots: {},
  rules: [],
  routine: {},
  adjustments: {},
  reminders: {},
  problems: {},
};
