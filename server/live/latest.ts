import type { Audience } from '../../shared/audience.ts';
import type { RecentFailures } from '../../shared/page-failures.ts';
import type { Latest, Likes, TrackPart, Viewers } from '../../shared/protocol.ts';
import { type Shown, sameShown, shownPart } from '../../shared/scoring/scored.ts';
import {
  fullStandings,
  publicStandings,
  type ShownStandings,
  type Standings,
} from '../../shared/scoring/standings.ts';
import type { ClockTrouble } from '../../shared/tour/clock-trouble.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { Drawn } from '../../shared/track/drawn.ts';
import { encodePolyline } from '../../shared/track/polyline.ts';
import type { Convoy } from './convoy.ts';

/** Standings of the newest state, computed once however many ask. */
export class StandingsOfTour {
  #basis: Shown | undefined;
  #shown: ShownStandings | undefined;
  #full: Standings | undefined;

  /** What everybody but the organiser sees. */
  shown(tour: Tour): ShownStandings {
    const basis = this.#basisOf(tour);
    this.#shown ??= publicStandings(basis);
    return this.#shown;
  }

  /** With nothing held back. */
  full(tour: Tour): Standings {
    const basis = this.#basisOf(tour);
    this.#full ??= fullStandings(basis);
    return this.#full;
  }

  /** All that standings can be computed from; another object makes them void. */
  #basisOf(tour: Tour): Shown {
    if (this.#basis !== undefined && sameShown(this.#basis, tour)) return this.#basis;
    this.#basis = shownPart(tour);
    this.#shown = undefined;
    this.#full = undefined;
    return this.#basis;
  }
}

/** The driven road from a point on. A follower of another version, or with more points, gets all of it. */
export function trackPart(
  drawn: Drawn,
  known: { readonly version: number; readonly count: number },
): TrackPart {
  const from = known.version === drawn.version && known.count <= drawn.points.length ? known.count : 0;
  const points = drawn.points.slice(from);
  return { version: drawn.version, from, count: points.length, line: encodePolyline(points) };
}

interface Now {
  readonly tour: Tour;
  readonly convoy: Convoy;
  readonly standings: StandingsOfTour;
  readonly viewers: Viewers;
  readonly likes: Likes;
  readonly healthy: boolean;
  readonly pageFailures: RecentFailures;
  readonly clock: ClockTrouble | null;
}

/** The newest values that everybody sees, but for those that are sent in parts. */
type Organisers = Pick<Latest, 'fullStandings' | 'pageFailures' | 'clock'>;
export type Everybodys = Omit<Latest, 'track' | 'likes' | keyof Organisers>;

/** The {@link Everybodys} of now: frames send what is new of them, and pages are made anew when one of them is another. */
export const everybodys = (of: Omit<Now, 'likes' | 'pageFailures' | 'clock'>): Everybodys => ({
  position: of.convoy.position(of.tour),
  standings: of.standings.shown(of.tour),
  viewers: of.viewers,
  health: of.healthy ? 'ok' : 'waiting',
});

/** The newest values that are the organiser's alone. */
export const organisers = (of: Pick<Now, 'tour' | 'standings' | 'pageFailures' | 'clock'>): Organisers => ({
  fullStandings: of.standings.full(of.tour),
  pageFailures: of.pageFailures,
  clock: of.clock,
});

/** Every value of which only the newest matters, for one audience; the track from its first point. */
export function latestFor(audience: Audience, of: Now): Latest {
  const { position, ...rest } = everybodys(of);
  return {
    position,
    track: trackPart(of.convoy.drawn, { version: -1, count: 0 }),
    ...(audience === 'organiser' ? organisers(of) : {}),
    ...rest,
    likes: of.likes,
  };
}
