import type { Audience } from '../../shared/audience.ts';
import type { Latest, Likes, TrackPart, Viewers } from '../../shared/protocol.ts';
import {
  fullStandings,
  publicStandings,
  type ShownStandings,
  type Standings,
} from '../../shared/scoring/standings.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { Drawn } from '../../shared/track/drawn.ts';
import { encodePolyline } from '../../shared/track/polyline.ts';
import type { Convoy } from './convoy.ts';

/** The parts of a tour that its standings are made of; while none is another object, they stand. */
const basisOf = (tour: Tour) => [tour.setup, tour.visibility, tour.days, tour.judges, tour.ballots] as const;

/** Standings of the newest state, computed once however many ask. */
export class StandingsOfTour {
  #basis: readonly unknown[] = [];
  #shown: ShownStandings | undefined;
  #full: Standings | undefined;

  /** What everybody but the organiser sees. */
  shown(tour: Tour): ShownStandings {
    this.#renew(tour);
    this.#shown ??= publicStandings(tour);
    return this.#shown;
  }

  /** With nothing held back. */
  full(tour: Tour): Standings {
    this.#renew(tour);
    this.#full ??= fullStandings(tour);
    return this.#full;
  }

  #renew(tour: Tour): void {
    const basis = basisOf(tour);
    if (basis.every((part, index) => part === this.#basis[index])) return;
    this.#basis = basis;
    this.#shown = undefined;
    this.#full = undefined;
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

/** Every value of which only the newest matters, for one audience; the track from its first point. */
export function latestFor(
  audience: Audience,
  of: {
    readonly tour: Tour;
    readonly convoy: Convoy;
    readonly standings: StandingsOfTour;
    readonly viewers: Viewers;
    readonly likes: Likes;
    readonly healthy: boolean;
  },
): Latest {
  return {
    position: of.convoy.position(of.tour),
    track: trackPart(of.convoy.drawn, { version: -1, count: 0 }),
    standings: of.standings.shown(of.tour),
    ...(audience === 'organiser' ? { fullStandings: of.standings.full(of.tour) } : {}),
    viewers: of.viewers,
    likes: of.likes,
    health: of.healthy ? 'ok' : 'waiting',
  };
}
