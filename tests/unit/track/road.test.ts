import { describe, expect, test } from 'vitest';
import type { Position } from '../../../shared/track/distance.ts';
import { measureRoad, progressAlong } from '../../../shared/track/road.ts';
import { place } from '../../support/drives.ts';
import { gaussian, seeded } from '../../support/seeded.ts';

/** A line of places every 100 m from one east coordinate to another. */
function leg(from: number, to: number, north: number): Position[] {
  const count = Math.round(Math.abs(to - from) / 100);
  return Array.from({ length: count + 1 }, (_, index) => place(from + ((to - from) / count) * index, north));
}

const outAndBack = measureRoad([...leg(0, 10_000, 0), ...leg(10_000, 0, 8)]);

describe('a road', () => {
  test('measures itself from 0 to its whole length', () => {
    const road = measureRoad(leg(0, 10_000, 0));
    expect(road.cumulativeMetres[0]).toBe(0);
    expect(road.cumulativeMetres).toHaveLength(road.points.length);
    expect(road.totalMetres).toBeCloseTo(10_000, 0);
  });

  test('of fewer than two points has no progress', () => {
    expect(progressAlong(measureRoad([]), place(0, 0), 0)).toBeUndefined();
    expect(progressAlong(measureRoad([place(0, 0)]), place(0, 0), undefined)).toBeUndefined();
  });

  test('says how far along and how far off', () => {
    const road = measureRoad(leg(0, 10_000, 0));
    const progress = progressAlong(road, place(4_321, 60), 4_000);
    expect(progress?.alongMetres).toBeCloseTo(4_321, 0);
    expect(progress?.offRoadMetres).toBeCloseTo(60, 0);
  });
});

describe('an out-and-back road', () => {
  test('driven with noise of 8 m is followed on the right leg all the way', () => {
    const random = seeded(11);
    let last: number | undefined;
    for (let driven = 0; driven <= 20_000; driven += 140) {
      const east = driven <= 10_000 ? driven : 20_000 - driven;
      const at = place(east + gaussian(random) * 8, (driven <= 10_000 ? 0 : 8) + gaussian(random) * 8);
      last = progressAlong(outAndBack, at, last)?.alongMetres ?? 0;
      const nearTurn = Math.abs(driven - 10_000) < 1_000;
      expect(Math.abs(last - driven), `at ${driven}`).toBeLessThan(nearTurn ? 2_000 : 60);
    }
  });

  test('begins on the way out when nothing is known', () => {
    expect(progressAlong(outAndBack, place(2_000, 7), undefined)?.alongMetres).toBeCloseTo(2_000, 0);
  });

  test('stays on the way back once there', () => {
    expect(progressAlong(outAndBack, place(2_000, 0), 17_500)?.alongMetres).toBeCloseTo(18_008, 0);
  });
});

describe('off the window', () => {
  const road = measureRoad(leg(0, 40_000, 0));

  test('a hole of 10 km in the reports is bridged forwards', () => {
    expect(progressAlong(road, place(15_030, 20), 5_000)?.alongMetres).toBeCloseTo(15_030, 0);
  });

  test('a convoy that went far back is found again', () => {
    expect(progressAlong(road, place(1_000, 0), 20_000)?.alongMetres).toBeCloseTo(1_000, 0);
  });

  test('a convoy near no part of the road keeps a place near its last, and is far off', () => {
    const progress = progressAlong(road, place(20_500, 5_000), 20_000);
    expect(progress?.alongMetres).toBeGreaterThan(19_600);
    expect(progress?.alongMetres).toBeLessThan(23_100);
    expect(progress?.offRoadMetres).toBeGreaterThan(4_900);
  });

  test('a last progress outside the road counts as its nearer end', () => {
    expect(progressAlong(road, place(39_990, 0), 99_999)?.alongMetres).toBeCloseTo(39_990, 0);
    expect(progressAlong(road, place(10, 0), -5)?.alongMetres).toBeCloseTo(10, 0);
  });
});
