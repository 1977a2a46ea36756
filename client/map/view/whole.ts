import type { StopStatus } from '../../../shared/tour/stops.ts';
import type { LatLng } from '../lines.ts';
import type { MapModel } from '../model.ts';
import { around, belongsTo, type Extent } from './extent.ts';

/** How far a stop is drawn around its place at most: a number, with a ring where it is next, with a halo where it is on. */
const stopPx = (status: StopStatus | undefined): number =>
  status === 'arrived' ? 20 : status === 'on-the-way' ? 15 : 12;
/** A name beside its seat is half as high. */
const SEAT_PX = 12;
const LINE_PX = 2;

/** What the whole tour is on the map, and which other places can be a part of it. */
export interface Whole {
  readonly things: readonly Extent[];
  readonly belongs: (place: LatLng) => boolean;
}

/**
 * All that a view of the whole tour shows in full: every stop, and the seats, outlines and roads that are not far away
 * from all of them. A road may set out in another province, or hold a point at 0/0: it is drawn, and only the tour is fit.
 */
export function wholeOf(
  { setup, stops }: Pick<MapModel, 'setup' | 'stops'>,
  lines: readonly (readonly LatLng[])[],
): Whole {
  const places = setup.stops.map(({ position }): LatLng => [position[0], position[1]]);
  const belongs = belongsTo(places);
  const seats = setup.areas.map(({ seat }): LatLng => [seat[0], seat[1]]).filter(belongs);
  const known = places.length + seats.length > 0;
  const drawn = lines.flatMap((line) => cornersOf(known ? line.filter(belongs) : line));
  return {
    things: [
      ...setup.stops.map(({ id }, index) => around(places[index] ?? [0, 0], stopPx(stops[id]?.status))),
      ...seats.map((seat) => around(seat, SEAT_PX)),
      ...drawn.map((corner) => around(corner, LINE_PX)),
    ],
    belongs,
  };
}

/** How far the convoy is drawn around its place: its disc with the beak; above a stop where it stands at one. */
export const convoyExtent = (at: LatLng, parked: boolean): Extent =>
  parked ? { at, left: 18, right: 18, up: 52, down: 0 } : around(at, 26);

/** Two corners of the box around a line; none of a line without points. */
function cornersOf(line: readonly LatLng[]): LatLng[] {
  let [south, north, west, east] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [latitude, longitude] of line) {
    [south, north] = [Math.min(south, latitude), Math.max(north, latitude)];
    [west, east] = [Math.min(west, longitude), Math.max(east, longitude)];
  }
  return south > north
    ? []
    : [
        [south, west],
        [north, east],
      ];
}
