import type { Position } from '../words.ts';

/**
 * Decodes a Google encoded polyline. `precision` is the number of decimals kept (4 for outlines, 5 for the road).
 * A string that ends in the middle of a number loses that number; it never throws.
 */
export function decodePolyline(encoded: string, precision: number): Position[] {
  const scale = 10 ** precision;
  const points: Position[] = [];
  let at = 0;
  const next = (): number | undefined => {
    let value = 0;
    for (let shift = 0; at < encoded.length; shift += 5) {
      const chunk = encoded.charCodeAt(at++) - 63;
      value |= (chunk & 31) << shift;
      if (chunk < 32) return value & 1 ? ~(value >> 1) : value >> 1;
    }
    return undefined;
  };
  let lat = 0;
  let lon = 0;
  for (;;) {
    const deltaLat = next();
    const deltaLon = next();
    if (deltaLat === undefined || deltaLon === undefined) return points;
    lat += deltaLat;
    lon += deltaLon;
    points.push([lat / scale, lon / scale]);
  }
}

const METRES_PER_DEGREE = 111_195;

/** Distance in metres on a local plane; better than 0.1 % within the city of Shiyan. */
export function distanceMetres(a: Position, b: Position): number {
  const shrink = Math.cos(((a[0] + b[0]) / 2) * (Math.PI / 180));
  return Math.hypot((a[0] - b[0]) * METRES_PER_DEGREE, (a[1] - b[1]) * METRES_PER_DEGREE * shrink);
}
