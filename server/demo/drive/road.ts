import { stops } from '../tour/stops.ts';
import type { DayNumber, Position } from '../words.ts';
import { decodePolyline, distanceMetres } from './polyline.ts';
import { roadLines } from './road-lines.ts';

export { roadLines, tunnels } from './road-lines.ts';

/** One day's road: its points and how far each is from the day's start. */
export interface DayRoad {
  readonly day: DayNumber;
  readonly points: readonly Position[];
  /** Metres along the road, one for each point, from 0, never falling. */
  readonly alongMetres: readonly number[];
  readonly lengthMetres: number;
}

function roadOfLine(day: DayNumber, polyline: string): DayRoad {
  const points = decodePolyline(polyline, 5);
  const alongMetres: number[] = [];
  let along = 0;
  let previous: Position | undefined;
  for (const point of points) {
    if (previous !== undefined) along += distanceMetres(previous, point);
    alongMetres.push(along);
    previous = point;
  }
  return { day, points, alongMetres, lengthMetres: along };
}

/** The roads of the three days. */
export const dayRoads: readonly DayRoad[] = roadLines.map((line) => roadOfLine(line.day, line.polyline));

/** The road of one day. */
export function roadOfDay(day: DayNumber): DayRoad {
  const road = dayRoads.find((candidate) => candidate.day === day);
  if (road === undefined) throw new Error(`The demo has no road on day ${day}`);
  return road;
}

/** Length of all three days' roads in metres. */
export const roadLengthMetres: number = dayRoads.reduce((sum, road) => sum + road.lengthMetres, 0);

/**
 * Where along its day's road each stop lies, in metres, by stop id. Searched forward from the stop before, so an
 * out-and-back road finds its right leg. Throws when the road misses a stop by more than 300 m.
 */
export const stopAlongMetres: ReadonlyMap<string, number> = new Map(
  dayRoads.flatMap((road) => {
    let from = 0;
    return stops
      .filter((stop) => stop.day === road.day)
      .map((stop): [string, number] => {
        for (let at = from; at < road.points.length; at++) {
          const point = road.points[at];
          if (point !== undefined && distanceMetres(point, stop.position) < 300) {
            from = closestNearby(road, stop.position, at);
            return [stop.id, road.alongMetres[from] ?? 0];
          }
        }
        throw new Error(`The demo's road misses stop ${stop.id}`);
      });
  }),
);

/** From the first point near enough, on to the closest one before the road leads away again. */
function closestNearby(road: DayRoad, position: Position, first: number): number {
  let best = first;
  let bestMetres = Number.POSITIVE_INFINITY;
  for (let at = first; at < road.points.length; at++) {
    const point = road.points[at];
    if (point === undefined) break;
    const metres = distanceMetres(point, position);
    if (metres > 300) break;
    if (metres < bestMetres) {
      bestMetres = metres;
      best = at;
    }
  }
  return best;
}
