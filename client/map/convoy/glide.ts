import type { LatLng } from '../lines.ts';

const LONGEST_MS = 2000;
const SHORTEST_MS = 300;
/** Farther than this between two fixes is a gap, not a drive: the convoy jumps. */
const FARTHEST_METRES = 3000;
const METRES_PER_DEGREE = 111_195;

/**
 * How long the convoy glides to a new fix: as long as the last one took to come, at most two seconds.
 * 0 means that it has to jump: nothing moved, or so far that gliding would tell a tale.
 */
export function glideMs(from: LatLng, to: LatLng, sinceLastMs: number): number {
  const north = to[0] - from[0];
  const east = (to[1] - from[1]) * Math.cos((to[0] * Math.PI) / 180);
  const metres = Math.hypot(north, east) * METRES_PER_DEGREE;
  if (metres < 1 || metres > FARTHEST_METRES) return 0;
  return Math.max(SHORTEST_MS, Math.min(LONGEST_MS, sinceLastMs));
}

/** Where a glide is after `share` of its time, 0 to 1; evenly, as a coach drives. */
export function glidePoint(from: LatLng, to: LatLng, share: number): LatLng {
  const part = Math.max(0, Math.min(1, share));
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
}

/** The angle that looks like `heading` and is nearest to `current`, so that a turn over north is a short one. */
export function turnTo(current: number, heading: number): number {
  return current + ((((heading - current) % 360) + 540) % 360) - 180;
}
