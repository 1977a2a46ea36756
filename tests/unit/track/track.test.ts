import { describe, expect, test } from 'vitest';
import { distanceMetres } from '../../../shared/track/distance.ts';
import type { Fix } from '../../../shared/track/fix.ts';
import { addFixes, emptyTrack, fixesOf, type Track } from '../../../shared/track/track.ts';
import { drive, fixAt, standing } from '../../support/drives.ts';
import { seeded } from '../../support/seeded.ts';

const one = (fixes: readonly Fix[]): Track => addFixes(emptyTrack, fixes);
const farthestNorth = (track: Track) =>
  Math.max(
    ...track.points.map((point) => distanceMetres(point, { ...point, latitude: fixAt(0, 0).latitude })),
  );

describe('a drive', () => {
  test('of 100 fixes at 60 km/h is as long as the road, but for the fix that waits', () => {
    expect(one(drive(100)).distanceMetres).toBeCloseTo((98 * 5 * 60) / 3.6, 0);
  });

  test('has points at least 25 m apart', () => {
    const { points } = one(drive(600, 1, 40));
    expect(points.length).toBeGreaterThan(150);
    points.slice(1).forEach((point, index) => {
      expect(distanceMetres(points[index] ?? point, point)).toBeGreaterThanOrEqual(25);
    });
  });

  test('shows the newest fix at once, whatever waits', () => {
    const track = one([fixAt(0, 0)]);
    expect(track.latest).toEqual(fixAt(0, 0));
    expect(track.points).toEqual([]);
  });

  test('two devices 2 km apart are one marker that drives: the one that leads, until it was silent for 60 s', () => {
    let track = emptyTrack;
    const lead: string[] = [];
    for (let at = 0; at < 24; at += 1) {
      const deviceId = at % 2 === 0 ? 'coach' : 'pilot';
      track = addFixes(track, [fixAt(at * 5, at * 80, deviceId === 'pilot' ? 2_000 : 0, { deviceId })]);
      lead.push(track.latest?.deviceId ?? '');
    }
    expect(new Set(lead)).toEqual(new Set(['coach']));
    const after = addFixes(track, [fixAt(110 + 61, 9_000, 2_000, { deviceId: 'pilot' })]);
    expect(after.latest).toMatchObject({ deviceId: 'pilot' });
  });

  test('known fixes give the same track object back', () => {
    const track = one(drive(50));
    expect(addFixes(track, [])).toBe(track);
    expect(addFixes(track, drive(50).reverse())).toBe(track);
  });

  test('a fix that changes no point leaves the list of points as it was', () => {
    const track = one(drive(50));
    const next = addFixes(track, [fixAt(300, 5_000, 0, { accuracyMetres: 800 })]);
    expect(next.points).toBe(track.points);
    expect(next.fixCount).toBe(51);
  });
});

describe('what the line leaves out but the track keeps', () => {
  test('a fix less exact than 100 m: it neither draws nor moves the marker, but it is heard', () => {
    const coarse = fixAt(52, 700, 2_000, { accuracyMetres: 101 });
    const track = one([...drive(11), coarse]);
    expect(farthestNorth(track)).toBeLessThan(1);
    expect(track.latest).toEqual(drive(11)[10]);
    expect(track.lastHeard).toEqual(coarse);
    expect(fixesOf(track)).toContainEqual(coarse);
  });

  test('a jump at over 200 km/h and back', () => {
    const fixes = drive(40);
    fixes[20] = fixAt(100, 1_667, 3_000);
    expect(farthestNorth(one(fixes))).toBeLessThan(1);
    expect(one(fixes).distanceMetres).toBeCloseTo(one(drive(40)).distanceMetres, 0);
  });

  test('two stray fixes in a row', () => {
    const fixes = drive(40);
    fixes[20] = fixAt(100, 1_667, 3_000);
    fixes[21] = fixAt(105, 1_700, 3_010);
    expect(farthestNorth(one(fixes))).toBeLessThan(1);
  });

  test.each([5, 10, 30, 60])('a jump of 200 m while standing, at %i s between fixes', (everySeconds) => {
    const random = seeded(3);
    const fixes = standing(random, 60, everySeconds, 3);
    fixes[30] = fixAt(30 * everySeconds, 0, 200, { accuracyMetres: 1.7 });
    expect(one(fixes).distanceMetres).toBeLessThan(1);
  });

  test('a jump of 200 m beside a drive whose reported speed denies it', () => {
    const fixes: Fix[] = drive(40, 5, 50).map((fix) => ({ ...fix, speedKph: 50 }));
    fixes[20] = fixAt(100, 1_389, 200, { speedKph: 50 });
    expect(farthestNorth(one(fixes))).toBeLessThan(1);
  });

  test('a stray first fix', () => {
    const track = one([fixAt(0, 90_000), ...drive(40, 5, 60, 5)]);
    expect(track.distanceMetres).toBeLessThan(3_400);
    expect(track.points.every((point) => point.afterGap === undefined)).toBe(true);
  });
});

describe('what is no jump', () => {
  test('turning at the end of a road, as reported speed tells', () => {
    const speed = { speedKph: 35 };
    const there = [0, 300, 600].map((east, index) => fixAt(index * 30, east, 0, speed));
    const back = [310, 10, 10, 10].map((east, index) => fixAt(90 + index * 30, east, 0, speed));
    expect(one([...there, ...back]).distanceMetres).toBeGreaterThan(1_100);
  });

  test('a tunnel: the straight way is counted, and marked when it was silent for over 10 min', () => {
    const short = one([...drive(20), ...drive(20, 5, 60, 400, 5_000)]);
    expect(short.points.some((point) => point.afterGap)).toBe(false);
    const long = one([...drive(20), ...drive(20, 5, 60, 1_000, 9_000)]);
    expect(long.points.filter((point) => point.afterGap)).toHaveLength(1);
    expect(long.distanceMetres).toBeCloseTo(9_000 + (18 * 5 * 60) / 3.6, 0);
  });

  test('three fixes that agree outvote the place before; the leap is marked and not counted', () => {
    const track = one([...drive(20), ...drive(20, 5, 60, 101, 60_000)]);
    expect(track.points.filter((point) => point.afterGap)).toHaveLength(1);
    expect(track.distanceMetres).toBeCloseTo(((19 + 18) * 5 * 60) / 3.6, -2);
  });
});

describe('standing', () => {
  test('30 minutes with noise of 5 m every 5 s adds less than 50 m, at any of 200 seeds', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const before = drive(60);
      const stop = standing(seeded(seed), 360, 5, 5, 300, (295 * 60) / 3.6);
      const added = one([...before, ...stop]).distanceMetres - one(before).distanceMetres;
      expect(added, `seed ${seed}`).toBeLessThan(50 + 84);
      expect(one(stop).distanceMetres, `seed ${seed}`).toBeLessThan(50);
    }
  });

  test('and driving on afterwards counts the way again', () => {
    const stop = standing(seeded(5), 360, 5, 5);
    const after = drive(50, 5, 60, 1_800);
    expect(one([...stop, ...after]).distanceMetres).toBeGreaterThan((47 * 5 * 60) / 3.6);
    expect(one([...stop, ...after]).distanceMetres).toBeLessThan((49 * 5 * 60) / 3.6 + 50);
  });
});

describe('two devices', () => {
  const besideA = (seconds: number, metres: number) => fixAt(seconds, metres, 40, { deviceId: 'b' });

  test('at once draw one line, that of the device that was first', () => {
    const b = Array.from({ length: 99 }, (_, index) => besideA(2 + index * 5, 40 + (index * 5 * 60) / 3.6));
    const both = one([...drive(100), ...b]);
    expect(both.points).toEqual(one(drive(100)).points);
  });

  test('the other one takes over when the first was silent for 60 s', () => {
    const a = drive(20);
    const b = Array.from({ length: 60 }, (_, index) => besideA(index * 5 + 1, ((index * 5 + 1) * 60) / 3.6));
    const track = one([...a, ...b]);
    const silentFrom = a[19]?.fixedAtUnixMs ?? 0;
    const taken = track.points.find((point) => point.fixedAtUnixMs > silentFrom);
    expect((taken?.fixedAtUnixMs ?? 0) - silentFrom).toBeGreaterThan(60_000);
    expect((taken?.fixedAtUnixMs ?? 0) - silentFrom).toBeLessThanOrEqual(70_000);
  });
});

describe('a late fix', () => {
  test('never moves the marker back', () => {
    const track = one(drive(50));
    expect(addFixes(track, [fixAt(12, 203)]).latest).toBe(track.latest);
  });

  test('that changes earlier points raises the version by one, however many came with it', () => {
    const all = drive(100);
    const track = one([...all.slice(0, 20), ...all.slice(40)]);
    const whole = addFixes(track, all.slice(20, 40));
    expect(track.version).toBe(0);
    expect(whole.version).toBe(1);
    expect(whole.points).toEqual(one(all).points);
  });

  test('that changes no point leaves the version', () => {
    const track = one(drive(50));
    expect(addFixes(track, [fixAt(12, 203, 0, { accuracyMetres: 500 })]).version).toBe(0);
  });

  test('of two claims for one moment the more exact counts, in either order', () => {
    const rough = fixAt(50, 840, 60, { accuracyMetres: 90 });
    const exact = fixAt(50, 833, 0, { accuracyMetres: 4 });
    const rest = drive(30).filter((fix) => fix.fixedAtUnixMs !== rough.fixedAtUnixMs);
    const first = addFixes(addFixes(one(rest), [rough]), [exact]);
    const second = addFixes(addFixes(one(rest), [exact]), [rough]);
    expect(first.points).toEqual(second.points);
    expect(fixesOf(first)).toContainEqual(exact);
    expect(fixesOf(second)).not.toContainEqual(rough);
  });
});
