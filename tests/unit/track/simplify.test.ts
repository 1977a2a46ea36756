import { describe, expect, test } from 'vitest';
import { pointToSegment } from '../../../shared/track/distance.ts';
import { simplify } from '../../../shared/track/simplify.ts';
import { place } from '../../support/drives.ts';
import { gaussian, seeded } from '../../support/seeded.ts';

describe('simplify', () => {
  test('keeps both ends and drops what lies on the line', () => {
    const points = [0, 100, 200, 300].map((east) => place(east, 0));
    expect(simplify(points, 1)).toEqual([points[0], points[3]]);
  });

  test('keeps a corner', () => {
    const points = [place(0, 0), place(100, 0), place(100, 100)];
    expect(simplify(points, 10)).toEqual(points);
  });

  test('fewer than three points stay as they are', () => {
    expect(simplify([], 10)).toEqual([]);
    expect(simplify([place(1, 1)], 10)).toHaveLength(1);
    expect(simplify([place(1, 1), place(1, 1)], 10)).toHaveLength(2);
  });

  test('a closed loop keeps its far side', () => {
    const points = [place(0, 0), place(500, 0), place(500, 500), place(0, 500), place(0, 0)];
    expect(simplify(points, 10)).toEqual(points);
  });

  test('every point left out lies within the tolerance of the line that stays', () => {
    const random = seeded(7);
    let north = 0;
    const points = Array.from({ length: 2_000 }, (_, index) => {
      north += gaussian(random) * 8;
      return place(index * 20, north);
    });
    const kept = simplify(points, 10);
    expect(kept.length).toBeLessThan(points.length / 2);
    for (const point of points) {
      const nearest = Math.min(
        ...kept.slice(1).map((end, index) => pointToSegment(point, kept[index] ?? end, end).distanceMetres),
      );
      expect(nearest).toBeLessThan(10.01);
    }
  });

  test('20,000 points that split one by one need no call stack', () => {
    const points = Array.from({ length: 20_000 }, (_, index) =>
      place(index, (index % 2 ? 1 : -1) * (50 + (20_000 - index) / 100)),
    );
    expect(simplify(points, 10).length).toBeGreaterThan(19_900);
  });
});
