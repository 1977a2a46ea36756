import { evolveAdjustments } from './adjustments.ts';
import { evolveBallots } from './ballots.ts';
import { evolveClock } from './clock.ts';
import { evolveDays } from './days.ts';
import type { TourEvent } from './events.ts';
import { evolveJudges } from './judges.ts';
import { evolveLocks } from './locks.ts';
import { evolveMomentRule } from './moments.ts';
import { evolvePosts } from './post-fold.ts';
import { evolveProblems } from './problems.ts';
import { evolveReminders } from './reminders.ts';
import { evolveRoutine } from './routine.ts';
import { evolveRules } from './rules.ts';
import { evolveSetup } from './setup-changes.ts';
import type { Tour } from './state.ts';
import { evolveStops } from './stops.ts';
import { evolveVisibility } from './visibility.ts';

/** The tour after an event at server time `at` (ms). Never fails; the same object where nothing changed. */
export type Evolve = (tour: Tour, event: TourEvent, at: number) => Tour;

/** What everybody may see: see `audience.ts`. */
type PublicEvent = Extract<
  TourEvent,
  {
    readonly type:
      | 'tour.setUp'
      | 'stop.revised'
      | `day.${string}`
      | 'stop.marked'
      | `visibility.${string}`
      | `post.${string}`
      | 'clock.settled';
  }
>;

/**
 * The fold of those who see what everybody sees, for the pages of viewers: what only judges or the organiser see is not
 * in it, and is passed over.
 */
export function evolvePublic(tour: Tour, event: TourEvent, at: number): Tour {
  // Whatever else comes falls through: of a newer version, or none of this audience's.
  const seen = event as PublicEvent;
  switch (seen.type) {
    case 'tour.setUp':
    case 'stop.revised':
      return evolveSetup(tour, seen, at);
    case 'day.begun':
    case 'day.ended':
      return evolveDays(tour, seen, at);
    case 'stop.marked':
      return evolveStops(tour, seen);
    case 'visibility.set':
    case 'visibility.planned':
    case 'visibility.unplanned':
      return evolveVisibility(tour, seen);
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
      return evolvePosts(tour, seen, at);
    case 'clock.settled':
      return evolveClock(tour, seen, at);
    default:
      return unknownEvent(tour, seen);
  }
}

/** The whole fold: of the server, and of the pages of roles. */
export function evolve(tour: Tour, event: TourEvent, at: number): Tour {
  switch (event.type) {
    case 'item.locked':
    case 'item.reopened':
      return evolveLocks(tour, event, at);
    case 'judge.appointed':
    case 'judge.dismissed':
      return evolveJudges(tour, event, at);
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
    default:
      return evolvePublic(tour, event satisfies PublicEvent, at);
  }
}

/** An event of a newer version is passed over; that this is reached by no known type is the compiler's check. */
const unknownEvent = (tour: Tour, _event: never): Tour => tour;
