import { narrow } from './plain.ts';
import { type Read, read, wrong } from './read.ts';

/** Which of the two an angle is, where a letter or a word says it. */
export type Axis = 'latitude' | 'longitude';

/** An angle of a cell, in degrees. */
export interface Angle {
  readonly degrees: number;
  readonly axis?: Axis;
}

const SAYS = '北纬|南纬|东经|西经|纬度|经度|latitude|longitude|lat|lng|lon|[北南东西nsew纬经]';
/** `32.65`, `32°39′15.2″`, `北纬32度39分15秒`, `N 32.65`, `110.79E`, `-32.65`. */
const ANGLE = new RegExp(
  `(${SAYS})?[:\\s]*([+-]?\\d{1,3}(?:\\.\\d+)?)\\s*(?:[°度]\\s*(?:(\\d{1,2}(?:\\.\\d+)?)\\s*['′’分]\\s*(?:(\\d{1,2}(?:\\.\\d+)?)\\s*(?:''|′′|’’|["″”秒]))?)?)?\\s*([nsew])?`,
  'g',
);
const BESIDE = /[\s,;/、|()[\]度°]|和/g;
/** One angle with a comma for its point, as European sheets have it. */
const DECIMAL_COMMA = /^[+-]?\d{1,3},\d{3,}$/;
const OF_LATITUDE = /^(北|南|纬|lat|n$|s$)/;
const BELOW_ZERO = /^(南|西|s$|w$)/;
const SIXTY = 60;

function angleOf(match: RegExpMatchArray): Angle | undefined {
  const [, before, degrees = '', minutes = '0', seconds = '0', after] = match;
  const [whole, small, least] = [Number(degrees), Number(minutes), Number(seconds)];
  if (small >= SIXTY || least >= SIXTY) return undefined;
  const said = before ?? after;
  const size = Math.abs(whole) + small / SIXTY + least / SIXTY ** 2;
  const below = degrees.startsWith('-') || (said !== undefined && BELOW_ZERO.test(said));
  // Six decimals are a tenth of a metre; what is beyond them is noise of the sum.
  const value = Number((below ? -size : size).toFixed(7));
  return said === undefined
    ? { degrees: value }
    : { degrees: value, axis: OF_LATITUDE.test(said) ? 'latitude' : 'longitude' };
}

/** Every angle of a cell: one, or two in whatever order they stand. */
export function anglesIn(text: string): Read<readonly Angle[]> {
  const shown = narrow(text);
  const plain = shown.toLowerCase().replace(/\u2212/g, '-');
  const none = wrong('place.none', { text: shown });
  const one = DECIMAL_COMMA.test(plain) ? plain.replace(',', '.') : plain;
  const matches = [...one.matchAll(ANGLE)];
  const angles = matches.flatMap((match) => angleOf(match) ?? []);
  if (angles.length === 0 || angles.length > 2 || angles.length < matches.length) return none;
  return one.replace(ANGLE, '').replace(BESIDE, '') === '' ? read(angles) : none;
}

/** Whether degrees can be that at all. */
export const fitsAxis = (degrees: number, axis: Axis): boolean =>
  Math.abs(degrees) <= (axis === 'latitude' ? 90 : 180);

/**
 * Two angles of one cell as latitude and longitude: as their letters say, else as only one order is possible, else in
 * the order of the heading. Undefined where no order is possible.
 */
export function pairOf(
  [first, second]: readonly [Angle, Angle],
  headingOrder: readonly [Axis, Axis],
): readonly [number, number] | undefined {
  const orders: readonly (readonly [Axis, Axis])[] =
    headingOrder[0] === 'latitude'
      ? [
          ['latitude', 'longitude'],
          ['longitude', 'latitude'],
        ]
      : [
          ['longitude', 'latitude'],
          ['latitude', 'longitude'],
        ];
  const fitting = orders.find(
    ([a, b]) =>
      (first.axis ?? a) === a &&
      (second.axis ?? b) === b &&
      fitsAxis(first.degrees, a) &&
      fitsAxis(second.degrees, b),
  );
  if (fitting === undefined) return undefined;
  return fitting[0] === 'latitude' ? [first.degrees, second.degrees] : [second.degrees, first.degrees];
}
