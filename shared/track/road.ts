/** The planned road: how far along it the convoy is. */
import { distanceMetres, type Position, pointToSegment } from './distance.ts';

/** A planned road with the distance from its start to each of its points. */
export interface Road {
  readonly points: readonly Position[];
  /** As many as points, rising from 0. */
  readonly cumulativeMetres: readonly number[];
  readonly totalMetres: number;
}

/** Where on the road a position is. */
export interface Progress {
  /** From the start of the road to the place matched, 0 to `totalMetres`. */
  readonly alongMetres: number;
  /** From the position to that place; large when the convoy has left the road. */
  readonly offRoadMetres: number;
}

/** How far back of its anchor a place is looked for first; so far an anchor need not follow. */
export const WINDOW_BACK_METRES = 300;
const WINDOW_AHEAD_METRES = 3_000;
/** Farther off than this, the road is looked for outside the window. */
const ON_ROAD_METRES = 150;
/** What a metre of progress costs against a metre off the road: the nearer leg of two wins. */
const COST_PER_METRE_ALONG = 0.03;
/** Going back costs more: after the turn of an out-and-back road both legs are equally near. */
const COST_PER_METRE_BACK = 0.1;
/** After a first place near enough, the best place within this way counts. */
const REFINE_METRES = 500;

/** Measures a road once, for any number of `progressAlong`. Consecutive equal points are fine. */
export function measureRoad(points: readonly Position[]): Road {
  const cumulativeMetres: number[] = [];
  let totalMetres = 0;
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before !== undefined) totalMetres += distanceMetres(before, point);
    cumulativeMetres.push(totalMetres);
  });
  return { points, cumulativeMetres, totalMetres };
}

/**
 * Matches a position to the road; `undefined` when the road has fewer than two points.
 *
 * From `lastAlongMetres` it searches 300 m back and 3 km ahead, nearest first, so that the other
 * leg of an out-and-back road is not taken. Only when that window is over 150 m off does it look
 * at the rest: first ahead (a detour, a hole in the reports), then anywhere (turned back far). When
 * the convoy is near no part of the road, the best place of the window counts. Without
 * `lastAlongMetres` the earliest place about as near as the nearest one counts.
 */
export function progressAlong(
  road: Road,
  position: Position,
  lastAlongMetres: number | undefined,
): Progress | undefined {
  const end = road.totalMetres;
  if (lastAlongMetres === undefined) {
    const nearest = best(road, position, 0, end);
    return nearest && earliest(road, position, 0, end, nearest.offRoadMetres + 30);
  }
  const last = Math.min(end, Math.max(0, lastAlongMetres));
  const from = Math.max(0, last - WINDOW_BACK_METRES);
  const ahead = last + WINDOW_AHEAD_METRES;
  const inWindow = best(road, position, from, ahead, last);
  if (inWindow === undefined || inWindow.offRoadMetres <= ON_ROAD_METRES) return inWindow;
  return (
    earliest(road, position, ahead, end, ON_ROAD_METRES) ??
    earliest(road, position, 0, from, ON_ROAD_METRES) ??
    inWindow
  );
}

/** The cheapest place between two distances; places far from `expected` cost a little more. */
function best(
  road: Road,
  position: Position,
  from: number,
  to: number,
  expected?: number,
): Progress | undefined {
  let cheapest: Progress | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const place of places(road, position, from, to)) {
    const ahead = expected === undefined ? 0 : place.alongMetres - expected;
    const cost = place.offRoadMetres + Math.max(COST_PER_METRE_ALONG * ahead, -COST_PER_METRE_BACK * ahead);
    if (cost < least) {
      least = cost;
      cheapest = place;
    }
  }
  return cheapest;
}

/** The first stretch of road between two distances that comes near enough, and its best place. */
function earliest(
  road: Road,
  position: Position,
  from: number,
  to: number,
  near: number,
): Progress | undefined {
  for (const place of places(road, position, from, to)) {
    if (place.offRoadMetres <= near) {
      return best(road, position, place.alongMetres, Math.min(to, place.alongMetres + REFINE_METRES));
    }
  }
  return undefined;
}

/** The nearest place of each segment that touches the span, in order; at least one, if any exist. */
function* places(road: Road, position: Position, from: number, to: number): Generator<Progress> {
  const { points, cumulativeMetres } = road;
  for (let index = segmentAt(cumulativeMetres, from); index + 1 < points.length; index += 1) {
    const start = points[index];
    const end = points[index + 1];
    const startMetres = cumulativeMetres[index] ?? 0;
    if (start === undefined || end === undefined || startMetres > to) return;
    const lengthMetres = (cumulativeMetres[index + 1] ?? startMetres) - startMetres;
    const { fraction, distanceMetres: offRoadMetres } = pointToSegment(position, start, end);
    yield { alongMetres: startMetres + fraction * lengthMetres, offRoadMetres };
  }
}

/** The segment in which a distance lies: the last point not beyond it, but not the road's last. */
function segmentAt(cumulativeMetres: readonly number[], alongMetres: number): number {
  let low = 0;
  let high = Math.max(0, cumulativeMetres.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((cumulativeMetres[middle] ?? 0) <= alongMetres) low = middle;
    else high = middle - 1;
  }
  return low;
}
