import { evolveCeremony } from './ceremony/ceremony.ts';
import { evolveProgramme } from './ceremony/programme.ts';
import { evolveTold } from './ceremony/told.ts';
import { evolveClock } from './clock.ts';
import { evolveAnnouncements } from './conduct/announcements.ts';
import { evolveCancellations } from './conduct/cancellations.ts';
import { evolveNotices } from './conduct/notices.ts';
import { evolveOpening } from './conduct/opening.ts';
import { evolveWithdrawals } from './conduct/withdrawals.ts';
import type { TourEvent } from './events.ts';
import { evolveAdjustments } from './judging/adjustments.ts';
import { evolveBallots } from './judging/ballots.ts';
import { evolveConsent } from './judging/consent.ts';
import { evolveResult } from './judging/final.ts';
import { evolveJudges } from './judging/judges.ts';
import { evolveLocks } from './judging/locks.ts';
import { evolveProblems } from './judging/problems.ts';
import { evolveReminders } from './judging/reminders.ts';
import { evolveRoutine } from './judging/routine.ts';
import { evolveRules } from './judging/rules.ts';
import { evolveMomentRule } from './posts/moments.ts';
import { evolvePosts } from './posts/post-fold.ts';
import { evolveSeals } from './seals.ts';
import { evolveDays } from './setup/days.ts';
import { evolveSetup } from './setup/setup-changes.ts';
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
      | 'stop.cancelled'
      | 'stop.restored'
      | 'area.withdrawn'
      | 'area.readmitted'
      | 'notice.given'
      | 'notice.withdrawn'
      | `day.${string}`
      | 'stop.marked'
      | `visibility.${string}`
      | `post.${string}`
      | 'ceremony.told'
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
    case 'day.sealed':
      return evolveSeals(tour, seen, at);
    case 'stop.marked':
      return evolveStops(tour, seen);
    case 'stop.cancelled':
    case 'stop.restored':
      return evolveCancellations(tour, seen, at);
    case 'notice.given':
    case 'notice.withdrawn':
      return evolveNotices(tour, seen, at);
    case 'area.withdrawn':
    case 'area.readmitted':
      return evolveWithdrawals(tour, seen, at);
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
    case 'ceremony.told':
      return evolveTold(tour, seen, at);
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
    case 'judges.announced':
    case 'announcement.withdrawn':
    case 'announcement.known':
      return evolveAnnouncements(tour, event, at);
    case 'opening.set':
      return evolveOpening(tour, event);
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
    case 'result.finalised':
    case 'result.reopened':
      return evolveResult(tour, event, at);
    case 'consent.set':
    case 'change.proposed':
    case 'change.agreed':
    case 'change.declined':
    case 'change.withdrawn':
      return evolveConsent(tour, event, at);
    case 'programme.set':
      return evolveProgramme(tour, event);
    case 'ceremony.begun':
    case 'ceremony.stepped':
    case 'ceremony.ended':
    case 'ceremony.stopped':
    case 'hall.veiled':
    case 'hall.told':
      return evolveCeremony(tour, event, at);
    default:
      return evolvePublic(tour, event satisfies PublicEvent, at);
  }
}

/** An event of a newer version is passed over; that this is reached by no known type is the compiler's check. */
const unknownEvent = (tour: Tour, _event: never): Tour => tour;
