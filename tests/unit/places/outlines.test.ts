import { Check } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { simplifiedRings } from '../../../shared/places/arcs.ts';
import { fitOf, isInside, shiftOfStops } from '../../../shared/places/fit.ts';
import { MOST_OUTLINE_BYTES, type Ring, readOutlines, turningOf } from '../../../shared/places/geojson.ts';
import { matchOutlines } from '../../../shared/places/matching.ts';
import { madeOutlines, onWgs84 } from '../../../shared/places/outlines.ts';
import { checkSetup, Setup } from '../../../shared/tour/setup/setup.ts';
import { wrongDaysOrLines } from '../../../shared/tour/setup/setup-days.ts';
import { gcj02Of } from '../../../shared/track/datum.ts';
import { decodePolyline } from '../../../shared/track/polyline.ts';
import { sampleSetup } from '../../support/sample-tour.ts';
import { seeded } from '../../support/seeded.ts';

type Point = readonly [longitude: number, latitude: number];
const box = (west: number, south: number, size = 0.4): Point[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const feature = (properties: object, type: string, coordinates: unknown) => ({
  ...{ type: 'Feature', properties },
  geometry: { type, coordinates },
});
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const ZHUXI = feature({ name: '竹溪县', adcode: 420324 }, 'Polygon', [box(109.6, 32.1)]);
const FANG = feature({ NAME: '房县' }, 'MultiPolygon', [[box(110.5, 31.9)], [box(111.2, 31.9, 0.1)]]);
function taken(text: string) {
  const read = readOutlines(text);
  if (!read.ok) throw new Error(`Not read: ${read.why}`);
  return read;
}

describe('a file is read', () => {
  test('whatever its polygons stand in, MultiPolygon and holes included', () => {
    const holed = feature({ name: '房县' }, 'Polygon', [box(110.5, 31.9), box(110.6, 32.0, 0.1)]);
    expect(taken(collection(ZHUXI, FANG)).features.map(({ rings }) => rings.length)).toEqual([1, 2]);
    const [one] = taken(collection(holed)).features;
    expect(one).toMatchObject({ holes: 1, names: ['房县'], codes: [] });
    expect(one?.rings.map((ring) => turningOf(ring) > 0)).toEqual([true, false]);
    expect(isInside([32.05, 110.65], one?.rings ?? [])).toBe(false);
    expect(isInside([31.95, 110.55], one?.rings ?? [])).toBe(true);
    const bare = JSON.stringify({
      type: 'GeometryCollection',
      geometries: [ZHUXI.geometry, { type: 'Point', coordinates: [1, 2] }],
    });
    expect(taken(`\uFEFF${bare}`)).toMatchObject({ others: 1, features: [{ names: [] }] });
  });

  test('with codes, also those with a country before or zeros behind', () => {
    const codes = (properties: object) =>
      taken(collection(feature(properties, 'Polygon', [box(109, 32)]))).features[0]?.codes;
    expect(codes({ adcode: 420324 })).toEqual(['420324']);
    expect(codes({ gb: '156420324' })).toEqual(['420324']);
    expect(codes({ PAC: '420324000000', area: 3299 })).toEqual(['420324']);
    expect(codes({ id: 12 })).toEqual([]);
  });

  test('with latitude first, which is turned and said', () => {
    const turned = feature({}, 'Polygon', [box(109.6, 32.1).map(([x, y]) => [y, x])]);
    const read = taken(collection(turned));
    expect(read.turned).toBe(true);
    expect(isInside([32.3, 109.8], read.features[0]?.rings ?? [])).toBe(true);
    expect(taken(collection(ZHUXI)).turned).toBe(false);
  });

  test.each([
    ['not-json', 'PK\u0003\u0004 a zip'],
    ['not-json', '<!doctype html>'],
    ['not-json', collection(ZHUXI).slice(0, -5)],
    ['not-geojson', '[1, 2]'],
    ['not-geojson', '{"name": "lalian"}'],
    ['not-geojson', 'null'],
    ['topojson', '{"type":"Topology","objects":{},"arcs":[]}'],
    ['no-polygons', collection(feature({}, 'Point', [109, 32]))],
    [
      'no-polygons',
      collection(
        feature({}, 'LineString', [
          [109, 32],
          [110, 32],
        ]),
      ),
    ],
    [
      'no-polygons',
      collection(
        feature({}, 'Polygon', [
          [
            [1, 2],
            [3, 4],
          ],
        ]),
      ),
    ],
    [
      'no-polygons',
      collection(
        feature({}, 'Polygon', [
          [
            ['a', 'b'],
            [null, 1],
            [1, 2],
            [1, 2],
          ],
        ]),
      ),
    ],
    ['no-polygons', collection()],
    ['not-degrees', collection(feature({}, 'Polygon', [box(12_200_000, 3_800_000, 900)]))],
  ])('or it is said why not: %s', (why, text) => expect(readOutlines(text)).toEqual({ ok: false, why }));

  test('only up to a size that a phone bears: one of 50 MB is not', () => {
    expect(MOST_OUTLINE_BYTES).toBeLessThan(50_000_000);
    expect(MOST_OUTLINE_BYTES).toBeGreaterThan(10_000_000);
  });

  test('of 高德, as its outlines for charts say by what they hold, it looks shifted', () => {
    expect(taken(collection(ZHUXI)).looksShifted).toBe(false);
    const like = feature({ adcode: 420324, name: '竹溪县', center: [1, 2], childrenNum: 0 }, 'Polygon', [
      box(109, 32),
    ]);
    expect(taken(collection(like)).looksShifted).toBe(true);
  });
});

describe('outlines become those of areas', () => {
  const areas = [
    { id: '420324', name: { zh: '竹溪县' }, shortName: { zh: '竹溪' } },
    { id: 'fang', name: { zh: '房县' }, shortName: { zh: '房县' } },
    { id: 'danjiangkou', name: { zh: '丹江口市', en: 'Danjiangkou' }, shortName: { zh: '丹江口' } },
  ];
  const of = (...words: { names?: string[]; codes?: string[] }[]) =>
    matchOutlines(
      words.map(({ names = [], codes = [] }) => ({ names, codes })),
      areas,
    );

  test('by code, by name, by the name without its kind; several features of one are one', () => {
    expect(of({ codes: ['420324'], names: ['别名'] }, { names: ['房 县'] }, { names: ['丹江口'] })).toEqual({
      byArea: new Map([
        ['420324', [0]],
        ['fang', [1]],
        ['danjiangkou', [2]],
      ]),
      unmatched: [],
    });
    expect(of({ names: ['房县'] }, { names: ['房县'] }).byArea).toEqual(new Map([['fang', [0, 1]]]));
    expect(of({ names: ['DANJIANGKOU'] }).byArea).toEqual(new Map([['danjiangkou', [0]]]));
    expect(of({ names: ['郧西县'] })).toEqual({ byArea: new Map(), unmatched: [0] });
    const known = matchOutlines([{ names: [], codes: ['420325'] }], areas, ({ id }) =>
      id === 'fang' ? '420325' : undefined,
    );
    expect(known.byArea).toEqual(new Map([['fang', [0]]]));
  });

  test('not where two areas could be meant', () => {
    const twins = [...areas, { id: 'other', name: { zh: '竹溪区' }, shortName: { zh: '竹溪' } }];
    expect(matchOutlines([{ names: ['竹溪'], codes: [] }], twins).unmatched).toEqual([0]);
  });
});

/** A wavy line from one point to another, the same for both whose border it is. */
function wavy(from: Point, to: Point, chance: () => number, points: number): Point[] {
  return Array.from({ length: points }, (_, at) => {
    const share = at / points;
    const push = at === 0 ? 0 : (chance() - 0.5) * 0.01;
    return [from[0] + share * (to[0] - from[0]) + push, from[1] + share * (to[1] - from[1]) + push] as const;
  });
}
const ring = (points: readonly Point[]): Ring => {
  const line = points.map(([longitude, latitude]) => ({ longitude, latitude }));
  const [first] = line;
  return first === undefined ? [] : [...line, first];
};
/** Two neighbours that share one border of many points. */
function neighbours(seed: number, points = 400): readonly [Ring, Ring] {
  const chance = seeded(seed);
  const border = wavy([110, 32], [110, 33], chance, points);
  const west = [
    ...border,
    ...wavy([110, 33], [109, 33], chance, points),
    ...wavy([109, 33], [109, 32], chance, points),
    ...wavy([109, 32], [110, 32], chance, points),
  ];
  const east = [
    [110, 33] as const,
    ...border.slice(1).toReversed(),
    ...wavy([110, 32], [111, 32], chance, points),
    ...wavy([111, 32], [111, 33], chance, points),
    ...wavy([111, 33], [110, 33], chance, points),
  ];
  return [ring(west), ring(east)];
}

describe('simplified', () => {
  test.each([1, 2, 3])('neighbours go on sharing every point of their border (seed %i)', (seed) => {
    const [west = [], east = []] = simplifiedRings(neighbours(seed), 400);
    expect(west.length).toBeLessThan(900);
    const key = ({ latitude, longitude }: { latitude: number; longitude: number }) =>
      `${latitude} ${longitude}`;
    const middle = (of: Ring) =>
      of
        .filter(
          ({ latitude, longitude }) =>
            Math.abs(longitude - 110) < 0.01 && latitude > 32.05 && latitude < 32.95,
        )
        .map(key)
        .toSorted();
    expect(middle(west).length).toBeGreaterThan(5);
    expect(new Set(middle(west))).toEqual(new Set(middle(east)));
    for (const each of [west, east]) expect(each[0]).toEqual(each.at(-1));
  });

  test('to what a set-up takes: at most 40 rings, 60,000 characters, none smaller than can be drawn', () => {
    const islands = Array.from({ length: 60 }, (_, at) => ring(box(109 + at / 50, 32, 0.01 + at / 10_000)));
    const { areas, left } = madeOutlines([islands], 'wgs84');
    expect(areas[0]).toHaveLength(40);
    expect(left).toBe(20);
    const chance = seeded(9);
    const large = ring(
      Array.from({ length: 40_000 }, (_, at) => {
        const [angle, radius] = [(at / 20_000) * Math.PI, 0.5 + (chance() - 0.5) * 0.1];
        return [110 + radius * Math.cos(angle), 32.5 + radius * Math.sin(angle)] as const;
      }),
    );
    const made = madeOutlines([[large, ring(box(109.5, 32.5, 0.0001))]], 'wgs84');
    expect(made.areas[0]?.map((line) => line.length <= 60_000)).toEqual([true]);
    expect(made.metres).toBeGreaterThan(40);
    expect(made.left).toBe(1);
  });

  test('the set-up takes them', () => {
    const read = taken(collection(ZHUXI, FANG));
    const made = madeOutlines(
      read.features.map(({ rings }) => rings),
      'wgs84',
    );
    const setup = {
      ...sampleSetup,
      areas: sampleSetup.areas.map((area, at) => ({ ...area, outline: [...(made.areas[at] ?? [])] })),
    };
    expect(Check(Setup, setup)).toBe(true);
    expect(checkSetup(setup) ?? wrongDaysOrLines(setup)).toBeUndefined();
    expect(decodePolyline(setup.areas[1]?.outline[0] ?? '', 4)?.length).toBe(5);
  });
});

describe('outlines of the wrong map', () => {
  const rings = taken(collection(ZHUXI)).features[0]?.rings ?? [];
  /** The same outline as 高德 has it. */
  const shifted = rings.map((each) =>
    each.map((point) => {
      const [latitude, longitude] = gcj02Of([point.latitude, point.longitude]);
      return { latitude, longitude };
    }),
  );
  const stop = (id: string, position: [number, number]) => ({ id, areaId: 'zhuxi', position });
  /** Within some hundred metres of the western border, and one in the middle. */
  const stops = [
    stop('a', [32.2, 109.602]),
    stop('b', [32.4, 109.601]),
    stop('c', [32.3, 109.8]),
    stop('d', [0, 0]),
  ];

  test('are told by stops near the border that lie outside, and the shift is offered', () => {
    const { fit, better } = fitOf(stops, new Map([['zhuxi', shifted]]), 'wgs84');
    expect(fit).toEqual({ datum: 'wgs84', of: 3, outside: ['a', 'b'] });
    expect(better).toEqual({ datum: 'gcj02', of: 3, outside: [] });
  });

  test('are told when the shift was made for nothing; where all fits nothing is offered', () => {
    expect(fitOf(stops, new Map([['zhuxi', rings]]), 'wgs84').better).toBeUndefined();
    const east = [stop('a', [32.3, 109.999])];
    expect(fitOf(east, new Map([['zhuxi', rings]]), 'gcj02')).toMatchObject({
      fit: { outside: ['a'] },
      better: { datum: 'wgs84', outside: [] },
    });
    expect(fitOf(stops, new Map(), 'wgs84').fit.of).toBe(0);
  });

  test('a stop far outside of either stays outside, and nothing is offered for it', () => {
    const lost = [...stops, stop('x', [30, 114])];
    expect(fitOf(lost, new Map([['zhuxi', rings]]), 'wgs84')).toMatchObject({
      fit: { outside: ['x'] },
      better: undefined,
    });
  });

  test('are brought to within a metre of where they are', () => {
    const back = onWgs84(shifted, 'gcj02');
    for (const [at, each] of back.entries())
      for (const [place, point] of each.entries())
        expect(Math.abs(point.latitude - (rings[at]?.[place]?.latitude ?? 0))).toBeLessThan(1e-5);
  });

  test('or stops of the wrong map, which are told the same way', () => {
    const taken = stops.map((one) => ({ ...one, position: [...gcj02Of(one.position)] as [number, number] }));
    const east = { id: 'e', areaId: 'zhuxi', position: [...gcj02Of([32.3, 109.998])] as [number, number] };
    expect(shiftOfStops([...taken, east], new Map([['zhuxi', rings]]))).toEqual({
      outside: ['e'],
      after: [],
    });
    expect(shiftOfStops(stops, new Map([['zhuxi', rings]]))).toEqual({ outside: [], after: [] });
  });
});
