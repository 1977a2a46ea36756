import { describe, expect, test } from 'vitest';
import {
  dayAt,
  instantAt,
  lastUpTo,
  offsetOf,
  positionAt,
  stopsAt,
  timelineOf,
  trackAt,
  wayOf,
} from '../../client/archive/replay.ts';
import { keptTrack } from '../../server/archive/kept-track.ts';
import { emptyTour } from '../../shared/tour/state.ts';
import { decodePolyline } from '../../shared/track/polyline.ts';
import type { TrackPoint } from '../../shared/track/thinning.ts';

const HOUR = 3_600_000;
const START = 1_657_155_600_000;
const twoDays = {
  ...emptyTour,
  days: {
    1: { begunAt: START, endedAt: START + 8 * HOUR },
    2: { begunAt: START + 24 * HOUR, endedAt: START + 30 * HOUR },
  },
};

describe('the timeline of a replay', () => {
  const timeline = timelineOf(twoDays, 0);

  test('is the days on the road, one after another without the night', () => {
    expect(timeline.lengthMs).toBe(14 * HOUR);
    expect(instantAt(timeline, 9 * HOUR)).toBe(START + 25 * HOUR);
    expect(offsetOf(timeline, START + 25 * HOUR)).toBe(9 * HOUR);
    expect(offsetOf(timeline, START + 12 * HOUR), 'in the night').toBe(8 * HOUR);
    expect([
      dayAt(timeline, START + HOUR),
      dayAt(timeline, START + 12 * HOUR),
      dayAt(timeline, START + 26 * HOUR),
    ]).toEqual([1, 1, 2]);
  });

  test('of a tour that is still on its way ends with what is known', () => {
    const running = timelineOf({ ...emptyTour, days: { 1: { begunAt: START } } }, START + 2 * HOUR);
    expect(running.lengthMs).toBe(2 * HOUR);
    expect(timelineOf(emptyTour, START).lengthMs).toBe(0);
  });

  test('the last up to a value is found among many, and none before the first', () => {
    const values = Array.from({ length: 1000 }, (_, at) => at * 3);
    for (const at of [0, 1, 2, 3, 500, 2996, 2997, 5000])
      expect(lastUpTo(values, at)).toBe(values.findLastIndex((value) => value <= at));
    expect(lastUpTo(values, -1)).toBe(-1);
    expect(lastUpTo([], 5)).toBe(-1);
  });
});

describe('the way of the convoy', () => {
  /** A bend, then half an hour in one place, then on; a point every 30 s, 300 m apart. */
  const points: TrackPoint[] = [];
  for (let at = 0; at < 40; at += 1)
    points.push({
      latitude: 32 + (at < 20 ? at : 20) * 0.0027,
      longitude: 110 + (at < 20 ? 0 : at - 20) * 0.0032,
      fixedAtUnixMs: START + at * 30_000 + (at >= 30 ? 1_800_000 : 0),
      alongMetres: at * 300,
    });
  const kept = keptTrack(points);
  const way = wayOf(kept);

  test('keeps far fewer points, but those where the convoy turned or stood', () => {
    expect(way.points.length).toBeLessThan(points.length / 2);
    expect(way.points.length).toBe(way.times.length);
    expect(way.times).toContain(points[29]?.fixedAtUnixMs);
    expect(way.times).toContain(points[30]?.fixedAtUnixMs);
  });

  test('goes evenly from point to point, and stands where it stood', () => {
    expect(positionAt(way, START - 1)).toBeNull();
    for (const { fixedAtUnixMs, latitude, longitude } of points) {
      const position = positionAt(way, fixedAtUnixMs);
      expect(Math.abs((position?.latitude ?? 0) - latitude)).toBeLessThan(0.0005);
      expect(Math.abs((position?.longitude ?? 0) - longitude)).toBeLessThan(0.0005);
    }
    const standing = positionAt(way, (points[29]?.fixedAtUnixMs ?? 0) + 900_000);
    expect(standing?.speedKph).toBeLessThan(2);
    expect(positionAt(way, START + 99 * HOUR)?.drivenMetres).toBeGreaterThan(11_000);
  });

  test('as far as an instant is the beginning of its line', () => {
    for (let at = 0; at < way.times.length; at += 1) {
      const { line, count } = trackAt(way, way.times[at] ?? 0);
      expect(count).toBe(at + 1);
      expect(way.line.startsWith(line)).toBe(true);
      expect(decodePolyline(line)?.length).toBe(at + 1);
    }
    expect(trackAt(way, START - 1)).toMatchObject({ count: 0, line: '' });
  });

  test('that does not fit its times is no way at all', () => {
    expect(wayOf({ ...kept, secondsAfter: [1] }).points).toEqual([]);
    expect(positionAt(wayOf({ line: '', startUnixMs: 0, secondsAfter: [] }), START)).toBeNull();
  });
});

test('stops are as far as they were at an instant', () => {
  const stops = { s1: { status: 'left' as const, headedForAt: 10, arrivedAt: 20, leftAt: 30 } };
  const at = (unixMs: number) => stopsAt(stops, unixMs).s1?.status;
  expect([at(5), at(10), at(25), at(30)]).toEqual(['planned', 'on-the-way', 'arrived', 'left']);
});
