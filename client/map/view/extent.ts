import type { LatLng } from '../lines.ts';

/** Something that a view must not cut: its place, and how far in pixels it is drawn to each side of it. */
export interface Extent {
  readonly at: LatLng;
  readonly left: number;
  readonly right: number;
  readonly up: number;
  readonly down: number;
}

/** As far to all sides. */
export const around = (at: LatLng, px: number): Extent => ({ at, left: px, right: px, up: px, down: px });

/** What lies within so many degrees of latitude of the stops belongs to the tour, however small that is. */
const REACH_DEGREES = 1;

/** Tells which places belong to a tour with these stops: those not farther from them than they are from each other. */
export function belongsTo(stops: readonly LatLng[]): (place: LatLng) => boolean {
  if (stops.length === 0) return () => true;
  const latitudes = stops.map(([latitude]) => latitude);
  const longitudes = stops.map(([, longitude]) => longitude);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const squeeze = Math.max(0.1, Math.cos((((south + north) / 2) * Math.PI) / 180));
  const reach = Math.max(REACH_DEGREES, Math.hypot(north - south, (east - west) * squeeze));
  return ([latitude, longitude]) =>
    latitude >= south - reach &&
    latitude <= north + reach &&
    longitude >= west - reach / squeeze &&
    longitude <= east + reach / squeeze;
}

/** Half of the world, in pixels at zoom 0. */
const HALF_WORLD_PX = 128;
/** Web Mercator ends here. */
const MOST_LATITUDE = 85.05;

/** A place in pixels of the whole world at zoom 0 (256 across): Web Mercator, as Leaflet projects. */
function project([latitude, longitude]: LatLng): { readonly x: number; readonly y: number } {
  const bounded = Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, latitude));
  const sine = Math.sin((bounded * Math.PI) / 180);
  return {
    x: HALF_WORLD_PX * (1 + longitude / 180),
    y: HALF_WORLD_PX * (1 - Math.log((1 + sine) / (1 - sine)) / (2 * Math.PI)),
  };
}

function unproject({ x, y }: { x: number; y: number }): LatLng {
  const latitude = Math.atan(Math.sinh(Math.PI * (1 - y / HALF_WORLD_PX)));
  return [(latitude * 180) / Math.PI, (x / HALF_WORLD_PX - 1) * 180];
}

/** A view: what is in the middle, and the zoom. */
export interface Fit {
  readonly centre: LatLng;
  readonly zoom: number;
}

/** The pixels of a map and how many of them at each edge are to stay free. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A single place is not looked at from nearer than this. */
const NEAREST_ZOOM = 12;
/** Where even the drawn things alone are wider than the map, places are shown and edges cut. */
const FARTHEST_ZOOM = 0;

/**
 * The nearest view (zoom in steps of `zoomStep`) in which all of what is given lies within the frame with the whole
 * of what is drawn at its place, in the middle of it; undefined where nothing is given or the frame has no room.
 */
export function fitOf(things: readonly Extent[], frame: Frame, zoomStep: number): Fit | undefined {
  const width = frame.width - frame.left - frame.right;
  const height = frame.height - frame.top - frame.bottom;
  if (things.length === 0 || width <= 0 || height <= 0) return undefined;
  const placed = things.map(({ at, ...px }) => ({ ...px, ...project(at) }));
  const boxAt = (zoom: number) => {
    const scale = 2 ** zoom;
    let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const { x, y, left, right, up, down } of placed) {
      west = Math.min(west, x * scale - left);
      east = Math.max(east, x * scale + right);
      north = Math.min(north, y * scale - up);
      south = Math.max(south, y * scale + down);
    }
    return { west, east, north, south };
  };
  // The higher the zoom, the larger the box: the last step that holds it is looked for by halves.
  let [low, high] = [FARTHEST_ZOOM, Math.round(NEAREST_ZOOM / zoomStep)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const { west, east, north, south } = boxAt(middle * zoomStep);
    if (east - west <= width && south - north <= height) low = middle;
    else high = middle - 1;
  }
  const zoom = Math.round(low * zoomStep * 100) / 100;
  const scale = 2 ** zoom;
  const { west, east, north, south } = boxAt(zoom);
  return {
    centre: unproject({
      x: (west + east - frame.left + frame.right) / 2 / scale,
      y: (north + south - frame.top + frame.bottom) / 2 / scale,
    }),
    zoom,
  };
}
