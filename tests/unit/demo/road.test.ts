import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { distanceMetres } from '../../../server/demo/drive/polyline.ts';
import {
  dayRoads,
  roadLengthMetres,
  roadLines,
  roadOfDay,
  stopAlongMetres,
  tunnels,
} from '../../../server/demo/drive/road.ts';
import { stops } from '../../../server/demo/tour/stops.ts';

test('the road is more than 1,000 km long, and less than 1,200', () => {
  expect(roadLengthMetres).toBeGreaterThan(1_000_000);
  expect(roadLengthMetres).toBeLessThan(1_200_000);
});

test('the road fits in 8 KB compressed', () => {
  expect(gzipSync(roadLines.map((line) => line.polyline).join('\n')).length).toBeLessThanOrEqual(8 * 1024);
});

test('the road passes every stop within 300 m, in order', () => {
  for (const road of dayRoads) {
    let before = -1;
    for (const stop of stops.filter((candidate) => candidate.day === road.day)) {
      const along = stopAlongMetres.get(stop.id) ?? Number.NaN;
      expect(along, stop.id).toBeGreaterThan(before);
      const index = road.alongMetres.indexOf(along);
      expect(distanceMetres(road.points[index] ?? [0, 0], stop.position), stop.id).toBeLessThan(300);
      before = along;
    }
  }
});

test('each day sets off where the day before ended', () => {
  for (const [earlier, later] of [
    [1, 2],
    [2, 3],
  ] as const) {
    const end = roadOfDay(earlier).points.at(-1) ?? [0, 0];
    const start = roadOfDay(later).points[0] ?? [0, 0];
    expect(distanceMetres(end, start)).toBeLessThan(50);
  }
});

test('tunnels lie on their road, apart and in order, away from the stops', () => {
  for (const road of dayRoads) {
    let before = 0;
    for (const tunnel of tunnels.filter((candidate) => candidate.day === road.day)) {
      expect(tunnel.fromMetres).toBeGreaterThan(before);
      expect(tunnel.toMetres).toBeGreaterThan(tunnel.fromMetres);
      expect(tunnel.toMetres).toBeLessThan(road.lengthMetres);
      for (const stop of stops.filter((candidate) => candidate.day === road.day)) {
        const along = stopAlongMetres.get(stop.id) ?? 0;
        expect(along < tunnel.fromMetres || along > tunnel.toMetres, stop.id).toBe(true);
      }
      before = tunnel.toMetres;
    }
  }
});
