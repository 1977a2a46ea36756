import type { ConvoyPosition } from '../../shared/protocol.ts';
import type { LeafletMap } from './leaflet.ts';
import type { LatLng } from './lines.ts';
import type { Names } from './names.ts';
import type { Room, Spot, Thing } from './place.ts';
import type { StopDots } from './stops.ts';
import { BUTTONS_PX } from './view.ts';

/** From this width on a map is set in larger type. */
const WIDE_PX = 640;
/** How large things are for a name, and what it costs to cover them. */
const NUMBER = { radius: 12, weight: 3 };
const TINY = { radius: 5, weight: 1.5 };
const ROAD = { radius: 2, weight: 0.4 };
const CONVOY = { radius: 18, weight: 5 };
const ROAD_STEP_PX = 5;

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
  const numbered = stops.numbered();
  const things: Thing[] = dots.map(({ id, x, y }) => ({ x, y, ...(numbered.has(id) ? NUMBER : TINY) }));
  let before: Spot | undefined;
  for (const point of roadPoints) {
    // Evenly, however many points the road has here.
    const { x, y } = map.latLngToLayerPoint(point);
    if (before !== undefined && Math.hypot(x - before.x, y - before.y) < ROAD_STEP_PX) continue;
    before = { x, y };
    things.push({ x, y, ...ROAD });
  }
  if (position !== null) {
    const { x, y } = map.latLngToLayerPoint([position.latitude, position.longitude]);
    things.push({ x, y, ...CONVOY });
  }
  const [corner, opposite] = [map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(size)];
  const room: Room = {
    left: corner.x,
    top: corner.y,
    right: opposite.x - BUTTONS_PX - 8,
    bottom: opposite.y,
  };
  names.place(things, numbered, room, wide);
}
