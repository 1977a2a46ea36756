import type { Setup } from '../../shared/tour/setup/setup.ts';
import type { Fix } from '../../shared/track/fix.ts';
import { decodePolyline } from '../../shared/track/polyline.ts';
import type { Visit } from './course.ts';

type Point = readonly [latitude: number, longitude: number];

const DEVICE = 'dress-rehearsal';
/** Positions between two stops. */
const A_LEG = 24;

/** Near enough for telling which of two points is nearer. */
function apart([latA, lonA]: Point, [latB, lonB]: Point): number {
  return Math.hypot(latA - latB, (lonA - lonB) * Math.cos((latA * Math.PI) / 180));
}

/** Where the convoy of a rehearsal was: at each stop, and along the day's planned road, or straight, in between. */
export function driveOf({ days, stops }: Setup, visits: readonly Visit[]): readonly Fix[] {
  const placeOf = new Map(stops.map(({ id, position }) => [id, position as Point]));
  return days.flatMap(({ number, road }) => {
    const points: readonly Point[] = ((road === undefined ? undefined : decodePolyline(road)) ?? []).map(
      ({ latitude, longitude }) => [latitude, longitude],
    );
    let at = 0;
    let before: { readonly place: Point; readonly leftAt: number } | undefined;
    return visits
      .filter(({ day }) => day === number)
      .flatMap(({ stopId, arrivedAt, leftAt }): Fix[] => {
        const place = placeOf.get(stopId);
        if (place === undefined) return [];
        const from = at;
        at = nearest(points, place, from);
        const leg = before === undefined ? [] : along([before.place, ...points.slice(from, at), place]);
        const { leftAt: began } = before ?? { leftAt: arrivedAt };
        before = { place, leftAt };
        return [
          ...leg.map((point, index) =>
            fix(point, began + ((arrivedAt - began) * (index + 1)) / (leg.length + 1)),
          ),
          fix(place, arrivedAt),
          fix(place, leftAt),
        ];
      });
  });
}

const fix = ([latitude, longitude]: Point, at: number): Fix => ({
  ...{ deviceId: DEVICE, fixedAtUnixMs: Math.round(at), latitude, longitude },
});

/** The number of the road's point that is nearest to a place, not before `from`. */
function nearest(points: readonly Point[], place: Point, from: number): number {
  let best = from;
  for (let index = from; index < points.length; index += 1) {
    const here = points[index];
    const there = points[best];
    if (here !== undefined && there !== undefined && apart(here, place) < apart(there, place)) best = index;
  }
  return best;
}

/** Points on a line, equally far from each other, without its ends. */
function along(line: readonly Point[]): readonly Point[] {
  const lengths = line.slice(1).map((point, index) => apart(line[index] ?? point, point));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  return Array.from({ length: A_LEG }, (_, step): Point => {
    let left = (whole * (step + 1)) / (A_LEG + 1);
    for (const [index, length] of lengths.entries()) {
      const [a, b] = [line[index], line[index + 1]];
      if (a === undefined || b === undefined) break;
      if (left <= length || index === lengths.length - 1) {
        const share = length === 0 ? 0 : Math.min(1, left / length);
        return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
      }
      left -= length;
    }
    return line[0] ?? [0, 0];
  });
}
