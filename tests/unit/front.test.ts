import { expect, test } from 'vitest';
import { frontOf } from '../../server/live/front.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { emptyTour } from '../../shared/tour/state.ts';
import { onTour } from './decide/scenario.ts';

const DAY_MS = 86_400_000;
const NOW = 1_657_200_000_000;
const chosen = (...tours: readonly (readonly [string, Tour])[]) =>
  frontOf(
    tours.map(([id, tour]) => ({ id, tour })),
    NOW,
  )?.id;
const setUp = { ...onTour(), days: {} };
const at = (days: Tour['days']): Tour => ({ ...setUp, days });
const underWay = at({ 1: { begunAt: NOW - DAY_MS, endedAt: NOW - DAY_MS / 2 } });

test('the front shows the tour that is on its way, whatever was made after it', () => {
  expect(chosen(['running', underWay], ['next', setUp], ['empty', emptyTour])).toBe('running');
});

test('else the newest that is set up, never an empty one beside it', () => {
  expect(chosen(['old', setUp], ['new', setUp], ['empty', emptyTour])).toBe('new');
});

test('else the newest; nothing where there is none', () => {
  expect(chosen(['first', emptyTour], ['second', emptyTour])).toBe('second');
  expect(chosen()).toBeUndefined();
});

test('a tour that is over, or that nobody ended, makes way for a newer one', () => {
  const over = at({ 1: { begunAt: NOW - DAY_MS, endedAt: NOW - 2 }, 2: { begunAt: NOW - 1, endedAt: NOW } });
  const forgotten = at({ 1: { begunAt: NOW - 10 * DAY_MS } });
  for (const before of [over, forgotten]) expect(chosen(['before', before], ['next', setUp])).toBe('next');
});
