import { describe, expect, test } from 'vitest';
import { glideMs, glidePoint, turnTo } from '../../client/map/convoy/glide.ts';
import { bordersOf, tintsOf } from '../../client/map/land/borders.ts';
import { roomiestPoint } from '../../client/map/land/inside.ts';
import { type LatLng, pointsAfter, pointsOf } from '../../client/map/lines.ts';
import {
  type Dot,
  dotForms,
  dotsAround,
  NUMBERS_FROM_ZOOM,
  stateClass,
} from '../../client/map/marks/dots.ts';
import { roundDistance } from '../../client/map/view/scale.ts';
import { outlines } from '../../server/demo/tour/outlines.ts';
import { STOP_STATUSES } from '../../shared/tour/stops.ts';
import { encodePolyline } from '../../shared/track/polyline.ts';

const encode = (points: readonly LatLng[]) =>
  encodePolyline(points.map(([latitude, longitude]) => ({ latitude, longitude })));

describe('borders', () => {
  const west: LatLng[] = [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
  ];
  const eastOtherWay: LatLng[] = [
    [1, 2],
    [1, 1],
    [0, 1],
    [0, 2],
  ].reverse() as LatLng[];

  test('what two areas share is drawn once, and the rest closes to one loop around both', () => {
    const { inner, outer, neighbours } = bordersOf([[west], [eastOtherWay]]);
    expect(inner).toHaveLength(1);
    expect(inner[0]).toHaveLength(2);
    expect(outer).toHaveLength(1);
    expect(outer[0]?.at(0)).toEqual(outer[0]?.at(-1));
    expect(new Set(outer[0]?.map(String)).size).toBe(6);
    expect(neighbours.map((around) => [...around])).toEqual([[1], [0]]);
  });

  test('neighbours never have the same tint', () => {
    const areas = Object.values(outlines).map((rings) => rings.map((ring) => pointsOf(ring, 4)));
    const { neighbours } = bordersOf(areas);
    const tints = tintsOf(neighbours);
    expect(Math.max(...tints)).toBeLessThan(4);
    neighbours.forEach((around, area) => {
      for (const other of around) expect(tints[other]).not.toBe(tints[area]);
    });
  });

  test('the outlines of the demo are one land with a line around it', () => {
    const { outer } = bordersOf(
      Object.values(outlines).map((rings) => rings.map((ring) => pointsOf(ring, 4))),
    );
    expect(outer.filter((loop) => loop.length > 200)).toHaveLength(1);
    for (const loop of outer) expect(loop.at(0)).toEqual(loop.at(-1));
  });

  test('a seam that does not fit is a border between areas, not the edge of the land', () => {
    const one: LatLng[] = [
      [0, 0],
      [0, 1],
      [0.3, 1],
      [0.7, 1],
      [1, 1],
      [1, 0],
    ];
    const two: LatLng[] = [
      [0, 1],
      [0, 2],
      [1, 2],
      [1, 1],
      [0.7, 1],
      [0.5, 1.2],
      [0.3, 1],
    ];
    const { inner, outer } = bordersOf([[one], [two]]);
    expect(outer).toHaveLength(1);
    expect(outer[0]?.map(String)).not.toContain('0.5,1.2');
    expect(inner.flat().map(String)).toContain('0.5,1.2');
  });

  test('a name has its place inside even where the middle of the outline is outside', () => {
    const horseshoe: LatLng[] = [
      [0, 0],
      [0, 3],
      [3, 3],
      [3, 0],
      [2, 0],
      [2, 2],
      [1, 2],
      [1, 0],
    ];
    const [latitude, longitude] = roomiestPoint([horseshoe]) ?? [0, 0];
    expect(longitude > 2 || latitude < 1 || latitude > 2).toBe(true);
    expect(roomiestPoint([])).toBeUndefined();
  });
});

describe('lines', () => {
  test('a line that grew is read from where it was left', () => {
    const points: LatLng[] = [
      [32.6, 110.8],
      [32.61234, 110.79],
      [32.5, 110.95001],
    ];
    const whole = encode(points);
    const begin = encode(points.slice(0, 2));
    expect(whole.startsWith(begin)).toBe(true);
    expect(pointsAfter(whole.slice(begin.length), points[1])).toEqual(points.slice(2));
    expect(pointsAfter(whole, undefined)).toEqual(points);
  });

  test('a text that is no polyline leaves a gap', () => {
    expect(pointsOf('☃', 5)).toEqual([]);
  });
});

describe('dots', () => {
  const at = (id: string, x: number, first = false): Dot => ({ id, x, y: 0, first });
  const sizes = (dots: Dot[], zoom: number) => [...dotForms(dots, zoom).values()].map(({ size }) => size);

  test('every state has a class of its own', () => {
    expect(new Set(STOP_STATUSES.map(stateClass)).size).toBe(4);
    expect(stateClass('on-the-way')).toBe('is-on-the-way');
  });

  test('from far only the stop that is on shows its number', () => {
    expect(sizes([at('a', 0), at('b', 100, true)], NUMBERS_FROM_ZOOM - 0.5)).toEqual(['tiny', 'number']);
  });

  test('numbers stand so far apart that each is a target of 24 pixels, the stop that is on first', () => {
    expect(sizes([at('a', 0), at('b', 20, true), at('c', 40), at('d', 60)], NUMBERS_FROM_ZOOM)).toEqual([
      'tiny',
      'number',
      'tiny',
      'number',
    ]);
  });

  test('a dot with nothing near may be pressed from 44 pixels around', () => {
    const forms = dotForms([at('a', 0), at('b', 30), at('c', 100)], 12);
    expect([...forms.values()].map(({ roomy }) => roomy)).toEqual([false, false, true]);
  });

  test('a press means the nearest dot within reach', () => {
    const dots = [at('a', 0), at('b', 9), at('c', 50)];
    expect(dotsAround(dots, { x: 6, y: 0 }, 20).map(({ id }) => id)).toEqual(['b', 'a']);
  });
});

describe('gliding', () => {
  const here: LatLng = [32.6, 110.8];
  const near: LatLng = [32.603, 110.8];

  test('takes as long as the last fix took, at most two seconds', () => {
    expect(glideMs(here, near, 1200)).toBe(1200);
    expect(glideMs(here, near, 30_000)).toBe(2000);
    expect(glideMs(here, near, -5)).toBe(300);
  });

  test('a gap is jumped over, and what did not move stays', () => {
    expect(glideMs(here, [32.7, 110.8], 1000)).toBe(0);
    expect(glideMs(here, here, 1000)).toBe(0);
  });

  test('goes evenly and never beyond the fix', () => {
    expect(glidePoint([0, 0], [2, 4], 0.5)).toEqual([1, 2]);
    expect(glidePoint([0, 0], [2, 4], 7)).toEqual([2, 4]);
    expect(glidePoint([0, 0], [2, 4], -1)).toEqual([0, 0]);
  });

  test.each([
    [350, 10, 370],
    [10, 350, -10],
    [0, 180, -180],
    [720, 90, 810],
    [-370, 0, -360],
  ])('a turn from %i to %i goes the short way', (from, to, angle) => {
    expect(turnTo(from, to)).toBe(angle);
  });
});

describe('scale', () => {
  test.each([
    [100, 88, 5000],
    [10, 88, 500],
    [264, 88, 20_000],
    [0.6, 88, 50],
  ])('at %d metres a pixel, %i pixels hold %i metres', (metresPerPx, longestPx, metres) => {
    const round = roundDistance(metresPerPx, longestPx);
    expect(round.metres).toBe(metres);
    expect(round.px).toBeLessThanOrEqual(longestPx);
  });
});
