import { describe, expect, test } from 'vitest';
import { bordersOf, tintsOf } from '../../client/map/land/borders.ts';
import { type LatLng, pointsOf } from '../../client/map/lines.ts';
import { demoSetup } from '../../server/demo/setup.ts';
import { OUTLINE_PRECISION, ROAD_PRECISION } from '../../shared/protocol.ts';
import { mapLines } from '../../shared/tour/setup/map-lines.ts';
import { pointToSegment } from '../../shared/track/distance.ts';
import { decodePolyline } from '../../shared/track/polyline.ts';
import { roadParts } from '../../shared/track/road-parts.ts';

const lines = mapLines(demoSetup);
const areas = lines.areas.map(({ outline }) =>
  (outline ?? []).map((ring) => pointsOf(ring, OUTLINE_PRECISION)),
);
const at = (latitude: number, longitude: number) => ({ latitude, longitude });

describe('outlines that are made for drawing', () => {
  test('go on sharing their borders: still one land with a line around it', () => {
    const { inner, outer } = bordersOf(areas);
    expect(inner.length).toBeGreaterThan(8);
    expect(outer.filter((loop) => loop.length > 200)).toHaveLength(1);
    for (const loop of outer) expect(loop.at(0)).toEqual(loop.at(-1));
  });

  test('have the same neighbours as the exact ones', () => {
    const exact = demoSetup.areas.map(({ outline }) => (outline ?? []).map((ring) => pointsOf(ring, 4)));
    expect(bordersOf(areas).neighbours).toEqual(bordersOf(exact).neighbours);
    expect(Math.max(...tintsOf(bordersOf(areas).neighbours))).toBeLessThan(4);
  });

  test('never have a point twice in a row', () => {
    for (const ring of areas.flat())
      for (const [index, point] of ring.entries()) expect(point).not.toEqual(ring[index + 1]);
  });

  test('stay as they are where they cannot be read: the map leaves a gap', () => {
    const setup = { ...demoSetup, areas: [{ ...demoSetup.areas[0], outline: ['☃'] }] } as typeof demoSetup;
    expect(mapLines(setup).areas[0]?.outline).toEqual(['☃']);
    expect(
      mapLines({ areas: [], days: [{ number: 1, date: '2022-07-07', road: '☃' }], stops: [] }).days,
    ).toEqual([{ number: 1, road: [] }]);
  });
});

describe('roads that are made for drawing', () => {
  test('are nowhere farther from the planned one than a pixel of a phone that follows the convoy', () => {
    for (const [index, { road = '' }] of demoSetup.days.entries()) {
      const drawn = (lines.days[index]?.road ?? []).map((part) => decodePolyline(part, ROAD_PRECISION) ?? []);
      for (const point of decodePolyline(road) ?? []) {
        const off = drawn.flatMap((part) =>
          part.slice(1).map((end, before) => pointToSegment(point, part[before] ?? end, end).distanceMetres),
        );
        expect(Math.min(...off)).toBeLessThan(100);
      }
    }
  });

  test('go over no stretch twice', () => {
    for (const { road = [] } of lines.days) {
      const stretches = road.flatMap((part) => {
        const points = pointsOf(part, ROAD_PRECISION);
        return points
          .slice(1)
          .map((end, before) => [end, points[before] as LatLng].map(String).sort().join(' '));
      });
      expect(new Set(stretches).size).toBe(stretches.length);
    }
  });

  test('out and back is there once, and the way on begins where it left', () => {
    const [a, b, c, d] = [at(0, 0), at(0, 1), at(0, 2), at(1, 1)];
    expect(roadParts([[a, b, c, b, d]], 10)).toEqual([
      [
        [a, b, c],
        [b, d],
      ],
    ]);
  });

  test('are thinned alike by two days that drive them in opposite directions', () => {
    const bends = Array.from({ length: 60 }, (_, step) => at(32 + step / 100, 110 + Math.sin(step) / 2000));
    const elsewhere = at(33, 111);
    const [first, second] = roadParts([bends, [elsewhere, ...bends.toReversed()]], 50);
    expect(first?.[0]?.length).toBeLessThan(bends.length);
    expect(second?.[0]?.slice(1).reverse()).toEqual(first?.[0]);
  });

  test('of nothing and of one place have no parts', () => {
    expect(roadParts([[], [at(1, 1)]], 10)).toEqual([[], []]);
  });
});
