import { OUTLINE_GIVEN } from '../tour/setup/setup-days.ts';
import { type Datum, wgs84Of } from '../track/datum.ts';
import { encodePolyline } from '../track/polyline.ts';
import { simplifiedRings } from './arcs.ts';
import { type Ring, turningOf } from './geojson.ts';

/** What a set-up takes of one area, see `setup.ts`; and what all areas may have together: the map is fetched by everybody. */
const MOST_RINGS = 40;
const MOST_CHARACTERS = 60_000;
const MOST_IN_ALL = 120_000;

/** Metres by which a line may be moved: the first that makes it small enough. The map itself rounds to 80. */
const TOLERANCES = [40, 80, 160, 320, 640, 1280, 2560, 5120];

/** Outlines as a set-up takes them. */
export interface MadeOutlines {
  /** Of each area in the order in which they were given: polylines of precision 4, WGS-84, largest ring first. */
  readonly areas: readonly (readonly string[])[];
  /** Rings that were left away: beyond the largest forty of an area, or smaller than what can be drawn. */
  readonly left: number;
  /** By how many metres lines were moved at most. */
  readonly metres: number;
}

/** Rings on WGS-84. */
export const onWgs84 = (rings: readonly Ring[], datum: Datum): readonly Ring[] =>
  datum === 'wgs84'
    ? rings
    : rings.map((ring) =>
        ring.map((point) => {
          const [latitude, longitude] = wgs84Of([point.latitude, point.longitude], datum);
          return { latitude, longitude };
        }),
      );

/** Rings of areas as a set-up takes them: simplified together, so that neighbours go on sharing their borders. */
export function madeOutlines(areas: readonly (readonly Ring[])[], datum: Datum): MadeOutlines {
  const chosen = areas.map((rings) =>
    rings.toSorted((a, b) => Math.abs(turningOf(b)) - Math.abs(turningOf(a))).slice(0, MOST_RINGS),
  );
  const all = onWgs84(chosen.flat(), datum);
  const given = areas.reduce((count, rings) => count + rings.length, 0);
  for (const metres of TOLERANCES) {
    const lines = simplifiedRings(all, metres).map((ring) =>
      ring.length === 0 ? '' : encodePolyline(ring, OUTLINE_GIVEN),
    );
    const isSmall = lines.every((line) => line.length <= MOST_CHARACTERS);
    const length = lines.reduce((sum, line) => sum + line.length, 0);
    if ((!isSmall || length > MOST_IN_ALL) && metres !== TOLERANCES.at(-1)) continue;
    let at = 0;
    const made = chosen.map((rings) => {
      const own = lines.slice(at, at + rings.length);
      at += rings.length;
      return own.filter((line) => line !== '' && line.length <= MOST_CHARACTERS);
    });
    return { areas: made, left: given - made.reduce((count, own) => count + own.length, 0), metres };
  }
  return { areas: chosen.map(() => []), left: given, metres: 0 };
}
