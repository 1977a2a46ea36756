import { encodePolyline } from '../../shared/track/polyline.ts';
import { simplify } from '../../shared/track/simplify.ts';
import type { TrackPoint } from '../../shared/track/thinning.ts';

/** The convoy's way with its times; see `client/archive/input.ts`. */
export interface KeptTrack {
  readonly line: string;
  readonly startUnixMs: number;
  readonly secondsAfter: readonly number[];
}

/** Nobody sees less than this on a map of a whole tour. */
const TOLERANCE_METRES = 30;
/** Between two points so far apart in time the convoy stood, or nothing is known: both stay. */
const PAUSE_MS = 90_000;
/** Where the road is straight a point in this time stays, so that the replay keeps the convoy's pace. */
const PACE_MS = 120_000;

/** The way for a replay: points that a drawing can spare are left out, but none at which the pace changed much. */
export function keptTrack(points: readonly TrackPoint[]): KeptTrack {
  const parts: TrackPoint[][] = [];
  let partBegan = 0;
  points.forEach((point, at) => {
    const before = points[at - 1];
    const part = parts.at(-1);
    if (
      part === undefined ||
      before === undefined ||
      point.fixedAtUnixMs - before.fixedAtUnixMs >= PAUSE_MS
    ) {
      parts.push([point]);
      partBegan = point.fixedAtUnixMs;
      return;
    }
    part.push(point);
    if (point.fixedAtUnixMs - partBegan < PACE_MS) return;
    parts.push([point]);
    partBegan = point.fixedAtUnixMs;
  });
  const kept = parts
    .flatMap((part) => simplify(part, TOLERANCE_METRES))
    .filter((point, at, all) => point !== all[at - 1]);
  const startUnixMs = kept[0]?.fixedAtUnixMs ?? 0;
  return {
    line: encodePolyline(kept),
    startUnixMs,
    secondsAfter: kept.map(({ fixedAtUnixMs }) => Math.round((fixedAtUnixMs - startUnixMs) / 1000)),
  };
}
