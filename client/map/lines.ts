import { decodePolyline } from '../../shared/track/polyline.ts';

/** Latitude and longitude in degrees, WGS-84. */
export type LatLng = [number, number];

/** The points of a polyline; a text that is none has no points, so that bad data leaves a gap and not a dead map. */
export function pointsOf(line: string, precision: 4 | 5): LatLng[] {
  return (decodePolyline(line, precision) ?? []).map(({ latitude, longitude }) => [latitude, longitude]);
}

/** The points of the rest of a polyline of precision 5, of which the part up to the point `last` is known. */
export function pointsAfter(rest: string, last: LatLng | undefined): LatLng[] {
  const [latitude, longitude] = last ?? [0, 0];
  return pointsOf(rest, 5).map(([north, east]) => [round5(latitude + north), round5(longitude + east)]);
}

/** A line in parts that go over no stretch twice, so that the dashes of a road out and back do not fill each other. */
export function withoutRepeats(points: readonly LatLng[]): LatLng[][] {
  const seen = new Set<string>();
  const parts: LatLng[][] = [];
  let part: LatLng[] = [];
  let before: LatLng | undefined;
  for (const point of points) {
    if (before !== undefined) {
      const stretch = [before.join(), point.join()].sort().join(' ');
      if (seen.has(stretch)) part = [];
      else if (part.length > 0) part.push(point);
      else {
        part = [before, point];
        parts.push(part);
      }
      seen.add(stretch);
    }
    before = point;
  }
  return parts;
}

const round5 = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
