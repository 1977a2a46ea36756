import { describe, expect, test } from 'vitest';
import type { LatLng } from '../../client/map/lines.ts';
import { around, belongsTo, fitOf } from '../../client/map/view/extent.ts';
import { convoyExtent, wholeOf } from '../../client/map/view/whole.ts';
import { sampleSetup } from '../support/sample-tour.ts';
import { seeded } from '../support/seeded.ts';

const phone = { width: 390, height: 304, left: 4, right: 58, top: 4, bottom: 4 };
const stepZoom = 0.05;

/** Where a place is seen in a view: Web Mercator with tiles of 256, written down on its own. */
function seenAt([latitude, longitude]: LatLng, centre: LatLng, zoom: number) {
  const world = ([lat, lng]: LatLng) => ({
    x: ((lng + 180) / 360) * 256 * 2 ** zoom,
    y: ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 256 * 2 ** zoom,
  });
  const [here, middle] = [world([latitude, longitude]), world(centre)];
  return { x: here.x - middle.x + phone.width / 2, y: here.y - middle.y + phone.height / 2 };
}

describe('fitting', () => {
  test('nothing of what is drawn at a place crosses the frame, wherever places lie', () => {
    const random = seeded(7);
    for (let round = 0; round < 200; round += 1) {
      const [south, west, size] = [random() * 120 - 60, random() * 300 - 150, 0.01 + random() * 20];
      const things = Array.from({ length: 1 + Math.floor(random() * 9) }, () => {
        const at: LatLng = [south + random() * size, west + random() * size];
        return { at, left: random() * 40, right: random() * 40, up: random() * 60, down: random() * 20 };
      });
      const fit = fitOf(things, phone, stepZoom);
      if (fit === undefined) throw new Error('no fit');
      for (const { at, left, right, up, down } of things) {
        const { x, y } = seenAt(at, fit.centre, fit.zoom);
        expect(x - left).toBeGreaterThan(phone.left - 0.01);
        expect(x + right).toBeLessThan(phone.width - phone.right + 0.01);
        expect(y - up).toBeGreaterThan(phone.top - 0.01);
        expect(y + down).toBeLessThan(phone.height - phone.bottom + 0.01);
      }
    }
  });

  test('a single place is looked at from a sensible height, in the middle of the frame', () => {
    const fit = fitOf([around([32.3, 109.8], 12)], phone, stepZoom);
    expect(fit?.zoom).toBe(12);
    const { x, y } = seenAt([32.3, 109.8], fit?.centre ?? [0, 0], 12);
    expect(x).toBeCloseTo((4 + 390 - 58) / 2);
    expect(y).toBeCloseTo(152);
  });

  test('without places or without room there is none', () => {
    expect(fitOf([], phone, stepZoom)).toBeUndefined();
    expect(fitOf([around([32, 110], 12)], { ...phone, width: 60 }, stepZoom)).toBeUndefined();
  });
});

describe('what the whole tour is', () => {
  const whole = (lines: LatLng[][] = []) => wholeOf({ setup: sampleSetup, stops: {} }, lines);
  const holds = (things: ReturnType<typeof whole>['things'], place: LatLng) =>
    things.some(({ at }) => at[0] === place[0] && at[1] === place[1]);

  test('every stop and, with outlines or without, every seat', () => {
    const { things } = whole();
    for (const { position } of sampleSetup.stops) expect(holds(things, [...position])).toBe(true);
    for (const { seat } of sampleSetup.areas) expect(holds(things, [...seat])).toBe(true);
  });

  test('lines as far as they belong to it, without a point at 0/0 or the road from another province', () => {
    const { things } = whole([
      [
        [32.9, 110.2],
        [0, 0],
        [30.6, 114.3],
        [32.1, 110.2],
      ],
      [
        [0, 0],
        [0, 1],
      ],
    ]);
    expect(holds(things, [32.1, 110.2])).toBe(true);
    expect(holds(things, [32.9, 110.2])).toBe(true);
    expect(things.every(({ at: [latitude] }) => latitude > 31)).toBe(true);
  });

  test('lines alone, before stops and areas are known', () => {
    const { things } = wholeOf({ setup: { ...sampleSetup, areas: [], stops: [] }, stops: {} }, [
      [
        [32, 110],
        [33, 111],
      ],
    ]);
    expect(things.map(({ at }) => at)).toEqual([
      [32, 110],
      [33, 111],
    ]);
  });

  test('a place belongs to stops that lie as far from each other as it does from them', () => {
    const belongs = belongsTo([
      [30, 110],
      [40, 110],
    ]);
    expect([belongs([49, 110]), belongs([51, 110]), belongs([0, 0])]).toEqual([true, false, false]);
    expect(belongsTo([])([0, 0])).toBe(true);
  });

  test('a parked convoy stands above its stop', () => {
    expect(convoyExtent([32, 110], true).up).toBeGreaterThan(convoyExtent([32, 110], false).up);
  });
});
