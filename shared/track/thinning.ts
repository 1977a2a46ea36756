/** From believable fixes to the few points of the drawn line, and the distance along them. */
import { distanceMetres, type Position } from './distance.ts';
import type { Fix } from './fix.ts';
import { FAR_METRES } from './jumps.ts';

/** A point of the driven line. */
export interface TrackPoint {
  readonly latitude: number;
  readonly longitude: number;
  readonly fixedAtUnixMs: number;
  /** Driven from the first point to here. */
  readonly alongMetres: number;
  /**
   * Set when the way from the point before is not known: over 10 min of silence (the straight
   * distance is counted) or positions that cannot both be true (nothing is counted).
   */
  readonly afterGap?: true;
}

/** Least way between two points of the line while driving. */
export const SPACING_METRES = 25;
/** Least way from the centre of a stop that ends it. */
const LEAVING_METRES = 50;
/** Staying around one point for so long is a stop. */
const PARKED_AFTER_MS = 60_000;
const PARKED_AFTER_FIXES = 3;
const GAP_MS = 600_000;

/** What thinning remembers: the last point, and the mean of the fixes that stayed around it. */
export interface Thinned {
  readonly point: TrackPoint;
  readonly meanLatitude: number;
  readonly meanLongitude: number;
  readonly meanOf: number;
}

/**
 * Takes the next believable fix; gives the new state, whose `point` is another object when the
 * fix became a point of the line.
 *
 * A fix becomes a point when it is at least 25 m (and twice its accuracy) from the last point and
 * the fix after it (`next`) is too: one stray fix moves nothing. From 100 m on (and four times its
 * accuracy) it needs no such witness, as glitches of that size are gone before; so the end of a
 * dead end stays. After a minute around one point the convoy counts as parked; then it must leave
 * the mean of its fixes by 50 m (and twice the accuracy), always with a witness, so that noise
 * adds no distance while it stands. `driven: false` says that the fix
 * cannot have been reached from the one before: a point is set, no distance is counted.
 */
export function thin(
  state: Thinned | undefined,
  fix: Fix,
  next: Fix,
  driven: boolean,
  silentMs: number,
): Thinned {
  if (state === undefined) return around(pointAt(fix, 0, false));
  const { point } = state;
  if (!driven) return around(pointAt(fix, point.alongMetres, true));
  const parked =
    state.meanOf >= PARKED_AFTER_FIXES && fix.fixedAtUnixMs - point.fixedAtUnixMs >= PARKED_AFTER_MS;
  const from = parked ? { latitude: state.meanLatitude, longitude: state.meanLongitude } : point;
  const least = parked ? LEAVING_METRES : SPACING_METRES;
  const metres = distanceMetres(point, fix);
  const far = !parked && leaves(from, fix, FAR_METRES, 4);
  if (metres >= SPACING_METRES && (far || (leaves(from, fix, least, 2) && leaves(from, next, least, 2)))) {
    return around(pointAt(fix, point.alongMetres + metres, silentMs > GAP_MS));
  }
  const meanOf = state.meanOf + 1;
  return {
    point,
    meanLatitude: state.meanLatitude + (fix.latitude - state.meanLatitude) / meanOf,
    meanLongitude: state.meanLongitude + (fix.longitude - state.meanLongitude) / meanOf,
    meanOf,
  };
}

function leaves(from: Position, fix: Fix, leastMetres: number, accuracies: number): boolean {
  return distanceMetres(from, fix) >= Math.max(leastMetres, accuracies * (fix.accuracyMetres ?? 0));
}

function pointAt(fix: Fix, alongMetres: number, afterGap: boolean): TrackPoint {
  const { latitude, longitude, fixedAtUnixMs } = fix;
  return { latitude, longitude, fixedAtUnixMs, alongMetres, ...(afterGap ? { afterGap } : {}) };
}

function around(point: TrackPoint): Thinned {
  return { point, meanLatitude: point.latitude, meanLongitude: point.longitude, meanOf: 1 };
}
