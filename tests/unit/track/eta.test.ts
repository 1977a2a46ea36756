import { describe, expect, test } from 'vitest';
import { etaMs, recentSpeedKph } from '../../../shared/track/eta.ts';
import { addFixes, emptyTrack } from '../../../shared/track/track.ts';
import { drive, standing } from '../../support/drives.ts';
import { seeded } from '../../support/seeded.ts';

describe('time left', () => {
  test('is the way over the speed when present and plan agree', () => {
    expect(etaMs(30_000, 60, 60)).toBeCloseTo(1_800_000, 3);
  });

  test('goes ten minutes at the recent speed and then as planned', () => {
    expect(etaMs(5_000 + 60_000, 30, 60)).toBeCloseTo(600_000 + 3_600_000, 3);
    expect(etaMs(2_500, 30, 60)).toBeCloseTo(300_000, 3);
  });

  test('takes the plan while standing or when nothing recent is known', () => {
    expect(etaMs(60_000, 2, 60)).toBe(3_600_000);
    expect(etaMs(60_000, undefined, 60)).toBe(3_600_000);
  });

  test('takes the recent speed where there is no plan', () => {
    expect(etaMs(60_000, 60, undefined)).toBeCloseTo(3_600_000, 3);
    expect(etaMs(60_000, 60, 0)).toBeCloseTo(3_600_000, 3);
  });

  test('is unknown without any speed or without a way, and 0 at the goal', () => {
    expect(etaMs(60_000, undefined, undefined)).toBeUndefined();
    expect(etaMs(60_000, 3, undefined)).toBeUndefined();
    expect(etaMs(Number.NaN, 50, 50)).toBeUndefined();
    expect(etaMs(0, undefined, undefined)).toBe(0);
    expect(etaMs(-20, 50, 50)).toBe(0);
  });
});

describe('recent speed', () => {
  const speedOf = (...fixes: Parameters<typeof addFixes>[1][]) =>
    recentSpeedKph(addFixes(emptyTrack, fixes.flat()));

  test('is the mean of the last five minutes', () => {
    expect(speedOf(drive(200, 5, 60))).toBeCloseTo(60, 0);
    expect(speedOf(drive(100, 5, 80), drive(100, 5, 40, 500, 11_111))).toBeCloseTo(40, 0);
  });

  test('is 0 after standing for long, and rises slowly after', () => {
    const stop = standing(seeded(2), 360, 5, 5);
    expect(speedOf(stop)).toBeCloseTo(0, 5);
    expect(speedOf(stop, drive(31, 5, 60, 1_800))).toBeCloseTo(30, -1);
  });

  test('is unknown in the first minute and of an empty track', () => {
    expect(recentSpeedKph(emptyTrack)).toBeUndefined();
    expect(speedOf(drive(10))).toBeUndefined();
  });

  test('does not reach back over a gap', () => {
    expect(speedOf(drive(20, 5, 60), drive(40, 5, 90, 2_000, 90_000))).toBeCloseTo(90, 0);
  });
});
