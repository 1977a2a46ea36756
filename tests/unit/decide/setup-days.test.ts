import { describe, expect, test } from 'vitest';
import { mapLines } from '../../../shared/tour/setup/map-lines.ts';
import type { Setup } from '../../../shared/tour/setup/setup.ts';
import { roadsAstray } from '../../../shared/tour/setup/setup-days.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { encodePolyline } from '../../../shared/track/polyline.ts';
import { sampleSetup } from '../../support/sample-tour.ts';
import { onTour, organiser, refused, when } from './scenario.ts';

const setUpAs = (changes: Partial<Setup>) =>
  when(onTour(), organiser, {
    type: 'setUpTour',
    setup: { ...sampleSetup, ...changes },
    basedOnVersion: 1,
  });
const days = (...dates: readonly string[]) => dates.map((date, index) => ({ number: index + 1, date }));
const line = (precision: number, ...points: readonly (readonly [number, number])[]) =>
  encodePolyline(
    points.map(([latitude, longitude]) => ({ latitude, longitude })),
    precision,
  );
const road = (text: string) =>
  setUpAs({ days: [{ number: 1, date: '2022-07-07', road: text }, ...days('', '2022-07-08').slice(1)] });
const outline = (...lines: string[]) =>
  setUpAs({
    areas: sampleSetup.areas.map((area) => (area.id === 'zhuxi' ? { ...area, outline: lines } : area)),
  });

describe('dates', () => {
  test.each(['2026-02-30', '2025-02-29', '2026-04-31', '2100-02-29'])('%s is on no calendar', (date) => {
    expect(
      setUpAs({
        days: [
          { number: 1, date },
          { number: 2, date: '2099-12-31' },
        ],
      }),
    ).toEqual(refused('setup.date', { day: 1, date }));
  });

  test('a leap day is a day', () => {
    expect(setUpAs({ days: days('2024-02-29', '2024-03-01') }).ok).toBe(true);
  });

  test('days follow one another, one date each', () => {
    expect(setUpAs({ days: days('2022-07-08', '2022-07-07') })).toEqual(
      refused('setup.days-order', { day: 2, date: '2022-07-07', before: '2022-07-08' }),
    );
    expect(setUpAs({ days: days('2022-07-07', '2022-07-07') })).toEqual(
      refused('setup.days-order', { day: 2, date: '2022-07-07', before: '2022-07-07' }),
    );
  });

  test('their order in the list does not matter: their numbers do', () => {
    expect(setUpAs({ days: days('2022-07-07', '2022-07-08').reverse() }).ok).toBe(true);
  });
});

const good = line(5, [32.3, 109.8], [32.2, 110.2], [32.1, 110.7]);

describe('roads', () => {
  test('one that passes its stops is taken', () => {
    expect(road(good).ok).toBe(true);
  });

  test.each([
    ['of another precision', line(6, [32.3, 109.8], [32.1, 110.7])],
    ['that is cut off', good.slice(0, -1)],
    ['that is empty', ''],
    ['of one point', line(5, [32.3, 109.8])],
    ['of one point twice', line(5, [32.3, 109.8], [32.3, 109.8])],
    ['at 0/0', line(5, [0, 0], [0, 0])],
    ['that goes through 0/0', line(5, [32.3, 109.8], [0, 0], [32.1, 110.7])],
    ['that is no polyline', '水坪'],
  ])('one %s cannot be read', (_what, text) => {
    expect(road(text)).toEqual(refused('setup.road', { day: 1 }));
  });

  test.each([
    ['with latitude and longitude exchanged, where both are possible', line(5, [9.8, 32.3], [9.7, 32.1])],
    ['far to the north', line(5, [47.5, 111], [47.4, 110.9])],
    ['in the next county, tens of kilometres from every stop', line(5, [32.7, 109.8], [32.65, 110.7])],
  ])('one %s leads past the stops', (_what, text) => {
    expect(road(text)).toMatchObject({ ok: false, code: 'setup.road-astray' });
  });

  test('one that sets out far away is taken as long as it gets to a stop', () => {
    expect(road(line(5, [30.6, 114.3], [32.3, 109.8])).ok).toBe(true);
  });

  test('one with few points is near to what it passes between them', () => {
    expect(road(line(5, [32.3, 108.6], [32.3, 111.4])).ok).toBe(true);
  });
});

describe('places', () => {
  const setUp = (setup: typeof sampleSetup) =>
    when(onTour(), organiser, { type: 'setUpTour', setup, basedOnVersion: onTour().setupVersion });
  const [stop, ...stops] = sampleSetup.stops;
  const [area, ...areas] = sampleSetup.areas;
  if (stop === undefined || area === undefined) throw new Error('the sample has both');

  test('at 0/0 are none: of a stop, of a seat, of a stop that moves', () => {
    expect(setUp(sampleSetup).ok).toBe(true);
    expect(setUp({ ...sampleSetup, stops: [{ ...stop, position: [0, 0] }, ...stops] })).toEqual(
      refused('setup.nowhere', { id: stop.id }),
    );
    expect(setUp({ ...sampleSetup, areas: [{ ...area, seat: [0, 0] }, ...areas] })).toEqual(
      refused('setup.nowhere', { id: area.id }),
    );
    const moved = when(onTour(), organiser, { type: 'reviseStop', stopId: stop.id, position: [0, 0] });
    expect(moved).toEqual(refused('setup.nowhere', { id: stop.id }));
  });
});

describe('stops that move', () => {
  const move = (tour: Tour, position: [number, number]) =>
    when(tour, organiser, { type: 'reviseStop', stopId: 's1', position });
  const only = (road: string): Tour => ({
    ...onTour(),
    setup: {
      ...sampleSetup,
      days: [{ number: 1, date: '2022-07-07', road }],
      stops: sampleSetup.stops.slice(0, 1),
    },
  });

  test("the day's last stop on its road is not taken tens of kilometres away from it", () => {
    expect(move(only(good), [33.1, 109.8])).toMatchObject({ ok: false, code: 'setup.road-astray' });
    expect(move(onTour(), [33.1, 109.8]).ok).toBe(true);
  });

  test('a road that is astray in an older log is no reason to refuse another change', () => {
    const tour = only(line(5, [47.5, 111], [47.4, 110.9]));
    expect(move(tour, [32.31, 109.8]).ok).toBe(true);
    expect(roadsAstray(tour.setup ?? sampleSetup)).toEqual([{ day: 1, km: expect.closeTo(1680, -2) }]);
    expect(mapLines(tour.setup ?? sampleSetup).days).toEqual([{ number: 1, road: [] }]);
  });
});

describe('outlines', () => {
  const ring = line(4, [32.3, 109.7], [32.4, 109.8], [32.2, 109.9], [32.3, 109.7]);

  test('one around the area is taken', () => {
    expect(outline(ring).ok).toBe(true);
  });

  test('one that cannot be read is named by its line', () => {
    expect(outline(ring, ring.slice(0, -1))).toEqual(refused('setup.outline', { area: 'zhuxi', line: 2 }));
  });

  test('one that is elsewhere is refused', () => {
    expect(outline(line(4, [3.2, 10.9], [3.3, 10.9]))).toMatchObject({
      ok: false,
      code: 'setup.outline-astray',
      details: { area: 'zhuxi' },
    });
  });
});
