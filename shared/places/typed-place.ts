import { type Axis, anglesIn, fitsAxis } from '../sheets/cells/place.ts';
import { narrow } from '../sheets/cells/plain.ts';
import { type Datum, wgs84Of } from '../track/datum.ts';
import { distanceMetres } from '../track/distance.ts';

type Pair = readonly [latitude: number, longitude: number];

/** What was typed, as a place; or why it is none. */
export type TypedPlace =
  | {
      readonly ok: true;
      /** As it was typed, latitude first, in the map's own figures. */
      readonly given: Pair;
      /** The same on WGS-84. */
      readonly position: Pair;
      /** Longitude stood first, and the place was still told. */
      readonly turned: boolean;
      /** The other way round, where it could be meant so too; on WGS-84. */
      readonly swapped?: Pair;
      /** The map that an address is from. */
      readonly datum?: Datum;
    }
  /** `half`: one figure alone. `range`: no place on earth. `nowhere`: 0/0, which a device says that knows none. */
  | { readonly ok: false; readonly why: 'none' | 'half' | 'range' | 'nowhere' };

const LETTER = '[nsew北南东西]';
/** `N32 39.253 E110 47.3`, `32 39 15 N, 110 47 3 E`: minutes after a space, told by their letters. */
const SPACED = new RegExp(
  `(?:${LETTER}\\s*\\d{1,3}\\s+\\d{1,2}(?:\\.\\d+)?(?:\\s+\\d{1,2}(?:\\.\\d+)?)?|\\d{1,3}\\s+\\d{1,2}(?:\\.\\d+)?(?:\\s+\\d{1,2}(?:\\.\\d+)?)?\\s*${LETTER})`,
  'gi',
);
/** `32:39:15`. */
const COLONS = /(\d{1,3}):(\d{1,2}(?:\.\d+)?)(?::(\d{1,2}(?:\.\d+)?))?/g;
const IS_ADDRESS = /^(https?:\/\/|geo:)/i;
const IN_ADDRESS = /(-?\d{1,3}\.\d{2,})(?:,|%2c|\/)(-?\d{1,3}\.\d{2,})/i;
/** Whose map an address is of, and which of the two figures stands first there. */
const ADDRESSES: readonly (readonly [RegExp, Datum, Axis])[] = [
  [/amap\.com|autonavi/i, 'gcj02', 'longitude'],
  [/qq\.com|tencent/i, 'gcj02', 'latitude'],
  [/baidu\.com/i, 'bd09', 'latitude'],
];

/** Spaces and colons between degrees, minutes and seconds as their signs. */
const signed = (text: string): string =>
  text
    .replace(
      COLONS,
      (_all, degrees, minutes, seconds) =>
        `${degrees}°${minutes}'${seconds === undefined ? '' : `${seconds}"`}`,
    )
    .replace(SPACED, (one) => {
      let at = 0;
      return one.replace(
        /(\d+(?:\.\d+)?)(\s+)?/g,
        (_all, figure) => `${figure}${['°', "'", '"'][at++] ?? ''}`,
      );
    });

const shifted = (pair: Pair, datum: Datum): Pair => wgs84Of(pair, datum);
const fits = ([latitude, longitude]: Pair): boolean =>
  fitsAxis(latitude, 'latitude') && fitsAxis(longitude, 'longitude');

/** Two figures of an address, and the map that they are of. */
function fromAddress(text: string): { readonly text: string; readonly datum?: Datum; readonly first?: Axis } {
  if (!IS_ADDRESS.test(text)) return { text };
  const found = IN_ADDRESS.exec(text);
  const map = ADDRESSES.find(([host]) => host.test(text));
  const pair = found === null ? text : `${found[1]}, ${found[2]}`;
  return map === undefined ? { text: pair } : { text: pair, datum: map[1], first: map[2] };
}

/**
 * A place as somebody typed or pasted it: decimals, degrees with minutes and seconds, with letters of either language or
 * none, or the address of a map. Which of two figures is the longitude is told by letters, else by what is possible, else
 * latitude is first. `datum`: the map that the figures are of, where somebody said so; an address knows its own.
 */
export function placeTyped(typed: string, datum?: Datum): TypedPlace {
  const address = fromAddress(narrow(typed));
  const read = anglesIn(signed(address.text));
  if (!read.ok) return { ok: false, why: 'none' };
  const [first, second] = read.value;
  if (first === undefined || second === undefined) return { ok: false, why: 'half' };
  if (first.axis !== undefined && first.axis === second.axis) return { ok: false, why: 'none' };
  const says = first.axis ?? (second.axis === undefined ? address.first : other(second.axis));
  const straight: Pair = [first.degrees, second.degrees];
  const turned: Pair = [second.degrees, first.degrees];
  const isTurned = says === undefined ? !fits(straight) : says === 'longitude';
  const given = isTurned ? turned : straight;
  if (!fits(given)) return { ok: false, why: 'range' };
  if (given[0] === 0 && given[1] === 0) return { ok: false, why: 'nowhere' };
  const of = datum ?? address.datum ?? 'wgs84';
  const back: Pair = [given[1], given[0]];
  return {
    ok: true,
    given,
    position: shifted(given, of),
    turned: isTurned,
    ...(says === undefined && fits(back) && { swapped: shifted(back, of) }),
    ...(address.datum !== undefined && { datum: address.datum }),
  };
}

const other = (axis: Axis): Axis => (axis === 'latitude' ? 'longitude' : 'latitude');

/** Nobody drives so far on a tour; and the other reading is so many times nearer. */
const FAR_METRES = 300_000;
const MUCH_NEARER = 3;

/**
 * Whether the other way round lies so much nearer to the rest of the tour that it was most likely meant. Without a rest
 * nobody can tell.
 */
export function isLikelySwapped(position: Pair, swapped: Pair, others: readonly Pair[]): boolean {
  const placed = others.filter(([latitude, longitude]) => latitude !== 0 || longitude !== 0);
  if (placed.length === 0) return false;
  const nearest = (place: Pair): number =>
    Math.min(...placed.map((one) => distanceMetres(positionOf(one), positionOf(place))));
  const [asGiven, turned] = [nearest(position), nearest(swapped)];
  return asGiven > FAR_METRES && turned * MUCH_NEARER < asGiven;
}

const positionOf = ([latitude, longitude]: Pair) => ({ latitude, longitude });

/** A place as it is written into a field: `32.65, 110.79`. */
export const placeText = ([latitude, longitude]: Pair): string =>
  latitude === 0 && longitude === 0 ? '' : `${Number(latitude.toFixed(6))}, ${Number(longitude.toFixed(6))}`;
