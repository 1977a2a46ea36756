/** Thinning a finished line for drawing. */
import { EARTH_RADIUS_METRES, type Position } from './distance.ts';

/**
 * Leaves out points that lie within `toleranceMetres` of the line through the points that stay.
 *
 * Douglas & Peucker, "Algorithms for the reduction of the number of points required to represent
 * a digitized line" (1973), with a stack of its own instead of recursion, so that no length of
 * line overflows. The first and the last point always stay; the order stays; the points are the
 * same objects. Usually n·log n, at worst n². A tolerance of 0 only drops points on the line.
 * Latitudes must be below 85°, and the line must not cross the 180° meridian.
 */
export function simplify<P extends Position>(points: readonly P[], toleranceMetres: number): P[] {
  if (points.length < 3) return [...points];
  const plane = project(points);
  const stays = new Uint8Array(points.length);
  stays[0] = 1;
  stays[points.length - 1] = 1;
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const farthest = farthestBetween(plane, span[0], span[1]);
    if (farthest.distanceMetres <= toleranceMetres) continue;
    stays[farthest.index] = 1;
    spans.push([span[0], farthest.index], [farthest.index, span[1]]);
  }
  return points.filter((_, index) => stays[index] === 1);
}

interface Plane {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Metres on the ground for a metre on the plane, at each point. */
  readonly scale: Float64Array;
}

/** Mercator's projection: keeps angles, so a distance is right once scaled at its point. */
function project(points: readonly Position[]): Plane {
  const radians = Math.PI / 180;
  return {
    x: Float64Array.from(points, (point) => EARTH_RADIUS_METRES * radians * point.longitude),
    y: Float64Array.from(
      points,
      (point) => EARTH_RADIUS_METRES * Math.asinh(Math.tan(radians * point.latitude)),
    ),
    scale: Float64Array.from(points, (point) => Math.cos(radians * point.latitude)),
  };
}

function farthestBetween({ x, y, scale }: Plane, first: number, last: number) {
  const startX = x[first] ?? 0;
  const startY = y[first] ?? 0;
  const alongX = (x[last] ?? 0) - startX;
  const alongY = (y[last] ?? 0) - startY;
  const square = alongX * alongX + alongY * alongY;
  let farthest = first;
  let mostSquared = -1;
  for (let index = first + 1; index < last; index += 1) {
    const awayX = (x[index] ?? 0) - startX;
    const awayY = (y[index] ?? 0) - startY;
    const share = square === 0 ? 0 : (awayX * alongX + awayY * alongY) / square;
    const fraction = Math.min(1, Math.max(0, share));
    const offX = awayX - fraction * alongX;
    const offY = awayY - fraction * alongY;
    const ground = scale[index] ?? 1;
    const squared = (offX * offX + offY * offY) * ground * ground;
    if (squared > mostSquared) {
      farthest = index;
      mostSquared = squared;
    }
  }
  return { index: farthest, distanceMetres: mostSquared < 0 ? -1 : Math.sqrt(mostSquared) };
}
