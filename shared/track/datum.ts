/*
 * Maps made in China show places where they are not. GCJ-02 (高德, 腾讯) shifts WGS-84 by up to 700 m, differently
 * everywhere; BD-09 (百度) shifts that once more. Which of them a figure is in, it does not say itself.
 */

/** What latitude and longitude may be given in. */
export type Datum = 'wgs84' | 'gcj02' | 'bd09';

type Pair = readonly [latitude: number, longitude: number];

/** The ellipsoid of Krasovsky 1940, which the shift is reckoned on. */
const SEMI_MAJOR_METRES = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;
const RADIANS_PER_DEGREE = Math.PI / 180;

/** Outside of this box nothing is shifted. */
const isShifted = ([latitude, longitude]: Pair): boolean =>
  latitude > 0.8293 && latitude < 55.8271 && longitude > 72.004 && longitude < 137.8347;

/** Three pairs of waves that the shift is the sum of; x and y are degrees from 105° E, 35° N. */
function waves(x: number, across: number, along: number, heights: readonly [number, number]): number {
  const two = 20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI);
  const [high, higher] = heights;
  const more = 20 * Math.sin(across * Math.PI) + 40 * Math.sin((across / 3) * Math.PI);
  const most = high * Math.sin((along / 12) * Math.PI) + higher * Math.sin((along / 30) * Math.PI);
  return ((two + more + most) * 2) / 3;
}

/** By how many metres north and east GCJ-02 shifts (Mars coordinates, as published by wuyongzheng/china-shift). */
function shiftMetres(x: number, y: number): Pair {
  const root = Math.sqrt(Math.abs(x));
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves(x, y, y, [160, 320]);
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves(x, x, x, [150, 300]);
  return [north, east];
}

/** WGS-84 as GCJ-02, degrees. */
export function gcj02Of(place: Pair): Pair {
  if (!isShifted(place)) return place;
  const [latitude, longitude] = place;
  const [north, east] = shiftMetres(longitude - 105, latitude - 35);
  const sine = Math.sin(latitude * RADIANS_PER_DEGREE);
  const magic = 1 - ECCENTRICITY_SQUARED * sine * sine;
  const metresNorth = (SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED)) / (magic * Math.sqrt(magic));
  const metresEast = (SEMI_MAJOR_METRES / Math.sqrt(magic)) * Math.cos(latitude * RADIANS_PER_DEGREE);
  return [
    latitude + north / (metresNorth * RADIANS_PER_DEGREE),
    longitude + east / (metresEast * RADIANS_PER_DEGREE),
  ];
}

/** Every step comes ten thousand times nearer; after four the rest is below a millimetre. */
const STEPS = 4;

/** GCJ-02 as WGS-84, degrees: the place whose shift leads there. */
function ofGcj02(place: Pair): Pair {
  let found: Pair = place;
  for (let step = 0; step < STEPS; step += 1) {
    const [latitude, longitude] = gcj02Of(found);
    found = [found[0] + place[0] - latitude, found[1] + place[1] - longitude];
  }
  return found;
}

const BD_WAVE = (Math.PI * 3000) / 180;

/** BD-09 as GCJ-02, degrees. */
function gcj02OfBd09([latitude, longitude]: Pair): Pair {
  const [x, y] = [longitude - 0.0065, latitude - 0.006];
  const radius = Math.hypot(x, y) - 0.000_02 * Math.sin(y * BD_WAVE);
  const angle = Math.atan2(y, x) - 0.000_003 * Math.cos(x * BD_WAVE);
  return [radius * Math.sin(angle), radius * Math.cos(angle)];
}

/** A tenth of a metre: more digits than that nobody has measured. */
const DIGITS = 6;
const cut = (degrees: number): number => Number(degrees.toFixed(DIGITS));

/** A place as WGS-84, to six decimals; one that is given in it stays as it is. */
export function wgs84Of(place: Pair, datum: Datum): Pair {
  if (datum === 'wgs84') return place;
  const gcj02 = datum === 'bd09' ? gcj02OfBd09(place) : place;
  const [latitude, longitude] = isShifted(gcj02) ? ofGcj02(gcj02) : gcj02;
  return [cut(latitude), cut(longitude)];
}
