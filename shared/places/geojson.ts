import type { Position } from '../track/distance.ts';

/** A closed line: its last point is its first. Outer ones run against the clock, holes with it. */
export type Ring = readonly Position[];

/** What a file has of one area. */
export interface OutlineFeature {
  /** Every text of the feature that may be its name, and every figure that may be its administrative code. */
  readonly names: readonly string[];
  readonly codes: readonly string[];
  readonly rings: readonly Ring[];
  readonly holes: number;
}

/** Why a file gives no outlines. */
export type NoOutlines =
  /** No text of JSON at all: a picture, a shapefile, a web page. */
  | 'not-json'
  /** JSON of something else. */
  | 'not-geojson'
  | 'topojson'
  /** GeoJSON of points or lines. */
  | 'no-polygons'
  /** Its figures are metres of a projection, or nothing on earth. */
  | 'not-degrees';

/** Outlines of a file, or why there are none. */
export type ReadOutlines =
  | {
      readonly ok: true;
      readonly features: readonly OutlineFeature[];
      /** Points and lines that were passed over. */
      readonly others: number;
      /** Latitude stood first, which GeoJSON does not do. */
      readonly turned: boolean;
      /** It looks like one of those that are made of 高德's map, and so is most likely GCJ-02. */
      readonly looksShifted: boolean;
    }
  | { readonly ok: false; readonly why: NoOutlines };

/** Bytes of a file that is read: outlines of one city are a hundredth of it. */
export const MOST_OUTLINE_BYTES = 20_000_000;

interface Found {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly polygons: readonly (readonly (readonly (readonly number[])[])[])[];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isPoint = (value: unknown): value is readonly number[] =>
  isList(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1]);
/** A triangle that is closed. */
const LEAST_POINTS = 4;
const isRing = (value: unknown): value is readonly (readonly number[])[] =>
  isList(value) && value.length >= LEAST_POINTS && value.every(isPoint);
const isPolygon = (value: unknown): value is Found['polygons'][number] =>
  isList(value) && value.length > 0 && value.every(isRing);

/** Deeper than this nobody nests collections. */
const MOST_LEVELS = 8;

/** Polygons of anything that GeoJSON knows, each feature by itself; counts what else there is. */
function polygonsIn(
  value: unknown,
  properties: Found['properties'],
  take: (found: Found) => void,
  other: () => void,
  level = 0,
): void {
  if (!isObject(value) || level > MOST_LEVELS) {
    other();
    return;
  }
  const into = (list: unknown, own = properties): void => {
    for (const one of isList(list) ? list : []) polygonsIn(one, own, take, other, level + 1);
  };
  const { coordinates } = value;
  switch (value.type) {
    case 'FeatureCollection':
      into(value.features);
      break;
    case 'Feature': {
      const own = isObject(value.properties) ? value.properties : {};
      into([value.geometry], value.id === undefined ? own : { ...own, id: value.id });
      break;
    }
    case 'GeometryCollection':
      into(value.geometries);
      break;
    case 'Polygon':
      if (isPolygon(coordinates)) take({ properties, polygons: [coordinates] });
      else other();
      break;
    case 'MultiPolygon': {
      const polygons = isList(coordinates) ? coordinates.filter(isPolygon) : [];
      if (polygons.length > 0) take({ properties, polygons });
      else other();
      break;
    }
    default:
      other();
  }
}

const LONGEST_NAME = 60;
/** `420302`, with a country before it or a township's zeros behind it. */
const CODE = /^(?:156)?([1-9]\d{5})(?:0{3}|0{6})?$/;

function wordsOf(properties: Found['properties']): Pick<OutlineFeature, 'names' | 'codes'> {
  const texts = Object.values(properties).flatMap((value) =>
    typeof value === 'string' || typeof value === 'number' ? [String(value).trim()] : [],
  );
  return {
    names: texts.filter((text) => text !== '' && text.length <= LONGEST_NAME && !/^[\d.,\s-]*$/.test(text)),
    codes: texts.flatMap((text) => CODE.exec(text)?.[1] ?? []),
  };
}

/** Twice the area that a ring goes around, in square degrees; less than 0 where it runs with the clock. */
export function turningOf(ring: Ring): number {
  let twice = 0;
  for (const [at, point] of ring.entries()) {
    const next = ring[at + 1] ?? ring[0] ?? point;
    twice += point.longitude * next.latitude - next.longitude * point.latitude;
  }
  return twice;
}

const same = (a: Position | undefined, b: Position | undefined): boolean =>
  a?.latitude === b?.latitude && a?.longitude === b?.longitude;

/** A ring of a file: closed, and running the way it should. */
function ringOf(points: readonly (readonly number[])[], turned: boolean, isHole: boolean): Ring {
  const line = points.map(([x = 0, y = 0]) =>
    turned ? { latitude: x, longitude: y } : { latitude: y, longitude: x },
  );
  const [first] = line;
  const ring = first === undefined || same(first, line.at(-1)) ? line : [...line, first];
  return turningOf(ring) > 0 === isHole ? ring.toReversed() : ring;
}

/** Within the land that these maps are of, loosely; only to tell which of two figures is which. */
const isAround = (latitude: number, longitude: number): boolean =>
  latitude > 0 && latitude < 60 && longitude > 60 && longitude < 150;

/** Whether latitude stands first; undefined where neither order is on earth. */
function orderIn(found: readonly Found[]): boolean | undefined {
  let straight = true;
  let turned = true;
  let around = 0;
  for (const { polygons } of found)
    for (const ring of polygons.flat())
      for (const [x = 0, y = 0] of ring) {
        if (Math.abs(x) > 180 || Math.abs(y) > 90) straight = false;
        if (Math.abs(y) > 180 || Math.abs(x) > 90) turned = false;
        around += isAround(y, x) ? 1 : isAround(x, y) ? -1 : 0;
      }
  if (straight && turned) return around < 0;
  return straight ? false : turned ? true : undefined;
}

/** Outlines of the text of a file: every polygon of it, whatever it stands in. Never throws. */
export function readOutlines(text: string): ReadOutlines {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, why: 'not-json' };
  }
  if (!isObject(value) || typeof value.type !== 'string') return { ok: false, why: 'not-geojson' };
  if (value.type === 'Topology') return { ok: false, why: 'topojson' };
  const found: Found[] = [];
  let others = 0;
  polygonsIn(
    value,
    {},
    (one) => found.push(one),
    () => {
      others += 1;
    },
  );
  if (found.length === 0)
    return {
      ok: false,
      why: /^(Feature|Geometry|Multi|Point|Line|Polygon)/.test(value.type) ? 'no-polygons' : 'not-geojson',
    };
  const turned = orderIn(found);
  if (turned === undefined) return { ok: false, why: 'not-degrees' };
  const features = found.map(({ properties, polygons }) => ({
    ...wordsOf(properties),
    rings: polygons.flatMap((polygon) => polygon.map((ring, at) => ringOf(ring, turned, at > 0))),
    holes: polygons.reduce((count, polygon) => count + polygon.length - 1, 0),
  }));
  const looksShifted = found.some(
    ({ properties }) => 'adcode' in properties && ('center' in properties || 'childrenNum' in properties),
  );
  return { ok: true, features, others, turned, looksShifted };
}
