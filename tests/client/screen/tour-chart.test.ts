// @vitest-environment happy-dom

import { cleanup, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { TourStore } from '../../../client/live/tour-store.svelte.ts';
import type { LatLng } from '../../../client/map/lines.ts';
import { landOf } from '../../../client/map/model.ts';
import { type Land, landInParts } from '../../../client/screen/tour/chart/land.ts';
import { projectionOf, sheetOf, sheetTransform } from '../../../client/screen/tour/chart/projection.ts';
import { sizeOn } from '../../../client/screen/tour/size.ts';
import { demoSetup } from '../../../server/demo/setup.ts';
import { evolvePublic } from '../../../shared/tour/fold.ts';
import { mapLines } from '../../../shared/tour/setup/map-lines.ts';
import { NOW, snapshot } from '../sample.ts';
import AtHand from './AtHand.svelte';
import InScene from './InScene.svelte';

const LINES = mapLines(demoSetup);

/** Reads the land to its end; how many times it paused on the way. */
function read(lines: typeof LINES): { readonly land: Land; readonly pauses: number } {
  const reading = landInParts(landOf(lines));
  for (let pauses = 0; ; pauses += 1) {
    const { done, value } = reading.next();
    if (done) return { land: value, pauses };
  }
}

describe('the land', () => {
  test('is read in parts: one for each area, and the borders', () => {
    const { land, pauses } = read(LINES);
    expect(pauses).toBe(LINES.areas.length + 1);
    expect(land.areas.map(({ areaId }) => areaId)).toEqual(LINES.areas.map(({ id }) => id));
    expect(land.paths.ground).toMatch(/^M-?\d+ -?\d+L.*Z$/);
    expect(land.paths.borders).not.toContain('Z');
    expect(land.paths.roads).not.toBe('');
  });

  test('of outlines that are none is empty, and whole for the others', () => {
    const [one, ...others] = LINES.areas;
    const { land } = read({ ...LINES, areas: [{ id: one?.id ?? '', outline: ['☃'] }, ...others] });
    expect(land.areas[0]).toMatchObject({ d: '', middle: undefined });
    expect(land.areas[2]?.d).not.toBe('');
    expect(read({ areas: [], days: [] }).land.paths).toEqual({ ground: '', borders: '', roads: '' });
  });

  test('is laid out as its chart projects everything else', () => {
    const { land } = read(LINES);
    const { outer, origin } = land;
    const project = projectionOf(outer.flat(), { width: 780, height: 812, margin: 20 });
    const [across = 0, , , up = 0, x = 0, y = 0] = (
      sheetTransform(origin, project).match(/-?[\d.]+(e-\d+)?/g) ?? []
    ).map(Number);
    const onSheet = sheetOf(origin);
    for (const place of [...outer.flat(), [0, 0] as LatLng]) {
      const [wanted, laid] = [project(place), onSheet(place)];
      expect(laid.x * across + x).toBeCloseTo(wanted.x, 1);
      expect(laid.y * up + y).toBeCloseTo(wanted.y, 1);
    }
  });
});

describe('the land of a page', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => {
      cleanup();
      vi.useRealTimers();
    };
  });
  const storeWith = () => {
    const store = new TourStore('t', snapshot({}), NOW, { evolve: evolvePublic });
    return { store, asked: vi.spyOn(store, 'mapLines').mockImplementation(async () => LINES) };
  };
  const seen = () => screen.getByRole('status').textContent;

  test('is there when a scene comes up, and no scene asks for it again', async () => {
    const { store, asked } = storeWith();
    const page = render(AtHand, { store, isCalm: true, scene: false });
    await vi.advanceTimersByTimeAsync(1_000);
    for (let times = 0; times < 3; times += 1) {
      await page.rerender({ store, isCalm: true, scene: true });
      expect(seen()).toBe(LINES.areas.map(({ id }) => id).join(' '));
      await page.rerender({ store, isCalm: true, scene: false });
    }
    expect(asked).toHaveBeenCalledTimes(1);
  });

  test('is read only once nothing else is waited for', async () => {
    const { store } = storeWith();
    const page = render(AtHand, { store, isCalm: false, scene: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen()).toBe('');
    await page.rerender({ store, isCalm: true, scene: true });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen()).not.toBe('');
  });

  test('is none where nobody keeps it', () => {
    render(InScene);
    expect(seen()).toBe('');
  });
});

describe('the place of a scene', () => {
  test('keeps to the safe margins, and leaves the notice its room', () => {
    expect(sizeOn({ width: 1920, height: 1080, u: 10.8, foot: 7.4 })).toMatchObject({
      width: 1728,
      form: 'wide',
      unit: 10.8,
    });
    expect(sizeOn({ width: 1920, height: 1080, u: 10.8, foot: 7.4 }).height).toBeCloseTo(1080 - 54 - 79.92);
    expect(sizeOn({ width: 2304, height: 384, u: 3.84, foot: 5 }).height).toBeCloseTo(384 - 19.2 - 19.2);
    // A window that is not shown has no size.
    expect(sizeOn({ width: 0, height: 0, u: 0, foot: 0 })).toMatchObject({ width: 1728, unit: 10.8 });
  });
});
