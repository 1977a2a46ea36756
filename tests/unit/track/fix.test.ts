import { describe, expect, test } from 'vitest';
import { fixTimesAt, type RawFix, usableFix } from '../../../shared/track/fix.ts';
import { START_UNIX_MS as NOW } from '../../support/drives.ts';

const GOOD = { deviceId: 'a', fixedAtUnixMs: NOW - 1_000, latitude: 32.63, longitude: 110.79 };

function why(change: RawFix): string {
  const outcome = usableFix({ ...GOOD, ...change }, fixTimesAt(NOW));
  return outcome.ok ? 'usable' : outcome.why;
}

describe('a report counts', () => {
  test('with a place and a time, and stays as it is', () => {
    const full = {
      ...GOOD,
      accuracyMetres: 13,
      speedKph: 6,
      headingDegrees: 56,
      altitudeMetres: 23,
      batteryPercent: 62,
    };
    expect(usableFix(full, fixTimesAt(NOW))).toEqual({ ok: true, fix: full });
  });

  test('without a time at the time it was received', () => {
    const { fixedAtUnixMs: _, ...untimed } = GOOD;
    expect(usableFix(untimed, fixTimesAt(NOW))).toEqual({ ok: true, fix: { ...GOOD, fixedAtUnixMs: NOW } });
  });

  test('up to 60 s ahead of the server and up to 30 days behind', () => {
    expect(why({ fixedAtUnixMs: NOW + 60_000 })).toBe('usable');
    expect(why({ fixedAtUnixMs: NOW - 30 * 86_400_000 })).toBe('usable');
  });

  test('without the details that make no sense', () => {
    const odd = {
      accuracyMetres: 0,
      speedKph: -1,
      headingDegrees: 400,
      altitudeMetres: 1e9,
      batteryPercent: 101,
    };
    expect(usableFix({ ...GOOD, ...odd }, fixTimesAt(NOW))).toEqual({ ok: true, fix: GOOD });
    const none = { accuracyMetres: Number.NaN, speedKph: Number.POSITIVE_INFINITY };
    expect(usableFix({ ...GOOD, ...none }, fixTimesAt(NOW))).toEqual({ ok: true, fix: GOOD });
  });

  test('with 360 degrees meaning north', () => {
    expect(usableFix({ ...GOOD, headingDegrees: 360 }, fixTimesAt(NOW))).toMatchObject({
      fix: { headingDegrees: 0 },
    });
  });
});

describe('a report is set aside', () => {
  test('without a place', () => {
    expect(usableFix({ deviceId: 'a', fixedAtUnixMs: NOW }, fixTimesAt(NOW))).toEqual({
      ok: false,
      why: 'no-position',
    });
    expect(usableFix({ deviceId: 'a', latitude: 32 }, fixTimesAt(NOW))).toEqual({
      ok: false,
      why: 'no-position',
    });
  });

  test('at 0/0, but not on the equator or the Greenwich meridian', () => {
    expect(why({ latitude: 0, longitude: 0 })).toBe('null-island');
    expect(why({ latitude: 0.0001, longitude: -0.0001 })).toBe('null-island');
    expect(why({ latitude: 0, longitude: 110 })).toBe('usable');
    expect(why({ latitude: 51.5, longitude: 0 })).toBe('usable');
  });

  test.each([
    { latitude: 90.1 },
    { latitude: -91 },
    { longitude: 180.5 },
    { latitude: Number.NaN },
    { longitude: Number.POSITIVE_INFINITY },
  ])('off the earth: %o', (change) => {
    expect(why(change)).toBe('out-of-range');
  });

  test('from the future, from a clock that was reset, or at no time', () => {
    expect(why({ fixedAtUnixMs: NOW + 60_001 })).toBe('future');
    expect(why({ fixedAtUnixMs: 0 })).toBe('too-old');
    expect(why({ fixedAtUnixMs: Number.NaN })).toBe('bad-time');
  });
});
