/** Google's encoded polyline: a list of positions as a short ASCII text. */
import type { Position } from './distance.ts';

const CHUNK_BITS = 32;
const ASCII_OFFSET = 63;

/**
 * Encodes positions as Google's "Encoded Polyline Algorithm Format".
 *
 * `precision` is the number of decimals kept, 1 to 6; 5 (the default) is about 1.1 m. The empty
 * list gives ''. Positions must be finite; a reader must use the same precision.
 */
export function encodePolyline(points: readonly Position[], precision = 5): string {
  const factor = 10 ** precision;
  let text = '';
  let lastLatitude = 0;
  let lastLongitude = 0;
  for (const point of points) {
    const latitude = Math.round(point.latitude * factor);
    const longitude = Math.round(point.longitude * factor);
    text += encodeDelta(latitude - lastLatitude) + encodeDelta(longitude - lastLongitude);
    lastLatitude = latitude;
    lastLongitude = longitude;
  }
  return text;
}

/**
 * Reads Google's encoded polyline back, the inverse of `encodePolyline` to the last decimal kept.
 *
 * Gives `undefined` when the text is no polyline: a foreign character, an odd number of values, a
 * value cut off, or a position outside -90…90, -180…180 (then the precision is most likely wrong).
 */
export function decodePolyline(text: string, precision = 5): Position[] | undefined {
  const factor = 10 ** precision;
  const points: Position[] = [];
  let latitude = 0;
  let longitude = 0;
  let index = 0;
  while (index < text.length) {
    const north = decodeDelta(text, index);
    const east = north && decodeDelta(text, north.next);
    if (!north || !east) return undefined;
    latitude += north.delta;
    longitude += east.delta;
    index = east.next;
    if (Math.abs(latitude) > 90 * factor || Math.abs(longitude) > 180 * factor) return undefined;
    points.push({ latitude: latitude / factor, longitude: longitude / factor });
  }
  return points;
}

function encodeDelta(delta: number): string {
  // Zigzag: the sign goes into the lowest bit. Plain arithmetic, as 32-bit shifts would overflow.
  let rest = delta < 0 ? -2 * delta - 1 : 2 * delta;
  let text = '';
  while (rest >= CHUNK_BITS) {
    text += String.fromCharCode((rest % CHUNK_BITS) + CHUNK_BITS + ASCII_OFFSET);
    rest = Math.floor(rest / CHUNK_BITS);
  }
  return text + String.fromCharCode(rest + ASCII_OFFSET);
}

function decodeDelta(text: string, from: number): { delta: number; next: number } | undefined {
  let value = 0;
  let weight = 1;
  for (let index = from; index < text.length && index < from + 8; index += 1) {
    const code = text.charCodeAt(index) - ASCII_OFFSET;
    if (code < 0 || code >= 2 * CHUNK_BITS) return undefined;
    value += (code % CHUNK_BITS) * weight;
    weight *= CHUNK_BITS;
    if (code < CHUNK_BITS) {
      return { delta: value % 2 === 1 ? -(value + 1) / 2 : value / 2, next: index + 1 };
    }
  }
  return undefined;
}
