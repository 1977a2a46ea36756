import type { LatLng } from '../../../map/lines.ts';
import { belongsTo } from '../../../map/view/extent.ts';

/** A point of a chart, in its pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Puts places onto a chart. */
export type Projection = (place: LatLng) => Point;

/** A chart's pixels; `margin` of them stay free at each edge. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** A chart shows no less than this: what is all in one place is no point under a microscope. */
const LEAST_DEGREES = 0.02;

/**
 * The projection in which all places lie within the frame, as large and as much in the middle as can be: north up,
 * both ways in the same scale. `leastDegrees`: so much of the north-south way is seen at least.
 */
export function projectionOf(
  places: readonly LatLng[],
  { width, height, margin }: ChartFrame,
  leastDegrees = LEAST_DEGREES,
): Projection {
  let [south, north, west, east] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [latitude, longitude] of places) {
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
  }
  if (south > north) [south, north, west, east] = [0, 0, 0, 0];
  const [middle, centre] = [(south + north) / 2, (west + east) / 2];
  const squeeze = Math.max(0.1, Math.cos((middle * Math.PI) / 180));
  const scale = Math.min(
    Math.max(1, width - 2 * margin) / Math.max(leastDegrees, (east - west) * squeeze),
    Math.max(1, height - 2 * margin) / Math.max(leastDegrees, north - south),
  );
  return ([latitude, longitude]) => ({
    x: width / 2 + (longitude - centre) * squeeze * scale,
    y: height / 2 - (latitude - middle) * scale,
  });
}

/** Those of the places that can be a part of a tour with these stops: a point at 0/0 must not make the tour a dot. */
export const withinTour = (stops: readonly LatLng[], places: readonly LatLng[]): readonly LatLng[] =>
  places.filter(belongsTo(stops));

/** So many units of a sheet are a degree: a metre or two each. */
const UNITS_A_DEGREE = 100_000;

/** Puts places onto a sheet around that one, for paths that are made once for charts of any size. */
export const sheetOf =
  ([north, east]: LatLng): Projection =>
  ([latitude, longitude]) => ({
    x: Math.round((longitude - east) * UNITS_A_DEGREE),
    y: Math.round((latitude - north) * UNITS_A_DEGREE),
  });

/** How an SVG lays such a sheet out as a projection would: all of these keep straight lines straight. */
export function sheetTransform([north, east]: LatLng, project: Projection): string {
  const [origin, beside] = [project([north, east]), project([north + 1, east + 1])];
  const [across, up] = [(beside.x - origin.x) / UNITS_A_DEGREE, (beside.y - origin.y) / UNITS_A_DEGREE];
  return `matrix(${across} 0 0 ${up} ${origin.x} ${origin.y})`;
}

const rounded = (px: number): number => Math.round(px * 10) / 10;

/** Points as a path's `d`; a ring is closed. */
export function pathOf(points: readonly Point[], closed = false): string {
  let d = '';
  for (const { x, y } of points) d += `${d === '' ? 'M' : 'L'}${rounded(x)} ${rounded(y)}`;
  return closed && d !== '' ? `${d}Z` : d;
}
