import { distanceMetres, type Position, pointToSegment } from '../../track/distance.ts';
import { decodePolyline } from '../../track/polyline.ts';
import { type Refusal, refuse } from '../outcome.ts';

/** What of a set-up is looked at here. Pairs are degrees, latitude first. */
interface DaysAndLines {
  readonly days: readonly Day[];
  readonly areas: readonly Area[];
  readonly stops: readonly {
    readonly id: string;
    readonly areaId: string;
    readonly day: number;
    readonly position: readonly [number, number];
  }[];
}
interface Day {
  readonly number: number;
  readonly date: string;
  readonly road?: string | undefined;
}
interface Area {
  readonly id: string;
  readonly seat: readonly [number, number];
  readonly outline?: readonly string[] | undefined;
}

/** Decimals of a day's road, and of an area's outline, as the set-up gives them. */
export const ROAD_GIVEN = 5;
export const OUTLINE_GIVEN = 4;

/**
 * A line that comes no nearer than this to what it belongs to is of somewhere else, or its order is turned. A day's road
 * leads to its stops; an outline may be that of a large area with its only stop far inside.
 */
const ROAD_ASTRAY_KM = 30;
const OUTLINE_ASTRAY_KM = 100;

/** Where a device or a sheet that knows no place says it is: in the sea off Africa, to the last decimal. */
export const isNowhere = ([latitude, longitude]: readonly [number, number]): boolean =>
  latitude === 0 && longitude === 0;

/** Whether a line, once read, leads from somewhere to somewhere else, and nowhere through 0/0. */
function leadsSomewhere(line: readonly Position[] | undefined): line is readonly Position[] {
  const [first] = line ?? [];
  if (line === undefined || first === undefined) return false;
  if (line.some(({ latitude, longitude }) => isNowhere([latitude, longitude]))) return false;
  return line.some(({ latitude, longitude }) => latitude !== first.latitude || longitude !== first.longitude);
}

/** Whether the calendar has that day: 2026-02-30 is none. */
function isReal(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

const positionOf = ([latitude, longitude]: readonly [number, number]): Position => ({ latitude, longitude });

/** A degree of latitude, rounded down. */
const KM_PER_DEGREE = 111;
/** Of a line that is astray so many points tell how far: a sentence needs no more. */
const POINTS_THAT_TELL = 200;

/** Whether a line comes within so many kilometres of a place, at one of its points or between two. */
function comesNear(line: readonly Position[], place: Position, km: number): boolean {
  const degrees = km / KM_PER_DEGREE;
  const { latitude, longitude } = place;
  const across = degrees / Math.max(0.01, Math.cos((latitude * Math.PI) / 180));
  return line.some((point, index) => {
    const before = line[index - 1] ?? point;
    // Most points are told by their degrees alone.
    if (Math.min(point.latitude, before.latitude) > latitude + degrees) return false;
    if (Math.max(point.latitude, before.latitude) < latitude - degrees) return false;
    if (Math.min(point.longitude, before.longitude) > longitude + across) return false;
    if (Math.max(point.longitude, before.longitude) < longitude - across) return false;
    return pointToSegment(place, before, point).distanceMetres <= km * 1000;
  });
}

/** How many kilometres a line stays away from all of some places, where that is more than `mostKm`; undefined where not. */
function kilometresAstray(
  line: readonly Position[],
  places: readonly Position[],
  mostKm: number,
): number | undefined {
  if (places.length === 0 || places.some((place) => comesNear(line, place, mostKm))) return undefined;
  const every = Math.ceil(line.length / POINTS_THAT_TELL);
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < line.length; index += every) {
    const point = line[index];
    if (point === undefined) break;
    for (const place of places) least = Math.min(least, distanceMetres(point, place));
  }
  return Math.round(least / 1000);
}

/** How many kilometres a day's road stays away from all stops (of the day, where it has some), where that is too far. */
function roadAstrayKm({ number }: Day, line: readonly Position[], { stops }: Pick<DaysAndLines, 'stops'>) {
  const ofDay = stops.filter((stop) => stop.day === number);
  const places = (ofDay.length > 0 ? ofDay : stops).map((stop) => positionOf(stop.position));
  return kilometresAstray(line, places, ROAD_ASTRAY_KM);
}

/** Why a day's road cannot be drawn: it cannot be read, or leads past all stops (of the day, where it has some). */
function wrongRoad(day: Day, setup: DaysAndLines): Refusal | undefined {
  if (day.road === undefined) return undefined;
  const line = decodePolyline(day.road, ROAD_GIVEN);
  if (!leadsSomewhere(line)) return refuse('setup.road', { day: day.number });
  const km = roadAstrayKm(day, line, setup);
  return km === undefined ? undefined : refuse('setup.road-astray', { day: day.number, km });
}

/** The days whose road leads past all stops, and by how many kilometres: older logs may hold such. In the days' order. */
export function roadsAstray(
  setup: Pick<DaysAndLines, 'days' | 'stops'>,
): readonly { readonly day: number; readonly km: number }[] {
  return setup.days.flatMap((day) => {
    const line = day.road === undefined ? undefined : decodePolyline(day.road, ROAD_GIVEN);
    const km = line === undefined || line.length < 2 ? undefined : roadAstrayKm(day, line, setup);
    return km === undefined ? [] : [{ day: day.number, km }];
  });
}

/** Why an area's outline cannot be drawn: a line of it cannot be read, or none comes near the area's seat or stops. */
function wrongOutline({ id, seat, outline }: Area, { stops }: DaysAndLines): Refusal | undefined {
  if (outline === undefined || outline.length === 0) return undefined;
  const all: Position[] = [];
  for (const [index, text] of outline.entries()) {
    const line = decodePolyline(text, OUTLINE_GIVEN);
    if (!leadsSomewhere(line)) return refuse('setup.outline', { area: id, line: index + 1 });
    for (const point of line) all.push(point);
  }
  const places = [
    positionOf(seat),
    ...stops.filter(({ areaId }) => areaId === id).map(({ position }) => positionOf(position)),
  ];
  const km = kilometresAstray(all, places, OUTLINE_ASTRAY_KM);
  return km === undefined ? undefined : refuse('setup.outline-astray', { area: id, km });
}

/**
 * Why a set-up's days, places or lines are none that later code can use: a date that no calendar has, days out of order,
 * a place at 0/0, a road or an outline that cannot be read or lies elsewhere. Undefined where all is well.
 */
export function wrongDaysOrLines(setup: DaysAndLines): Refusal | undefined {
  const nowhere =
    setup.stops.find(({ position }) => isNowhere(position)) ??
    setup.areas.find(({ seat }) => isNowhere(seat));
  if (nowhere !== undefined) return refuse('setup.nowhere', { id: nowhere.id });
  const unreal = setup.days.find(({ date }) => !isReal(date));
  if (unreal !== undefined) return refuse('setup.date', { day: unreal.number, date: unreal.date });
  const days = [...setup.days].sort((a, b) => a.number - b.number);
  for (const [index, day] of days.entries()) {
    const before = days[index - 1];
    if (before !== undefined && day.date <= before.date)
      return refuse('setup.days-order', { day: day.number, date: day.date, before: before.date });
  }
  for (const day of setup.days) {
    const wrong = wrongRoad(day, setup);
    if (wrong !== undefined) return wrong;
  }
  for (const area of setup.areas) {
    const wrong = wrongOutline(area, setup);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
