import type { ConvoyPosition } from '../../shared/protocol.ts';
import type { LeafletMap } from './leaflet.ts';
import type { LatLng } from './lines.ts';
import type { Names } from './names.ts';
import type { Room, Spot, Thing } from './place.ts';
import type { StopDots } from './stops.ts';
import { BUTTONS_PX } from './view.ts';

/** From this width on a map is set in larger type. */
const WIDE_PX = 640;
/** What it costs a name to cover a dot, a part of the convoy, a point of the road. */
const WEIGHTS = { dot: 2, convoy: 3, road: 0.4 };
const ROAD_STEP_PX = 5;
const CONVOY_PARTS = [
  [0, 0],
  [-14, 0],
  [14, 0],
  [0, -14],
  [0, 14],
] as const;

/** Sizes the dots for the zoom and then finds places for all names between them, the roads and the convoy. */
export function arrange(
  map: LeafletMap,
  stops: StopDots,
  names: Names,
  roadPoints: readonly LatLng[],
  position: ConvoyPosition | null,
): void {
  const size = map.getSize();
  const wide = size.x >= WIDE_PX;
  map.getContainer().classList.toggle('is-wide', wide);
  const dots = stops.size();
  const things: Thing[] = dots.map((dot) => weighed(dot, WEIGHTS.dot));
  let before: Spot | undefined;
  for (const point of roadPoints) {
    // Evenly, however many points the road has here.
    const spot = map.latLngToLayerPoint(point);
    if (before !== undefined && Math.hypot(spot.x - before.x, spot.y - before.y) < ROAD_STEP_PX) continue;
    things.push(weighed(spot, WEIGHTS.road));
    before = spot;
  }
  if (position !== null) {
    const { x, y } = map.latLngToLayerPoint([position.latitude, position.longitude]);
    for (const [dx, dy] of CONVOY_PARTS) things.push(weighed({ x: x + dx, y: y + dy }, WEIGHTS.convoy));
  }
  const [corner, opposite] = [map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(size)];
  const room: Room = {
    left: corner.x,
    top: corner.y,
    right: opposite.x - BUTTONS_PX - 8,
    bottom: opposite.y,
  };
  names.place(things, stops.numbered(), room, wide);
}

const weighed = ({ x, y }: Spot, weight: number): Thing => ({ x, y, weight });
