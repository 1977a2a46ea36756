import { describe, expect, test } from 'vitest';
import { bearingDegrees, distanceMetres, pointToSegment } from '../../../shared/track/distance.ts';
import { place } from '../../support/drives.ts';

const SHIYAN = { latitude: 32.6294, longitude: 110.7989 };
const WUHAN = { latitude: 30.5931, longitude: 114.3054 };

describe('distance', () => {
  test('is the great circle: Shiyan to Wuhan is 402 km, both ways', () => {
    expect(distanceMetres(SHIYAN, WUHAN) / 1_000).toBeCloseTo(401.9, 0);
    expect(distanceMetres(WUHAN, SHIYAN)).toBe(distanceMetres(SHIYAN, WUHAN));
  });

  test('of a place to itself is 0, of antipodes half the circumference', () => {
    expect(distanceMetres(SHIYAN, SHIYAN)).toBe(0);
    const far = distanceMetres({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 });
    expect(far).toBeCloseTo(Math.PI * 6_371_008.8, 3);
  });

  test('a degree of latitude is 111.195 km', () => {
    const metres = distanceMetres({ latitude: 10, longitude: 20 }, { latitude: 11, longitude: 20 });
    expect(metres).toBeCloseTo(111_195.08, 1);
  });
});

describe('bearing', () => {
  test('is clockwise from north, below 360', () => {
    const centre = place(0, 0);
    expect(bearingDegrees(centre, place(0, 100))).toBeCloseTo(0, 3);
    expect(bearingDegrees(centre, place(100, 0))).toBeCloseTo(90, 2);
    expect(bearingDegrees(centre, place(0, -100))).toBeCloseTo(180, 2);
    expect(bearingDegrees(centre, place(-100, 0))).toBeCloseTo(270, 2);
    expect(bearingDegrees(centre, centre)).toBe(0);
  });
});

describe('point to segment', () => {
  test('beside the segment it is the perpendicular', () => {
    const found = pointToSegment(place(30, 40), place(0, 0), place(100, 0));
    expect(found.distanceMetres).toBeCloseTo(40, 1);
    expect(found.fraction).toBeCloseTo(0.3, 3);
  });

  test('beyond an end it is the way to that end', () => {
    expect(pointToSegment(place(-30, 40), place(0, 0), place(100, 0)).distanceMetres).toBeCloseTo(50, 1);
    expect(pointToSegment(place(130, 40), place(0, 0), place(100, 0))).toMatchObject({ fraction: 1 });
  });

  test('a segment without length counts as its start', () => {
    expect(pointToSegment(place(3, 4), place(0, 0), place(0, 0))).toMatchObject({ fraction: 0 });
    expect(pointToSegment(place(3, 4), place(0, 0), place(0, 0)).distanceMetres).toBeCloseTo(5, 3);
  });
});
