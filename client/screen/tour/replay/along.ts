import type { LatLng } from '../../../map/lines.ts';

/** How far it is along a line up to each of its points, in degrees of latitude; one of longitude is `squeeze` of these. */
export function lengthsOf(line: readonly LatLng[], squeeze: number): readonly number[] {
  let length = 0;
  return line.map(([latitude, longitude], at) => {
    const before = line[at - 1];
    if (before !== undefined) length += Math.hypot(latitude - before[0], (longitude - before[1]) * squeeze);
    return length;
  });
}

/** The place so far along a line; undefined of a line without points. `lengths` are those of {@link lengthsOf}. */
export function placeAlong(
  line: readonly LatLng[],
  lengths: readonly number[],
  far: number,
): LatLng | undefined {
  let [low, high] = [0, line.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lengths[middle] ?? 0) < far) low = middle + 1;
    else high = middle;
  }
  const [to, from] = [line[low], line[low - 1]];
  if (to === undefined || from === undefined) return to;
  const [start, end] = [lengths[low - 1] ?? 0, lengths[low] ?? 0];
  const share = end > start ? Math.min(1, Math.max(0, (far - start) / (end - start))) : 1;
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}
