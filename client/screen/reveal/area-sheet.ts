import type { Setup } from '../../../shared/tour/setup/setup.ts';
import type { LatLng } from '../../map/lines.ts';
import type { Land } from '../tour/chart/land.ts';

/** An area as it is drawn: its outline, and its seat. */
export interface DrawnArea {
  readonly id: string;
  /** Empty where it has no outline. */
  readonly d: string;
  readonly x: number;
  readonly y: number;
}

/** All areas on a sheet 1000 wide, north up. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly areas: readonly DrawnArea[];
}

const WIDTH = 1000;
const MARGIN = 30;

/** Draws the areas of a set-up, by what is known of the land. */
export function sheetOf({ areas }: Setup, land: Land): Sheet {
  const rings = new Map(land.areas.map(({ areaId, rings: own }) => [areaId, own]));
  const places: readonly (readonly [number, number])[] = [
    ...areas.map(({ seat }) => seat),
    ...[...rings.values()].flat(2),
  ];
  const [latitudes, longitudes] = [places.map(([north]) => north), places.map(([, east]) => east)];
  const [south, north, west, east] = [least(latitudes), most(latitudes), least(longitudes), most(longitudes)];
  const stretch = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (WIDTH - 2 * MARGIN) / Math.max(0.01, (east - west) * stretch, (north - south) * 0.8);
  const x = (longitude: number): number =>
    Math.round(WIDTH / 2 + (longitude - (east + west) / 2) * stretch * scale);
  const y = (latitude: number): number => Math.round(MARGIN + (north - latitude) * scale);
  const path = (ring: readonly LatLng[]): string =>
    `M${ring.map(([lat, lon]) => `${x(lon)} ${y(lat)}`).join('L')}z`;
  return {
    width: WIDTH,
    height: Math.round((north - south) * scale) + 2 * MARGIN,
    areas: areas.map(({ id, seat: [lat, lon] }) => ({
      id,
      d: (rings.get(id) ?? []).map(path).join(''),
      x: x(lon),
      y: y(lat),
    })),
  };
}

const least = (figures: readonly number[]): number =>
  figures.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const most = (figures: readonly number[]): number =>
  figures.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
