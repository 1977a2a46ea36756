import type { LatLng } from '../../../map/lines.ts';
import { evenly } from '../pictures/choice.ts';
import { lengthsOf, placeAlong } from './along.ts';

/** More points of a track are none that a wall could show. */
const MOST_POINTS = 4_000;
/** Where on the road a stop lies is looked for at so many of its points: between two of them is a pixel or two. */
const MOST_LOOKED_AT = 600;

/** The driven road, taken apart. Lengths are in degrees of latitude. */
export interface Way {
  /** Up to each stop, in the order in which they were reached, and home from the last one. */
  readonly legs: readonly (readonly LatLng[])[];
  /** How far it is along each leg, up to each of its points. */
  readonly along: readonly (readonly number[])[];
  readonly lengths: readonly number[];
  /** How far it is up to the beginning of each leg, and in all. */
  readonly before: readonly number[];
}

/** The way of a convoy that left this track and came to these stops. */
export function wayOf(track: readonly LatLng[], stops: readonly LatLng[]): Way {
  const legs = legsOf(track, stops);
  const squeeze = squeezeAt(stops);
  const along = legs.map((leg) => lengthsOf(leg, squeeze));
  const lengths = along.map((own) => own[own.length - 1] ?? 0);
  const before = [0];
  for (const length of lengths) before.push((before[before.length - 1] ?? 0) + length);
  return { legs, along, lengths, before };
}

/** Where on its way a convoy is that has driven that share of a leg; undefined where there is no way. */
export const placeOn = ({ legs, along, lengths }: Way, leg: number, share: number): LatLng | undefined =>
  placeAlong(legs[leg] ?? [], along[leg] ?? [], share * (lengths[leg] ?? 0)) ?? legs[leg - 1]?.at(-1);

/** Which share of its way a convoy has driven by then. */
export function shareOn({ lengths, before }: Way, leg: number, share: number): number {
  const whole = before[lengths.length] ?? 0;
  return whole === 0 ? 0 : ((before[leg] ?? 0) + share * (lengths[leg] ?? 0)) / whole;
}

/** How long a degree of longitude is beside one of latitude, where the stops are. */
const squeezeAt = (stops: readonly LatLng[]): number => Math.cos(((stops[0]?.[0] ?? 0) * Math.PI) / 180);

/**
 * The driven road in legs: up to each stop, in the order in which they were reached, and home from the last one. A leg
 * goes on where the one before ended. Where the stops lie on the road is found for all of them together, so that a road
 * that is driven twice is not taken for the wrong time. Without a track the way goes straight from stop to stop.
 */
function legsOf(track: readonly LatLng[], stops: readonly LatLng[]): readonly (readonly LatLng[])[] {
  const road = track.length > 1 ? evenly(track, MOST_POINTS) : stops;
  const reachedAt = track.length > 1 ? reachedPoints(road, stops) : stops.map((_, at) => at);
  let from = 0;
  const legs = reachedAt.map((to) => {
    const leg = road.slice(from, to + 1);
    from = to;
    return leg;
  });
  return [...legs, road.slice(from)];
}

/** Numbers of the road's points, never going back, that are nearest to the stops in the sum of their distances' squares. */
function reachedPoints(road: readonly LatLng[], stops: readonly LatLng[]): readonly number[] {
  const numbers = evenly([...road.keys()], MOST_LOOKED_AT);
  const latitudes = Float64Array.from(numbers, (at) => road[at]?.[0] ?? 0);
  const longitudes = Float64Array.from(numbers, (at) => road[at]?.[1] ?? 0);
  const squeeze = squeezeAt(stops);
  /** The best cost of all stops so far, when this one is reached at this point or before; and where that is. */
  let costs = new Float64Array(numbers.length);
  const reached: Int32Array[] = [];
  for (const [latitude, longitude] of stops) {
    const next = new Float64Array(numbers.length);
    const at = new Int32Array(numbers.length);
    let [best, bestAt] = [Infinity, 0];
    for (let index = 0; index < numbers.length; index += 1) {
      const north = latitude - (latitudes[index] ?? 0);
      const east = (longitude - (longitudes[index] ?? 0)) * squeeze;
      const cost = (costs[index] ?? 0) + north * north + east * east;
      if (cost < best) {
        best = cost;
        bestAt = index;
      }
      next[index] = best;
      at[index] = bestAt;
    }
    costs = next;
    reached.push(at);
  }
  const found: number[] = [];
  let upTo = numbers.length - 1;
  for (const at of reached.reverse()) {
    upTo = at[upTo] ?? 0;
    found.unshift(numbers[upTo] ?? 0);
  }
  return found;
}
