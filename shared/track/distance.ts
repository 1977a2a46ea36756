/** Distances and directions between WGS-84 positions, on a sphere. */

/** A place: WGS-84 degrees, latitude -90 to 90, longitude -180 to 180. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Mean earth radius (IUGG R1), metres. A sphere of it is within 0.6 % of the ellipsoid. */
export const EARTH_RADIUS_METRES = 6_371_008.8;

const RADIANS_PER_DEGREE = Math.PI / 180;
const METRES_PER_DEGREE = EARTH_RADIUS_METRES * RADIANS_PER_DEGREE;

/**
 * Great-circle distance in metres, 0 or more, by the haversine formula
 * (R. W. Sinnott, "Virtues of the Haversine", 1984). Symmetric; exact 0 for equal positions.
 */
export function distanceMetres(from: Position, to: Position): number {
  const halfLatitude = Math.sin(((to.latitude - from.latitude) * RADIANS_PER_DEGREE) / 2);
  const halfLongitude = Math.sin(((to.longitude - from.longitude) * RADIANS_PER_DEGREE) / 2);
  const cosines = Math.cos(from.latitude * RADIANS_PER_DEGREE) * Math.cos(to.latitude * RADIANS_PER_DEGREE);
  const square = halfLatitude * halfLatitude + cosines * halfLongitude * halfLongitude;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(square)));
}

/**
 * Initial great-circle bearing in degrees clockwise from north, 0 up to but not including 360
 * (Ed Williams, Aviation Formulary). Equal positions give 0.
 */
export function bearingDegrees(from: Position, to: Position): number {
  const fromLatitude = from.latitude * RADIANS_PER_DEGREE;
  const toLatitude = to.latitude * RADIANS_PER_DEGREE;
  const east = (to.longitude - from.longitude) * RADIANS_PER_DEGREE;
  const y = Math.sin(east) * Math.cos(toLatitude);
  const x =
    Math.cos(fromLatitude) * Math.sin(toLatitude) -
    Math.sin(fromLatitude) * Math.cos(toLatitude) * Math.cos(east);
  return (Math.atan2(y, x) / RADIANS_PER_DEGREE + 360) % 360;
}

/** Where on a segment a position is nearest to it. */
export interface Projection {
  /** From the position to the nearest place of the segment, 0 or more. */
  readonly distanceMetres: number;
  /** That place, as a share of the segment: 0 is its start, 1 its end. */
  readonly fraction: number;
}

/**
 * The nearest place of the straight segment `start`–`end` to `position`.
 *
 * Works in a local equirectangular plane at `position`: good to 0.1 % for segments and distances
 * up to some tens of kilometres below 80° latitude; not across the 180° meridian. A segment
 * without length counts as its start.
 */
export function pointToSegment(position: Position, start: Position, end: Position): Projection {
  const metresPerLongitude = METRES_PER_DEGREE * Math.cos(position.latitude * RADIANS_PER_DEGREE);
  const startX = (start.longitude - position.longitude) * metresPerLongitude;
  const startY = (start.latitude - position.latitude) * METRES_PER_DEGREE;
  const alongX = (end.longitude - start.longitude) * metresPerLongitude;
  const alongY = (end.latitude - start.latitude) * METRES_PER_DEGREE;
  const square = alongX * alongX + alongY * alongY;
  const share = square === 0 ? 0 : -(startX * alongX + startY * alongY) / square;
  const fraction = Math.min(1, Math.max(0, share));
  return {
    distanceMetres: Math.hypot(startX + fraction * alongX, startY + fraction * alongY),
    fraction,
  };
}
