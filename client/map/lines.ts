import { decodePolyline } from '../../shared/track/polyline.ts';

/** Latitude and longitude in degrees, WGS-84. */
export type LatLng = [number, number];

/** The points of a polyline; a text that is none has no points, so that bad data leaves a gap and not a dead map. */
export function pointsOf(line: string, precision: number): LatLng[] {
  return (decodePolyline(line, precision) ?? []).map(({ latitude, longitude }) => [latitude, longitude]);
}

/** The points of the rest of a polyline of precision 5, of which the part up to the point `last` is known. */
export function pointsAfter(rest: string, last: LatLng | undefined): LatLng[] {
  const [latitude, longitude] = last ?? [0, 0];
  return pointsOf(rest, 5).map(([north, east]) => [round5(latitude + north), round5(longitude + east)]);
}

const round5 = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
