// @vitest-environment happy-dom

import { cleanup, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { TourStore } from '../../client/live/tour-store.svelte.ts';
import type { MapLines } from '../../shared/protocol.ts';
import { evolvePublic } from '../../shared/tour/fold.ts';
import Following from './Following.svelte';
import { NOW, snapshot } from './sample.ts';

const LINES: MapLines = { areas: [{ id: 'zhuxi', outline: ['_p~iF~ps|U_ulLnnqC_mqNvxq`@'] }], days: [] };

beforeEach(() => {
  vi.useFakeTimers();
  return () => {
    cleanup();
    vi.useRealTimers();
  };
});

/** A page that follows; `answers` is what the server says each time the lines are asked for. */
function follow(...answers: (MapLines | undefined)[]) {
  const store = new TourStore('t', snapshot({}), NOW, { evolve: evolvePublic });
  const mapLines = vi.spyOn(store, 'mapLines').mockImplementation(async () => answers.shift());
  const page = render(Following, { store });
  return { store, mapLines, page };
}

test('lines that did not come are asked for again until they are there, ever less often', async () => {
  const { mapLines } = follow(undefined, undefined, LINES);
  await vi.advanceTimersByTimeAsync(0);
  expect(mapLines).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(mapLines).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(mapLines).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(mapLines).toHaveBeenCalledTimes(3);
  await tick();
  expect(screen.getByRole('status').textContent).toBe('1');
  await vi.advanceTimersByTimeAsync(600_000);
  expect(mapLines).toHaveBeenCalledTimes(3);
});

test('what happens on the tour asks for no lines, another version of the set-up does', async () => {
  const { store, mapLines } = follow(LINES, LINES);
  await vi.advanceTimersByTimeAsync(0);
  store.following = { ...store.following, seq: store.following.seq + 1 };
  await vi.advanceTimersByTimeAsync(0);
  expect(mapLines).toHaveBeenCalledTimes(1);
  const { tour } = store.following;
  store.following = { ...store.following, tour: { ...tour, setupVersion: tour.setupVersion + 1 } };
  await vi.advanceTimersByTimeAsync(0);
  expect(mapLines.mock.calls.map(([version]) => version)).toEqual([1, 2]);
});

test('a page that is gone asks no more', async () => {
  const { mapLines, page } = follow();
  await vi.advanceTimersByTimeAsync(0);
  page.unmount();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(mapLines).toHaveBeenCalledTimes(1);
});
