/** The lines of the map, made for drawing: as exact as a screen shows, and no more. */
import { type MapLines, OUTLINE_PRECISION, ROAD_PRECISION } from '../../protocol.ts';
import type { Position } from '../../track/distance.ts';
import { decodePolyline, encodePolyline } from '../../track/polyline.ts';
import { roadParts } from '../../track/road-parts.ts';
import type { Setup } from './setup.ts';
import { OUTLINE_GIVEN, ROAD_GIVEN, roadsAstray } from './setup-days.ts';

/** On a phone that follows the convoy a pixel is some 80 m. */
const TOLERANCE_METRES = 80;

/**
 * Outlines rounded to 100 m, roads thinned to 80 m and cut into parts. Rounding moves a point that areas
 * share to the same place for all of them, so they go on sharing it. Where a text is no polyline an
 * outline goes through as it is and a road has no parts: the map leaves a gap. Nor has a road that leads past all
 * stops, as older logs may hold one: a map that showed it too would show everything else as a speck.
 */
export function mapLines({ areas, days, stops }: Pick<Setup, 'areas' | 'days' | 'stops'>): MapLines {
  const astray = new Set(roadsAstray({ days, stops }).map(({ day }) => day));
  const roads = roadParts(
    days.map(({ number, road = '' }) => (astray.has(number) ? [] : (decodePolyline(road, ROAD_GIVEN) ?? []))),
    TOLERANCE_METRES,
  );
  return {
    areas: areas.map(({ id, outline }) =>
      outline === undefined ? { id } : { id, outline: outline.map(roundedOutline) },
    ),
    days: days.map(({ number, road }, index) =>
      road === undefined
        ? { number }
        : { number, road: (roads[index] ?? []).map((part) => rounded(part, ROAD_PRECISION)) },
    ),
  };
}

function roundedOutline(ring: string): string {
  const points = decodePolyline(ring, OUTLINE_GIVEN);
  return points === undefined ? ring : rounded(points, OUTLINE_PRECISION);
}

/** A line at a precision, without points that then lie on the one before. */
function rounded(points: readonly Position[], precision: number): string {
  const factor = 10 ** precision;
  let before = '';
  return encodePolyline(
    points.filter(({ latitude, longitude }) => {
      const place = `${Math.round(latitude * factor)} ${Math.round(longitude * factor)}`;
      const isNew = place !== before;
      before = place;
      return isNew;
    }),
    precision,
  );
}
