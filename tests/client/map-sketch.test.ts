import { expect, test } from 'vitest';
import { sketchOf } from '../../client/map/sketch.ts';
import { demoSetup } from '../../server/demo/setup.ts';
import { setup } from './sample.ts';

const [first] = setup.stops;
const [area] = setup.areas;
if (first === undefined || area === undefined) throw new Error('the sample has stops and areas');
const along = (positions: readonly (readonly [number, number])[]) =>
  ({
    ...setup,
    areas: [{ ...area, seat: positions[0] ?? [32, 110] }],
    stops: positions.map((position, at) => ({ ...first, id: `n${at}`, number: at + 1, position })),
  }) as typeof setup;

test.each([
  ['the sample', demoSetup],
  ['along a meridian', along([32, 32.5, 33, 33.5, 34].map((latitude) => [latitude, 110] as const))],
  ['along a parallel', along([109, 110, 111].map((longitude) => [32, longitude] as const))],
  [
    'all on one spot',
    along([
      [32, 110],
      [32, 110],
    ]),
  ],
  [
    'a valley of 10 km by 500 m',
    along([
      [32, 110],
      [32.05, 110.005],
      [32.1, 110],
    ]),
  ],
])('a sketch is a sheet on which every stop can be seen: %s', (_what, tour) => {
  const { width, height, stops } = sketchOf(tour, {}, null);
  expect(height).toBeLessThanOrEqual(width);
  for (const { x, y } of stops) {
    expect(x).toBeGreaterThanOrEqual(12);
    expect(x).toBeLessThanOrEqual(width - 12);
    expect(y).toBeGreaterThanOrEqual(12);
    expect(y).toBeLessThanOrEqual(height - 12);
  }
});
