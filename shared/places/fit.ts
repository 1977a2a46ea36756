import type { Stop } from '../tour/setup/setup.ts';
import { type Datum, wgs84Of } from '../track/datum.ts';
import type { Ring } from './geojson.ts';
import { onWgs84 } from './outlines.ts';

type Pair = readonly [latitude: number, longitude: number];

/** Whether a place lies within rings, holes left out: of all of them an odd number of edges lies to its west. */
export function isInside([latitude, longitude]: Pair, rings: readonly Ring[]): boolean {
  let inside = false;
  for (const ring of rings) {
    let before = ring.at(-1);
    for (const point of ring) {
      if (before !== undefined && before.latitude > latitude !== point.latitude > latitude) {
        const share = (latitude - before.latitude) / (point.latitude - before.latitude);
        if (longitude < before.longitude + share * (point.longitude - before.longitude)) inside = !inside;
      }
      before = point;
    }
  }
  return inside;
}

/** How stops lie in the outlines of their own areas, the outlines taken as of one map. */
export interface Fit {
  readonly datum: Datum;
  /** Stops whose area has an outline, and those of them that lie outside of it. */
  readonly of: number;
  readonly outside: readonly string[];
}

type Placed = Pick<Stop, 'id' | 'areaId' | 'position'>;

function fitAs(stops: readonly Placed[], rings: ReadonlyMap<string, readonly Ring[]>, datum: Datum): Fit {
  const outside = stops.filter(({ areaId, position }) => !isInside(position, rings.get(areaId) ?? []));
  return { datum, of: stops.length, outside: outside.map(({ id }) => id) };
}

/** Stops that are somewhere, and whose area has an outline. */
const placedIn = (
  stops: readonly Placed[],
  outlines: ReadonlyMap<string, readonly Ring[]>,
): readonly Placed[] =>
  stops.filter(
    ({ areaId, position: [latitude, longitude] }) =>
      (outlines.get(areaId)?.length ?? 0) > 0 && (latitude !== 0 || longitude !== 0),
  );

/**
 * How stops lie in outlines as they were given, and whether they would lie better were the outlines of the other map:
 * `better` is that map, to be offered. Only stops near a border can tell; without any nobody knows.
 */
export function fitOf(
  stops: readonly Placed[],
  outlines: ReadonlyMap<string, readonly Ring[]>,
  given: Datum,
): { readonly fit: Fit; readonly better: Fit | undefined } {
  const placed = placedIn(stops, outlines);
  const as = (datum: Datum): Fit => {
    const rings = new Map([...outlines].map(([areaId, own]) => [areaId, onWgs84(own, datum)] as const));
    return fitAs(placed, rings, datum);
  };
  const fit = as(given);
  if (fit.outside.length === 0) return { fit, better: undefined };
  const other = as(given === 'wgs84' ? 'gcj02' : 'wgs84');
  return { fit, better: other.outside.length < fit.outside.length ? other : undefined };
}

/**
 * Stops that lie outside of the outlines of their own areas: as they are, and were all of them brought from GCJ-02. Are
 * they fewer then, they were most likely taken from such a map.
 */
export function shiftOfStops(
  stops: readonly Placed[],
  outlines: ReadonlyMap<string, readonly Ring[]>,
): { readonly outside: readonly string[]; readonly after: readonly string[] } {
  const placed = placedIn(stops, outlines);
  const outside = fitAs(placed, outlines, 'wgs84').outside;
  if (outside.length === 0) return { outside, after: outside };
  const brought = placed.map((stop) => ({ ...stop, position: wgs84Of(stop.position, 'gcj02') }));
  const after = brought.filter(({ areaId, position }) => !isInside(position, outlines.get(areaId) ?? []));
  return { outside, after: after.map(({ id }) => id) };
}
