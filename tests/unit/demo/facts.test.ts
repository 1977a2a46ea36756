import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodePolyline } from '../../../server/demo/drive/polyline.ts';
import { areas } from '../../../server/demo/tour/areas.ts';
import { judges } from '../../../server/demo/tour/judges.ts';
import { brands, outlets, prizes } from '../../../server/demo/tour/people.ts';
import { roadShowRubric, rubricById, rubrics } from '../../../server/demo/tour/rubric.ts';
import { stops } from '../../../server/demo/tour/stops.ts';
import type { Position } from '../../../server/demo/words.ts';

function inside([lat, lon]: Position, ring: readonly Position[]): boolean {
  let within = false;
  for (const [index, [latA, lonA]] of ring.entries()) {
    const [latB, lonB] = ring[(index + ring.length - 1) % ring.length] ?? [0, 0];
    if (latA > lat !== latB > lat && lon < ((lonB - lonA) * (lat - latA)) / (latB - latA) + lonA)
      within = !within;
  }
  return within;
}

const unique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

describe('the demo tour keeps to the facts', () => {
  test('ten areas compete, eight of them with a code and a boundary', () => {
    expect(areas).toHaveLength(10);
    expect(unique(areas.map((area) => area.id))).toBe(true);
    const coded = areas.filter((area) => area.adcode !== undefined);
    expect(coded.map((area) => area.adcode)).toEqual([
      '420302',
      '420303',
      '420304',
      '420322',
      '420323',
      '420324',
      '420325',
      '420381',
    ]);
    expect(areas.filter((area) => area.outline === undefined).map((area) => area.name.zh)).toEqual([
      '武当山旅游经济特区',
      '十堰经济技术开发区',
    ]);
  });

  test('forty stops over three days, three of them known by name', () => {
    expect(stops).toHaveLength(40);
    expect(stops.map((stop) => stop.number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(stops[0]?.id).toBe('s01');
    expect(stops[39]?.id).toBe('s40');
    expect(unique(stops.map((stop) => stop.name.zh))).toBe(true);
    expect(stops.filter((stop) => !stop.madeUp).map((stop) => stop.name.zh)).toEqual([
      '十堰市实验中学',
      '竹溪县水坪镇新时代文明实践所',
      '武当山特区十字岭社区新时代文明实践站',
    ]);
    for (const area of areas)
      expect(stops.filter((stop) => stop.areaId === area.id).length, area.id).toBeGreaterThanOrEqual(3);
  });

  test('the itinerary moves forward, in days of at most fourteen hours', () => {
    for (const day of [1, 2, 3]) {
      const rows = stops.filter((stop) => stop.day === day);
      const times = rows.flatMap((stop) => [stop.plannedArrival, stop.plannedDeparture]);
      expect([...times].sort()).toEqual(times);
      expect(unique(times)).toBe(true);
      expect(times.every((time) => time >= '06:00' && time <= '20:30')).toBe(true);
    }
    expect(stops[39]?.plannedDeparture.localeCompare('14:00')).toBe(-1);
  });

  test('52 people, ten of them from the areas', () => {
    expect(judges).toHaveLength(52);
    expect(unique(judges.map((judge) => judge.id))).toBe(true);
    expect(unique(judges.map((judge) => judge.name.zh))).toBe(true);
    expect(judges[0]?.id).toBe('j01');
    expect(judges[51]?.id).toBe('j52');
    expect(judges.flatMap((judge) => judge.areaId ?? []).sort()).toEqual(areas.map((area) => area.id).sort());
  });

  test('six brands, three outlets, and prizes for all ten areas', () => {
    expect(brands.map((brand) => brand.name.zh)).toEqual([
      '文明实践·理响十堰',
      '好人之城·德行十堰',
      '志愿之城·大爱十堰',
      '文明会客·"典"亮十堰',
      '十星创建·新风十堰',
      '文明交通·畅行十堰',
    ]);
    expect(outlets.map((outlet) => outlet.name.zh)).toEqual(['秦楚网', '十堰头条', '十堰文明网']);
    expect(prizes.reduce((sum, prize) => sum + prize.count, 0)).toBe(10);
    expect(prizes.reduce((sum, prize) => sum + prize.count * prize.amountYuan, 0)).toBe(300_000);
    for (const brand of brands)
      expect(
        stops.some((stop) => stop.brandId === brand.id),
        brand.id,
      ).toBe(true);
  });

  test('the weights of a rubric add up to 100', () => {
    for (const rubric of [...rubrics, roadShowRubric]) {
      expect(rubric.criteria.reduce((sum, criterion) => sum + criterion.weightPercent, 0)).toBe(100);
      expect(unique(rubric.criteria.map((criterion) => criterion.id))).toBe(true);
    }
    for (const stop of stops) expect(rubricById(stop.rubricId).criteria.length).toBeGreaterThanOrEqual(6);
  });
});

describe('the outlines', () => {
  test('fit in 6 KB compressed', () => {
    const all = JSON.stringify(areas.map((area) => area.outline));
    expect(gzipSync(all).length).toBeLessThanOrEqual(6 * 1024);
  });

  test('hold the stops of their areas', () => {
    for (const stop of stops) {
      const area = areas.find((candidate) => candidate.id === stop.areaId);
      if (area?.outline === undefined) continue;
      const rings = area.outline.map((ring) => decodePolyline(ring, 4));
      expect(
        rings.some((ring) => inside(stop.position, ring)),
        `${stop.id} in ${area.id}`,
      ).toBe(true);
    }
  });

  test('share their borders: most corners belong to two areas or to the outer edge', () => {
    const seen = new Map<string, number>();
    for (const area of areas) {
      for (const corner of new Set(
        (area.outline ?? []).flatMap((ring) => decodePolyline(ring, 4).map(String)),
      ))
        seen.set(corner, (seen.get(corner) ?? 0) + 1);
    }
    const shared = [...seen.values()].filter((count) => count > 1).length;
    expect(shared).toBeGreaterThan(200);
  });
});
