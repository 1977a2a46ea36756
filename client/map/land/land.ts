import { OUTLINE_PRECISION, ROAD_PRECISION } from '../../../shared/protocol.ts';
import { type LeafletMap, Polyline } from '../leaflet.ts';
import { type LatLng, pointsOf } from '../lines.ts';
import type { DayRoad, Outline } from '../model.ts';
import { bordersOf, tintsOf } from './borders.ts';

/** One area's rings, read. */
export interface AreaRings {
  readonly areaId: string;
  readonly rings: readonly LatLng[][];
}

/** The land of the tour: areas, their borders and the planned road. */
export interface Land {
  readonly areas: readonly AreaRings[];
  /** The planned roads, in parts. */
  readonly roads: readonly (readonly LatLng[])[];
  /** Marks the leading area and the roads of the day; undefined: none. */
  mark(leaderAreaId: string | undefined, day: number | undefined): void;
  remove(): void;
}

/** As many tints as the page's colours can tell apart. */
const TINTS = 4;

/** Draws the land. Drawn once for a tour; only {@link Land.mark} changes while it is on the road. */
export function drawLand(map: LeafletMap, outlines: readonly Outline[], roads: readonly DayRoad[]): Land {
  const areas = outlines.map(({ areaId, rings }) => ({
    areaId,
    rings: rings.map((ring) => pointsOf(ring, OUTLINE_PRECISION)),
  }));
  const { inner, outer, neighbours } = bordersOf(areas.map(({ rings }) => rings));
  const tints = tintsOf(neighbours);
  // Exact points (no smoothing of its own), else neighbours would drift apart.
  const exact = { interactive: false, smoothFactor: 0 };
  // Filled lines, as Leaflet's polygons only add clipping, which lines this short do not need.
  const line = (points: LatLng[] | LatLng[][], className: string) =>
    new Polyline(points, { ...exact, className, noClip: true }).addTo(map);

  // The ground lies under all areas, so that a gap between two outlines is no hole in the land.
  const shores = ['map-shore is-far', 'map-shore', 'map-ground'].map((name) => line(outer, name));
  const hills = areas.map(({ rings }, index) => {
    const className = `map-area tint-${(tints[index] ?? 0) % TINTS}`;
    return line([...rings], className);
  });
  const borders = [line(inner, 'map-border'), line(outer, 'map-border is-outer')];
  const planned = roads
    .map(({ day, parts }) => ({ day, parts: parts.map((part) => pointsOf(part, ROAD_PRECISION)) }))
    .map((road) => ({
      ...road,
      path: new Polyline(road.parts, {
        interactive: false,
        className: 'map-road',
        noClip: true,
      }).addTo(map),
    }));

  return {
    areas,
    roads: planned.flatMap(({ parts }) => parts),
    mark(leaderAreaId, day) {
      hills.forEach((hill, index) => {
        hill.getElement()?.classList.toggle('is-leading', areas[index]?.areaId === leaderAreaId);
      });
      for (const road of planned) {
        road.path.getElement()?.classList.toggle('is-today', road.day === day);
        road.path.getElement()?.classList.toggle('is-other-day', day !== undefined && road.day !== day);
      }
    },
    remove() {
      for (const path of [...shores, ...hills, ...borders, ...planned.map(({ path }) => path)]) path.remove();
    },
  };
}
