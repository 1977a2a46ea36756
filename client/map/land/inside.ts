import type { LatLng } from '../lines.ts';

const CELLS = 10;

/**
 * A place well inside an area, for its name: of a grid over the outline the point that is farthest from
 * any border, searched once more around the best. Undefined for an outline without points.
 */
export function roomiestPoint(rings: readonly LatLng[][]): LatLng | undefined {
  const all = rings.flat();
  const first = all[0];
  if (first === undefined) return undefined;
  const squeeze = Math.cos((first[0] * Math.PI) / 180);
  let [south, north, west, east] = [first[0], first[0], first[1], first[1]];
  for (const [latitude, longitude] of all) {
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
  }
  let best: LatLng = first;
  let bestRoom = 0;
  for (let round = 0; round < 2; round += 1) {
    const [height, width] = [(north - south) / CELLS, (east - west) / CELLS];
    for (let cell = 0; cell < CELLS * CELLS; cell += 1) {
      const point: LatLng = [
        south + (Math.floor(cell / CELLS) + 0.5) * height,
        west + ((cell % CELLS) + 0.5) * width,
      ];
      const room = roomAround(point, rings, squeeze);
      if (room > bestRoom) [best, bestRoom] = [point, room];
    }
    [south, north, west, east] = [best[0] - height, best[0] + height, best[1] - width, best[1] + width];
  }
  return best;
}

/** Squared distance to the nearest border in degrees of latitude; negative outside. */
function roomAround([latitude, longitude]: LatLng, rings: readonly LatLng[][], squeeze: number): number {
  let inside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    let before = ring[ring.length - 1];
    for (const point of ring) {
      if (before === undefined) break;
      const [dy, dx] = [point[0] - before[0], (point[1] - before[1]) * squeeze];
      const [y, x] = [latitude - before[0], (longitude - before[1]) * squeeze];
      if (before[0] > latitude !== point[0] > latitude && x < (y / dy) * dx) inside = !inside;
      const along = Math.max(0, Math.min(1, (x * dx + y * dy) / (dx * dx + dy * dy || 1)));
      nearest = Math.min(nearest, (x - along * dx) ** 2 + (y - along * dy) ** 2);
      before = point;
    }
  }
  return inside ? nearest : -nearest;
}
