import { type Position, pointToSegment } from './distance.ts';
import type { Track } from './track.ts';

/** The driven road as it is drawn: far fewer points than the track, and append-only while `version` stays. */
export interface Drawn {
  readonly version: number;
  readonly points: readonly Position[];
  /** How many points of the track were taken so far. */
  readonly taken: number;
  /** Points of the track since the last one that was kept. */
  readonly window: readonly Position[];
}

/** Nothing drawn yet. */
export const NOTHING_DRAWN: Drawn = { version: -1, points: [], taken: 0, window: [] };

/** On a phone's screen the whole tour is some 300 km wide; nobody sees less than this. */
const TOLERANCE_METRES = 40;
/** Bounds the work for a point, and how far the drawn end may lag behind the marker. */
const LONGEST_WINDOW = 60;

/**
 * The drawing after the track grew: an opening window (Keogh et al., 2001) keeps a point when the
 * straight line over the window would miss one of its points by more than 40 m. Kept points never
 * change while the track's version does not; another version starts over.
 */
export function extendDrawn(drawn: Drawn, track: Track): Drawn {
  const from =
    drawn.version === track.version && drawn.taken <= track.points.length
      ? drawn
      : { ...NOTHING_DRAWN, version: track.version };
  if (from.taken === track.points.length) return from;
  const points = [...from.points];
  let window = [...from.window];
  for (let at = from.taken; at < track.points.length; at += 1) {
    const point = track.points[at];
    if (point === undefined) continue;
    const anchor = points.at(-1);
    if (anchor === undefined) {
      points.push(point);
      continue;
    }
    const bends = window.some(
      (between) => pointToSegment(between, anchor, point).distanceMetres > TOLERANCE_METRES,
    );
    const before = window.at(-1);
    if (before !== undefined && (bends || window.length >= LONGEST_WINDOW)) {
      points.push({ latitude: before.latitude, longitude: before.longitude });
      window = [];
    }
    window.push(point);
  }
  return { version: track.version, points, taken: track.points.length, window };
}
