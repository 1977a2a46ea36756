import { decodePolyline } from '../../shared/track/polyline.ts';

/** Latitude and longitude in degrees, WGS-84. */
export type LatLng = [number, number];

/** The points of a polyline; a text that is none has no points, so that bad data leaves a gap and not a dead map. */
export function pointsOf(line: string, precision: 4 | 5): LatLng[] {
  return (decodePolyline(line, precision) ?? []).map(({ latitude, longitude }) => [latitude, longitude]);
}
