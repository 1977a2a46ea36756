import { describe, expect, test } from 'vitest';
import type { Fix } from '../../shared/track/fix.ts';
import { compareFixes } from '../../shared/track/order.ts';
import { addFixes, emptyTrack, fixesOf, type Track } from '../../shared/track/track.ts';
import { fixAt } from '../support/drives.ts';
import { batched, gaussian, pick, seeded, shuffled, whole } from '../support/seeded.ts';

const SEEDS = Array.from({ length: 25 }, (_, index) => index + 1);

/** A tour with all that happens: drives, stops, silence, glitches, two devices, rival claims. */
function tour(random: () => number, count: number): Fix[] {
  const fixes: Fix[] = [];
  let seconds = 0;
  let east = 0;
  let kph = 0;
  while (fixes.length < count) {
    if (random() < 0.05) kph = pick(random, [0, 0, 20, 60, 90]);
    const step = random() < 0.01 ? whole(random, 60, 1_200) : pick(random, [1, 5, 5, 10]);
    seconds += step;
    east += (step * kph) / 3.6;
    const stray = random() < 0.03 ? gaussian(random) * pick(random, [200, 5_000]) : 0;
    const deviceId = pick(random, seconds % 900 < 500 ? ['a', 'a', 'a', 'b'] : ['b', 'c']);
    const extra: Partial<Fix> = { deviceId };
    if (random() < 0.5) Object.assign(extra, { accuracyMetres: pick(random, [3, 10, 40, 150]) });
    if (random() < 0.5) Object.assign(extra, { speedKph: kph });
    const fix = fixAt(seconds, east + gaussian(random) * 5, stray + gaussian(random) * 5, extra);
    fixes.push(fix);
    if (random() < 0.02) fixes.push({ ...fix, latitude: fix.latitude + 0.0001 });
    if (random() < 0.02) fixes.push({ ...fix, deviceId: 'd' });
  }
  return fixes;
}

const folded = (batches: readonly (readonly Fix[])[]): Track => batches.reduce<Track>(addFixes, emptyTrack);
const meaning = ({ points, distanceMetres, latest, lastHeard, fixCount }: Track) => ({
  points,
  distanceMetres,
  latest,
  lastHeard,
  fixCount,
});

describe('laws of the track', () => {
  test.each(SEEDS)('the set decides: order, repetition and batches do not (seed %i)', (seed) => {
    const random = seeded(seed);
    const fixes = tour(random, whole(random, 1, 900));
    const whole1 = addFixes(emptyTrack, fixes);
    const repeated = shuffled(random, [...fixes, ...fixes.filter(() => random() < 0.3)]);
    const other = folded(batched(random, repeated, pick(random, [1, 7, 400])));
    expect(meaning(other)).toEqual(meaning(whole1));
    expect(fixesOf(other)).toEqual(fixesOf(whole1));
  });

  test.each(SEEDS)('a slightly late network means the same as none (seed %i)', (seed) => {
    const random = seeded(seed);
    const fixes = tour(random, 700);
    const arriving = fixes
      .map((fix) => ({ fix, at: fix.fixedAtUnixMs + random() * pick(random, [0, 5_000, 60_000]) }))
      .sort((a, b) => a.at - b.at)
      .map(({ fix }) => fix);
    expect(meaning(folded(batched(random, arriving, 3)))).toEqual(meaning(addFixes(emptyTrack, fixes)));
  });

  test.each(SEEDS)('the marker never goes back in time while one device leads (seed %i)', (seed) => {
    const random = seeded(seed);
    let track = emptyTrack;
    for (const batch of batched(random, shuffled(random, tour(random, 300)), 5)) {
      const next = addFixes(track, batch);
      if (next.latest?.deviceId === track.latest?.deviceId)
        expect(next.latest?.fixedAtUnixMs ?? 0).toBeGreaterThanOrEqual(track.latest?.fixedAtUnixMs ?? 0);
      track = next;
    }
  });

  test.each(SEEDS)('fixes in order only append, at an unchanged version (seed %i)', (seed) => {
    const random = seeded(seed);
    const ordered = fixesOf(addFixes(emptyTrack, tour(random, 600))).sort(compareFixes);
    let track = emptyTrack;
    for (const batch of batched(random, ordered, 9)) {
      const next = addFixes(track, batch);
      expect(next.version).toBe(0);
      expect(next.points.slice(0, track.points.length)).toEqual(track.points);
      track = next;
    }
  });

  test.each(SEEDS)('a client that appends, and refetches on a new version, sees all (seed %i)', (seed) => {
    const random = seeded(seed);
    let track = emptyTrack;
    let seen = { version: 0, points: track.points };
    for (const batch of batched(random, shuffled(random, tour(random, 200)), 4)) {
      const next = addFixes(track, batch);
      expect(next.version - track.version).toBeLessThanOrEqual(1);
      expect(next.version).toBeGreaterThanOrEqual(track.version);
      const appended = [...seen.points, ...next.points.slice(seen.points.length)];
      seen = { version: next.version, points: next.version === seen.version ? appended : next.points };
      expect(seen.points).toEqual(next.points);
      track = next;
    }
  });

  test.each(SEEDS)('the same batches give the same version in every process (seed %i)', (seed) => {
    const random = seeded(seed);
    const batches = batched(random, shuffled(random, tour(random, 300)), 20);
    const there = folded(batches);
    const here = folded(JSON.parse(JSON.stringify(batches)));
    expect(here).toEqual(there);
  });

  test.each(SEEDS)('the input is never changed (seed %i)', (seed) => {
    const random = seeded(seed);
    const batches = batched(random, shuffled(random, tour(random, 300)), 40);
    let track = emptyTrack;
    for (const batch of batches) {
      const before = structuredClone(track);
      const copy = structuredClone(batch);
      const next = addFixes(track, Object.freeze(batch));
      expect(track).toEqual(before);
      expect(batch).toEqual(copy);
      track = next;
    }
  });

  test.each(SEEDS)('distance never shrinks along the line and ends at the whole (seed %i)', (seed) => {
    const track = addFixes(emptyTrack, tour(seeded(seed), 800));
    let before = 0;
    for (const point of track.points) {
      expect(point.alongMetres).toBeGreaterThanOrEqual(before);
      before = point.alongMetres;
    }
    expect(track.distanceMetres).toBe(before);
  });
});
