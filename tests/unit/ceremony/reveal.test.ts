import { describe, expect, test } from 'vitest';
import { revealedAfter, stepsToReveal } from '../../../shared/tour/ceremony/reveal.ts';
import { THREE_PRIZES } from '../../support/ceremony-tour.ts';
import { finalTour } from './meeting.ts';

const SEVEN = { a: '99', b: '98', c: '97', d: '96', e: '95', f: '94', g: '93' };
const resultOf = (totals: Readonly<Record<string, string>>, prizes = THREE_PRIZES) => {
  const { final } = finalTour(totals, prizes);
  if (final === null) throw new Error('The result is final');
  return final;
};
const ranks = (result: ReturnType<typeof resultOf>, grain: 'prize' | 'place' | 'part', steps: number) =>
  revealedAfter(result, grain, steps).map(({ rank, areas }) => [rank, areas?.map(({ areaId }) => areaId)]);

describe('a result is revealed from the last prize to the first', () => {
  test('place by place', () => {
    const result = resultOf(SEVEN);
    expect(stepsToReveal(result, 'place')).toBe(6);
    expect(ranks(result, 'place', 0)).toEqual([]);
    expect(ranks(result, 'place', 2)).toEqual([
      [6, ['f']],
      [5, ['e']],
    ]);
    expect(ranks(result, 'place', 6).at(-1)).toEqual([1, ['a']]);
  });

  test('prize by prize, each with all its places', () => {
    const result = resultOf(SEVEN);
    expect(stepsToReveal(result, 'prize')).toBe(3);
    expect(ranks(result, 'prize', 1).map(([rank]) => rank)).toEqual([6, 5, 4]);
    expect(ranks(result, 'prize', 2).map(([rank]) => rank)).toEqual([6, 5, 4, 3, 2]);
  });

  test('part by part: the place, who, the score, how it was made up', () => {
    const result = resultOf(SEVEN);
    expect(stepsToReveal(result, 'part')).toBe(24);
    const last = (steps: number) => revealedAfter(result, 'part', steps).at(-1);
    expect(last(1)).toEqual({ rank: 6, sharedBy: 1, prizeId: 'third' });
    expect(last(2)?.areas).toEqual([{ areaId: 'f' }]);
    expect(last(3)?.areas).toEqual([{ areaId: 'f', score: '94.00' }]);
    expect(last(4)?.areas?.[0]?.parts).toEqual({
      onSite: '0.00',
      roadShow: null,
      routine: null,
      points: '94',
    });
    expect(last(5)).toEqual({ rank: 5, sharedBy: 1, prizeId: 'third' });
  });

  test('an area without a prize is never revealed', () => {
    const text = JSON.stringify(revealedAfter(resultOf(SEVEN), 'part', 24));
    expect(text).not.toContain('"g"');
  });
});

describe('who shares a place', () => {
  test('is revealed together, also in the first place', () => {
    const result = resultOf({ a: '99', b: '99', c: '97' });
    expect(ranks(result, 'place', 9)).toEqual([]);
    expect(ranks(result, 'place', 2)).toEqual([
      [3, ['c']],
      [1, ['a', 'b']],
    ]);
    expect(revealedAfter(result, 'part', 5).at(-1)).toEqual({ rank: 1, sharedBy: 2, prizeId: 'first' });
  });

  test('gets one prize, and the next prize does not come out where its places are taken', () => {
    const one = [
      { id: 'first', name: { zh: '一等奖' }, places: 1 },
      { id: 'second', name: { zh: '二等奖' }, places: 1 },
      { id: 'third', name: { zh: '三等奖' }, places: 1 },
    ];
    const result = resultOf({ a: '99', b: '99', c: '97' }, one);
    expect(result.rows.map(({ prizeId }) => prizeId)).toEqual(['first', 'first', 'third']);
    expect(stepsToReveal(result, 'prize')).toBe(2);
  });
});

test('fewer areas than prizes: those that do not come out are no step', () => {
  const result = resultOf({ a: '99', b: '98' });
  expect(stepsToReveal(result, 'place')).toBe(2);
  expect(stepsToReveal(result, 'prize')).toBe(2);
});

test.each(['prize', 'place', 'part'] as const)('what is revealed only grows (%s)', (grain) => {
  const result = resultOf({ a: '99', b: '99', c: '97', d: '96', e: '96', f: '94' });
  let before = '';
  for (let steps = 1; steps <= stepsToReveal(result, grain); steps += 1) {
    const now = JSON.stringify(revealedAfter(result, grain, steps));
    expect(now.length).toBeGreaterThan(before.length);
    before = now;
  }
});
