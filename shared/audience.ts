import { type Actor, actorRef } from './tour/actor.ts';
import { announcementsFor } from './tour/conduct/announcements.ts';
import { publicOut, publicWhy } from './tour/conduct/falling-out.ts';
import type { TourEvent } from './tour/events.ts';
import type { Setup } from './tour/setup/setup.ts';
import type { Tour } from './tour/state.ts';

/**
 * Who may see what. Events belong to scopes; an audience sees the events of its scopes, and counts
 * them densely, so that not even a gap in numbers tells it that something else happened.
 */
export type Audience =
  | 'public'
  | 'organiser'
  | 'screen'
  | 'presenter'
  | `judge:${string}`
  | `editor:${string}`
  | `area:${string}`;

/**
 * Part of what happens: seen by everybody, by all judges, by one judge, in the hall (screens and presenters), by
 * presenters, or by the organiser only.
 */
export type Scope = 'public' | 'judges' | 'hall' | 'presenter' | 'organiser' | `judge:${string}`;

/** The audience that a role's session belongs to; trackers see what the public sees, and so do hosts, who are in no tour. */
export function audienceOf(actor: Actor | undefined): Audience {
  switch (actor?.role) {
    case undefined:
    case 'tracker':
    case 'host':
      return 'public';
    case 'organiser':
    case 'screen':
    case 'presenter':
      return actor.role;
    case 'judge':
    case 'editor':
    case 'area':
      return actorRef(actor) as Audience;
  }
}

/** The one scope that an event belongs to. The organiser sees every scope. */
export function scopeOf(event: TourEvent): Scope {
  switch (event.type) {
    case 'tour.setUp':
    case 'stop.revised':
    case 'visibility.set':
    case 'day.begun':
    case 'day.ended':
    case 'day.sealed':
    case 'stop.marked':
    case 'stop.cancelled':
    case 'stop.restored':
    case 'area.withdrawn':
    case 'area.readmitted':
    case 'notice.given':
    case 'notice.withdrawn':
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
    // Every fold dates anew what it holds: it says nothing but that.
    case 'clock.settled':
    case 'ceremony.told':
      return 'public';
    case 'ceremony.begun':
    case 'ceremony.stepped':
    case 'ceremony.ended':
    case 'ceremony.stopped':
    case 'hall.veiled':
    case 'hall.told':
      return 'hall';
    case 'programme.set':
      return 'presenter';
    case 'item.locked':
    case 'item.reopened':
    case 'opening.set':
    case 'judges.announced':
    case 'announcement.withdrawn':
      return 'judges';
    case 'judge.appointed':
      return `judge:${event.judge.id}`;
    case 'judge.dismissed':
    case 'ballot.cast':
    case 'ballot.amended':
    case 'judge.reminded':
    case 'announcement.known':
    case 'problem.noted':
    case 'problem.revised':
    case 'problem.withdrawn':
      return `judge:${event.judgeId}`;
    case 'rule.set':
    case 'moments.ruled':
    case 'visibility.planned':
    case 'visibility.unplanned':
    case 'routine.scored':
    case 'area.adjusted':
    case 'adjustment.revoked':
    case 'result.finalised':
    case 'result.reopened':
    case 'consent.set':
    case 'change.proposed':
    case 'change.agreed':
    case 'change.declined':
    case 'change.withdrawn':
      return 'organiser';
    default:
      return neverSeen(event);
  }
}

/** An event of a newer version is seen by nobody. */
const neverSeen = (_event: never): Scope => 'organiser';

/** The scopes that an audience sees, in a fixed order; undefined for the organiser, who sees all of them. */
export function scopesSeenBy(audience: Audience): readonly Scope[] | undefined {
  switch (audience) {
    case 'organiser':
      return undefined;
    case 'screen':
      return ['public', 'hall'];
    case 'presenter':
      return ['public', 'hall', 'presenter'];
    default:
      return audience.startsWith('judge:') ? ['public', 'judges', audience as Scope] : ['public'];
  }
}

/** Whether an audience sees a scope. */
export const sees = (audience: Audience, scope: Scope): boolean =>
  scopesSeenBy(audience)?.includes(scope) ?? true;

/**
 * Who did something (`role:id`), as an audience may know it: frames name nobody but to the organiser; where an answer
 * has to name somebody, others read their own name in full, and of everybody else the role.
 */
export const byFor = (audience: Audience, by: string): string =>
  audience === 'organiser' || audience === by ? by : by.slice(0, Math.max(0, by.indexOf(':')));

const withoutLines = new WeakMap<Setup, Setup>();

/**
 * A set-up without outlines and roads: they are most of its bytes, change hardly ever, and everybody
 * but the organiser, who edits them, fetches them once, from an address of their own.
 */
function setupWithoutLines(setup: Setup): Setup {
  const known = withoutLines.get(setup);
  if (known !== undefined) return known;
  const slim: Setup = {
    ...setup,
    areas: setup.areas.map(({ outline: _outline, ...area }) => area),
    days: setup.days.map(({ road: _road, ...day }) => day),
  };
  withoutLines.set(setup, slim);
  return slim;
}

/** An event of a scope that the audience sees, as it sees it. */
export function eventFor(audience: Audience, event: TourEvent): TourEvent {
  if (audience === 'organiser') return event;
  switch (event.type) {
    case 'tour.setUp':
      return { ...event, setup: setupWithoutLines(event.setup) };
    case 'stop.cancelled':
    case 'area.withdrawn':
      return publicWhy(event);
    default:
      return event;
  }
}

/**
 * The part of a tour that an audience may see. Its fold of its own events, from what it may see of an empty tour on,
 * is exactly this (a law).
 */
export function viewOf(whole: Tour, audience: Audience): Tour {
  if (audience === 'organiser') return whole;
  const tour: Tour = {
    ...whole,
    setup: whole.setup && setupWithoutLines(whole.setup),
    cancellations: publicOut(whole.cancellations),
    withdrawals: publicOut(whole.withdrawals),
    ...{
      judges: {},
      formerJudges: {},
      panel: {},
      ballots: {},
      rules: [],
      routine: {},
      adjustments: {},
      reminders: {},
      problems: {},
      momentRule: null,
      formerContests: null,
      visibilityPlan: null,
      final: null,
      reopenings: [],
      consent: 'none',
      proposals: {},
      programme: audience === 'presenter' ? whole.programme : null,
      ceremony: audience === 'presenter' || audience === 'screen' ? whole.ceremony : null,
    },
  };
  if (!audience.startsWith('judge:')) return { ...tour, locks: {}, opening: 'any-time', announcements: {} };
  const judgeId = audience.slice('judge:'.length);
  const judge = whole.judges[judgeId];
  const former = whole.formerJudges[judgeId];
  const terms = whole.panel[judgeId];
  const reminder = whole.reminders[judgeId];
  const own = Object.entries(whole.ballots).flatMap(([itemId, ballots]) => {
    const ballot = ballots[judgeId];
    return ballot === undefined ? [] : [[itemId, { [judgeId]: ballot }] as const];
  });
  return {
    ...tour,
    announcements: announcementsFor(whole.announcements, judgeId),
    judges: judge === undefined ? {} : { [judgeId]: judge },
    formerJudges: former === undefined ? {} : { [judgeId]: former },
    panel: terms === undefined ? {} : { [judgeId]: terms },
    ballots: Object.fromEntries(own),
    reminders: reminder === undefined ? {} : { [judgeId]: reminder },
    problems: Object.fromEntries(
      Object.entries(whole.problems).filter(([, problem]) => problem.judgeId === judgeId),
    ),
  };
}
