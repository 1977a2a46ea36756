import type { ConvoyPosition } from '../../shared/protocol.ts';
import type { Area, Setup } from '../../shared/tour/setup/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { StopStatus } from '../../shared/tour/stops.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a sketch of the tour draws, in its own units. */
export interface Sketch {
  readonly width: number;
  readonly height: number;
  readonly stops: readonly (Point & { readonly id: string; readonly status: StopStatus })[];
  /** From stop to stop as far as the convoy has come, and the rest; for `points`. */
  readonly driven: string;
  readonly ahead: string;
  readonly names: readonly (Point & { readonly area: Area })[];
  readonly convoy: Point | undefined;
}

const WIDTH = 400;
/** A tour along a meridian is drawn smaller, rather than on a strip on which nothing could be seen. */
const MOST_HEIGHT = 400;
const MARGIN = 18;
/** The sheet shows no less than this, degrees: what is all in one place is no point under a microscope. */
const LEAST_DEGREES = 0.01;
/** Names of areas closer than this would lie on each other. */
const NAME_WIDTH = 44;
const NAME_HEIGHT = 16;

/** Projects stops, seats and the convoy onto a sheet 400 wide, north up. */
export function sketchOf(
  setup: Setup,
  progress: Tour['stops'],
  position: ConvoyPosition | null,
  off: ReadonlySet<string> = new Set(),
): Sketch {
  const places = [...setup.stops.map((stop) => stop.position), ...setup.areas.map((area) => area.seat)];
  const latitudes = places.map(([latitude]) => latitude);
  const longitudes = places.map(([, longitude]) => longitude);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const stretch = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [across, down] = [(east - west) * stretch, Math.max(LEAST_DEGREES, north - south)];
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / Math.max(LEAST_DEGREES, across),
    (MOST_HEIGHT - 2 * MARGIN) / down,
  );
  const height = Math.round(down * scale) + 2 * MARGIN;
  const left = (WIDTH - across * scale) / 2;
  // Whole units: it is a sketch, and its figures are in every page.
  const project = (latitude: number, longitude: number): Point => ({
    x: Math.round(left + (longitude - west) * stretch * scale),
    y: Math.round(MARGIN + (north - latitude) * scale),
  });

  const stops = setup.stops
    .filter(({ id }) => !off.has(id) || progress[id]?.arrivedAt !== undefined)
    .sort((a, b) => a.number - b.number)
    .map((stop) => ({
      id: stop.id,
      status: progress[stop.id]?.status ?? ('planned' as const),
      ...project(...stop.position),
    }));
  const reached = stops.findLastIndex(({ status }) => status === 'arrived' || status === 'left');
  const line = (points: readonly Point[]): string => points.map(({ x, y }) => `${x},${y}`).join(' ');
  const convoy = position === null ? undefined : project(position.latitude, position.longitude);
  const names: (Point & { readonly area: Area })[] = [];
  for (const area of setup.areas) {
    const { x, y } = project(...area.seat);
    const free = names.every(
      (other) => Math.abs(other.x - x) > NAME_WIDTH || Math.abs(other.y - y) > NAME_HEIGHT,
    );
    if (free) names.push({ area, x, y: y - 8 });
  }
  const here = convoy === undefined || reached < 0 ? [] : [convoy];
  return {
    width: WIDTH,
    height,
    stops,
    driven: reached < 0 ? '' : line([...stops.slice(0, reached + 1), ...here]),
    ahead: line([
      ...(here.length > 0 ? here : stops.slice(reached, reached + 1)),
      ...stops.slice(reached + 1),
    ]),
    names,
    convoy,
  };
}
