import type { Ceremony } from './ceremony/ceremony.ts';
import type { SetDown } from './ceremony/programme.ts';
import type { ToldAt } from './ceremony/told.ts';
import type { Announcement } from './conduct/announcements.ts';
import type { Out } from './conduct/falling-out.ts';
import type { Notice } from './conduct/notices.ts';
import type { Opening } from './conduct/opening.ts';
import type { Dated } from './dated.ts';
import type { Adjustment } from './judging/adjustments.ts';
import type { Ballots } from './judging/ballots.ts';
import type { Consent, Proposal } from './judging/consent.ts';
import type { Final, Reopening } from './judging/final.ts';
import type { Judge } from './judging/judges.ts';
import type { ItemLock } from './judging/locks.ts';
import type { Panel } from './judging/panel.ts';
import type { Problem } from './judging/problems.ts';
import type { Reminder } from './judging/reminders.ts';
import type { ScoringRule } from './judging/scoring-rule.ts';
import { type Keyed, noneKeyed } from './keyed.ts';
import type { MomentRule } from './posts/moments.ts';
import type { Post } from './posts/posts.ts';
import type { Seal } from './seals.ts';
import type { FormerAreas, FormerContest } from './setup/contest.ts';
import type { DayProgress } from './setup/days.ts';
import type { Setup } from './setup/setup.ts';
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
  /** By stop or talk: what is cancelled. Reasons that are not public are the organiser's. */
  readonly cancellations: Out;
  /** By area: which have withdrawn. The same of their reasons. */
  readonly withdrawals: Out;
  /** By day: the newest seal of each. */
  readonly seals: Readonly<Record<string, Seal>>;
  /** What all judges were told, by its id; seen by judges and the organiser. */
  readonly announcements: Readonly<Record<string, Announcement>>;
  /** What everybody was told, by its id. */
  readonly notices: Readonly<Record<string, Notice>>;
  /** From when on stops take ballots; seen by judges and the organiser. */
  readonly opening: Opening;
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
  /** Judges who were dismissed, by id; seen like {@link judges}. */
  readonly formerJudges: Readonly<Record<string, Judge>>;
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
  /** The result once it is final; the organiser's. */
  readonly final: Final | null;
  /** When final results were opened again, and why; the organiser's. */
  readonly reopenings: readonly Reopening[];
  /** Whether what changes a result waits for a second organiser; the organiser's. */
  readonly consent: Consent;
  /** What was proposed, by its id; the organiser's. */
  readonly proposals: Readonly<Record<string, Proposal>>;
  /** What the meeting shows; seen by presenters and the organiser. Null: what the set-up suggests. */
  readonly programme: SetDown | null;
  /** What the hall sees; seen by screens, presenters and the organiser. */
  readonly ceremony: Ceremony | null;
  /** What everybody was told of the ceremony. */
  readonly told: ToldAt | null;
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
  cancellations: {},
  withdrawals: {},
  seals: {},
  announcements: {},
  notices: {},
  opening: 'any-time',
  posts: noneKeyed(),
  feed: [],
  outletsWithPosts: [],
  momentsTold: {},
  momentRule: null,
  judges: {},
  formerJudges: {},
  panel: {},
  locks: {},
  ballots: {},
  rules: [],
  routine: {},
  adjustments: {},
  reminders: {},
  problems: {},
  final: null,
  reopenings: [],
  consent: 'none',
  proposals: {},
  programme: null,
  ceremony: null,
  told: null,
};
