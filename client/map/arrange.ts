import type { LeafletMap } from './leaflet.ts';
import type { LatLng } from './lines.ts';
import type { PhotoMarks } from './marks/photo-marks.ts';
import type { StopDots } from './marks/stops.ts';
import type { MapModel } from './model.ts';
import type { Names } from './names/names.ts';
import type { Room, Thing } from './place.ts';
import { spotsAlong } from './spots.ts';
import { BUTTONS_PX } from './view/view.ts';

/** From this width on a map is set in larger type. */
const WIDE_PX = 640;
/** How large things are for a name, and what it costs to cover them. */
const NUMBER = { radius: 12, weight: 3 };
/** A name may rather touch a number than lie across it. */
const FIGURES = { radius: 5, weight: 3 };
const TINY = { radius: 5, weight: 1.5 };
const ROAD = { radius: 2, weight: 0.4 };
const CONVOY = { radius: 18, weight: 5 };
/** At a stop the convoy stands above it. */
const PARKED_PX = 34;
const ROAD_STEP_PX = 5;
const REACH_PX = 240;
/** So far from the edge a name keeps, where none may be cut. */
const EDGE_PX = 4;

/** What is arranged. */
interface Arranged {
  readonly stops: StopDots;
  readonly names: Names;
  readonly photos: PhotoMarks | undefined;
}

/** The convoy, whether it stands at a stop, and whether the view is that of the whole tour, which cuts nothing. */
interface Scene {
  readonly position: MapModel['position'];
  readonly parked: boolean;
  readonly whole: boolean;
}

/**
 * Sizes the dots for the zoom and then finds places for all names between them, the roads and the convoy; pictures
 * take what room is left, so that no name moves when one arrives.
 */
export function arrange(
  map: LeafletMap,
  { stops, names, photos }: Arranged,
  roads: readonly (readonly LatLng[])[],
  { position, parked, whole }: Scene,
): void {
  const size = map.getSize();
  const wide = size.x >= WIDE_PX;
  map.getContainer().classList.toggle('is-wide', wide);
  const dots = stops.size();
  const numbered = stops.numbered();
  const things: Thing[] = dots.flatMap(({ id, x, y }) =>
    (numbered.has(id) ? [NUMBER, FIGURES] : [TINY]).map((form) => ({ x, y, ...form })),
  );
  const [corner, opposite] = [map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(size)];
  const room: Room = {
    left: corner.x,
    top: corner.y,
    right: opposite.x - BUTTONS_PX - 8,
    bottom: opposite.y,
  };
  // A name may reach over the edge a little.
  const around: Room = {
    left: corner.x - REACH_PX,
    top: corner.y - REACH_PX,
    right: opposite.x + REACH_PX,
    bottom: opposite.y + REACH_PX,
  };
  for (const road of roads) {
    const line = road.map((point) => map.latLngToLayerPoint(point));
    for (const { x, y } of spotsAlong(line, ROAD_STEP_PX, around)) things.push({ x, y, ...ROAD });
  }
  const taken: Thing[] = dots.flatMap(({ id, x, y }) => (numbered.has(id) ? [{ x, y, ...NUMBER }] : []));
  if (position !== null) {
    const { x, y } = map.latLngToLayerPoint([position.latitude, position.longitude]);
    const convoy = { x, y: parked ? y - PARKED_PX : y, ...CONVOY };
    things.push(convoy);
    taken.push(convoy);
  }
  const edges = whole
    ? {
        left: corner.x + EDGE_PX,
        top: corner.y + EDGE_PX,
        right: opposite.x - EDGE_PX,
        bottom: opposite.y - EDGE_PX,
      }
    : undefined;
  const letters = names.place(things, numbered, { room, edges }, wide);
  photos?.place(
    { taken, dots: things.filter((thing) => thing.radius === TINY.radius && thing.weight === TINY.weight) },
    [...things, ...letters],
    room,
  );
}
