/** The driven track: all fixes of one or more devices, folded to a line, a distance and a marker. */
import type { Fix } from './fix.ts';
import { LINE_START, type LineState, stepLine } from './line.ts';
import { compareClaims, compareFixes, mergeFixes, sortedOnce } from './order.ts';
import type { TrackPoint } from './thinning.ts';

/** A stretch of fixes in order, with the machine as it stood before them. */
interface Stretch {
  readonly before: LineState;
  readonly pointsBefore: number;
  readonly fixes: readonly Fix[];
}

/** Plain data, never changed. `stretches` and `line` are the fold's own. */
export interface Track {
  /** Goes up by one when points that were given out have changed: fetch them all again. */
  readonly version: number;
  /** The thinned line, oldest first. With an unchanged `version` it only ever grew at its end. */
  readonly points: readonly TrackPoint[];
  /** Driven, along `points`; leaves out up to the last two fixes, which wait for confirmation. */
  readonly distanceMetres: number;
  /** For the marker: the newest fix, at most 100 m inexact, of the device that the line follows. */
  readonly latest: Fix | undefined;
  /** The newest fix of any device and accuracy: says that a tracker lives, not where it is. */
  readonly lastHeard: Fix | undefined;
  /** Distinct fixes, all of them kept. */
  readonly fixCount: number;
  readonly stretches: readonly Stretch[];
  readonly line: LineState;
}

const STRETCH_FIXES = 256;

/** The track before the first fix. */
export const emptyTrack: Track = {
  version: 0,
  points: [],
  distanceMetres: 0,
  latest: undefined,
  lastHeard: undefined,
  fixCount: 0,
  stretches: [],
  line: LINE_START,
};

/** All fixes of a track, in order, also those that the line left out. */
export function fixesOf(track: Track): Fix[] {
  return track.stretches.flatMap((stretch) => stretch.fixes);
}

/**
 * The track with more fixes; the same object when all of them were known.
 *
 * The set of fixes alone decides points, distance and latest: order, repetition and batches do
 * not matter, except to `version`. Of two different fixes with one device and time the more exact
 * counts. Fixes in order (by time, then by device) only append. A late fix takes up again at its
 * stretch of 256 fixes, so a few seconds' delay costs little and hours cost a whole fold.
 * Line and `latest` keep to one device until that was silent for 60 s: two coaches 2 km apart are
 * not one that jumps. `latest` goes back in time only where late fixes show that another device led.
 */
export function addFixes(track: Track, fixes: readonly Fix[]): Track {
  const fresh = sortedOnce(fixes).filter((fix) => isNews(track, fix));
  const first = fresh[0];
  if (first === undefined) return track;
  const { stretches } = track;
  const tail = stretches.at(-1);
  const newest = tail?.fixes.at(-1);
  const late = newest !== undefined && compareFixes(first, newest) <= 0;
  const from = late ? stretchOf(track, first) : Math.max(0, stretches.length - 1);
  const start = stretches[from] ?? { before: LINE_START, pointsBefore: 0, fixes: [] };
  const points: TrackPoint[] = [];
  const pointsBefore = late ? start.pointsBefore : track.points.length;
  const rebuilt = stretches.slice(0, from);
  let line = late ? start.before : track.line;
  let open = { before: start.before, pointsBefore: start.pointsBefore, fixes: late ? [] : [...start.fixes] };
  const known = late ? stretches.slice(from).flatMap((stretch) => stretch.fixes) : [];
  const coming = late ? mergeFixes(known, fresh) : fresh;
  for (const fix of coming) {
    if (open.fixes.length === STRETCH_FIXES) {
      rebuilt.push(open);
      open = { before: line, pointsBefore: pointsBefore + points.length, fixes: [] };
    }
    open.fixes.push(fix);
    line = stepLine(line, fix, points);
  }
  rebuilt.push(open);
  const joined = joinPoints(track.points, pointsBefore, points);
  return {
    version: track.version + (joined.changed ? 1 : 0),
    points: joined.points,
    distanceMetres: joined.points.at(-1)?.alongMetres ?? 0,
    latest: line.lead,
    lastHeard: newestOf(track.lastHeard, fresh.at(-1)),
    fixCount: track.fixCount + (late ? coming.length - known.length : fresh.length),
    stretches: rebuilt,
    line,
  };
}

/** Index of the stretch a fix belongs to: the last that does not begin after it. */
function stretchOf(track: Track, fix: Fix): number {
  const beginsAfter = (at: number) => {
    const begin = track.stretches[at]?.fixes[0];
    return begin !== undefined && compareFixes(begin, fix) > 0;
  };
  return Math.max(0, firstWhere(track.stretches.length, beginsAfter) - 1);
}

function isNews(track: Track, fix: Fix): boolean {
  const fixes = track.stretches[stretchOf(track, fix)]?.fixes ?? [];
  const at = firstWhere(fixes.length, (index) => {
    const known = fixes[index];
    return known !== undefined && compareFixes(known, fix) >= 0;
  });
  const known = fixes[at];
  return known === undefined || compareFixes(known, fix) !== 0 || compareClaims(fix, known) < 0;
}

/** Binary search: the first index of `0…length` from which on `holds` is true, else `length`. */
function firstWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function newestOf(known: Fix | undefined, fresh: Fix | undefined): Fix | undefined {
  if (known === undefined || fresh === undefined) return known ?? fresh;
  return compareFixes(fresh, known) >= 0 ? fresh : known;
}

/** Old points up to `keep`, then the new ones; the old list itself when that makes no difference. */
function joinPoints(old: readonly TrackPoint[], keep: number, fresh: readonly TrackPoint[]) {
  const same = fresh.findIndex((point, index) => !samePoint(old[keep + index], point));
  const alike = keep + (same === -1 ? fresh.length : same);
  const changed = alike < old.length;
  if (!changed && fresh.length === old.length - keep) return { points: old, changed };
  const base = changed ? old.slice(0, alike) : old;
  return { points: base.concat(fresh.slice(alike - keep)), changed };
}

function samePoint(a: TrackPoint | undefined, b: TrackPoint): boolean {
  return (
    a !== undefined &&
    a.fixedAtUnixMs === b.fixedAtUnixMs &&
    a.latitude === b.latitude &&
    a.longitude === b.longitude &&
    a.alongMetres === b.alongMetres &&
    a.afterGap === b.afterGap
  );
}
