import { type Datum, wgs84Of } from '../../track/datum.ts';
import { distanceMetres } from '../../track/distance.ts';
import { type Axis, anglesIn, fitsAxis, pairOf } from '../cells/place.ts';
import { sameWord } from '../cells/plain.ts';
import { type Read, read, wrong } from '../cells/read.ts';
import type { PlaceField } from '../tables/places.ts';
import type { Choices } from './base.ts';
import type { LineReader } from './line-reader.ts';

export type Pair = readonly [latitude: number, longitude: number];

/** The place of what has none: no map shows it, and no server takes it, before somebody has placed it. */
export const NOWHERE: Pair = [0, 0];

const LONGITUDE_FIRST = /经度.*纬度|经纬|lng|lon.*lat|x.*y/;
const shown = ([latitude, longitude]: Pair): string => `${latitude}, ${longitude}`;

/** An angle of one axis, in a column of its own. */
function angleIn(text: string, axis: Axis): Read<number> {
  const angles = anglesIn(text);
  if (!angles.ok) return angles;
  const [first, second] = angles.value;
  if (first === undefined || second !== undefined) return wrong('place.none', { text });
  const says = first.axis ?? axis;
  if (says !== axis || !fitsAxis(first.degrees, axis))
    return wrong(says !== axis || fitsAxis(first.degrees, 'longitude') ? 'place.swapped' : 'place.range', {
      text: String(first.degrees),
    });
  return read(first.degrees);
}

/**
 * Where a line says it is, in WGS-84: from its two columns, or from the one that has both. Undefined where it says
 * nothing, or says it wrongly (that is kept).
 */
export function placeIn<F extends string>(
  line: LineReader<F | PlaceField>,
  { datum = 'wgs84', swapped = false }: Choices,
  headingOf: (field: PlaceField) => string,
): Pair | undefined {
  const [first, second]: readonly [PlaceField, PlaceField] = swapped
    ? ['longitude', 'latitude']
    : ['latitude', 'longitude'];
  const latitude = line.take(first, (text) => angleIn(text, 'latitude'), String);
  const longitude = line.take(second, (text) => angleIn(text, 'longitude'), String);
  if (latitude !== undefined && longitude !== undefined) {
    const place = placed([latitude, longitude], datum);
    if (place !== undefined && datum !== 'wgs84') {
      line.sees(first, String(place[0]));
      line.sees(second, String(place[1]));
    }
    return place;
  }
  if (line.says(first) !== line.says(second)) {
    line.wrong(line.says(first) ? second : first, 'place.half');
    return undefined;
  }
  const order: readonly [Axis, Axis] = LONGITUDE_FIRST.test(sameWord(headingOf('place')))
    ? ['longitude', 'latitude']
    : ['latitude', 'longitude'];
  const pair = line.take('place', (text) => pairIn(text, order), shown);
  const place = pair && placed(pair, datum);
  if (place !== undefined) line.sees('place', shown(place));
  return place;
}

function pairIn(text: string, order: readonly [Axis, Axis]): Read<Pair> {
  const angles = anglesIn(text);
  if (!angles.ok) return angles;
  const [first, second] = angles.value;
  const pair = first === undefined || second === undefined ? undefined : pairOf([first, second], order);
  return pair === undefined ? wrong('place.none', { text }) : read(pair);
}

/** A pair in WGS-84; undefined for 0/0, which a sheet holds that knows no place. */
const placed = (pair: Pair, datum: Datum): Pair | undefined =>
  pair[0] === 0 && pair[1] === 0 ? undefined : wgs84Of(pair, datum);

/** A centimetre: places nearer than that are one, written with more or fewer digits. */
const SAME_DEGREES = 1.5e-7;

/** Where something is after a sheet: where it says, or where it was, where that is the same or nothing is said. */
export function placeOr(said: Pair | undefined, was: readonly number[] | undefined): [number, number] {
  const [latitude = NOWHERE[0], longitude = NOWHERE[1]] = was ?? NOWHERE;
  const isSame =
    said === undefined ||
    (Math.abs(said[0] - latitude) < SAME_DEGREES && Math.abs(said[1] - longitude) < SAME_DEGREES);
  return isSame ? [latitude, longitude] : [said[0], said[1]];
}

/** A tour is not larger than this: what lies further from the middle of all is a slip of a digit. */
const FAR_METRES = 500_000;
const LEAST_PLACES = 4;

/** Which of some places lie far from all others: by how many kilometres. */
export function farPlaces(places: readonly Pair[]): ReadonlyMap<number, number> {
  const far = new Map<number, number>();
  if (places.length < LEAST_PLACES) return far;
  const middleOf = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const middle = {
    latitude: middleOf(places.map(([latitude]) => latitude)),
    longitude: middleOf(places.map(([, longitude]) => longitude)),
  };
  for (const [at, [latitude, longitude]] of places.entries()) {
    const metres = distanceMetres(middle, { latitude, longitude });
    if (metres > FAR_METRES) far.set(at, Math.round(metres / 1000));
  }
  return far;
}
