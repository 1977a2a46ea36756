import { describe, expect, test } from 'vitest';
import { concordance } from '../../../shared/scoring/fairness/agreement.ts';
import {
  type Agreement,
  agreementOf,
  type MarkTable,
  markTable,
} from '../../../shared/scoring/fairness/index.ts';
import { demoTour, tourOfMarks } from '../../support/fair-tour.ts';

const agreementIn = (...rows: readonly (readonly (number | null)[])[]): Agreement =>
  agreementOf(markTable(tourOfMarks(rows)));

describe('Kendall’s W', () => {
  test('Siegel 1956, three interviewers and ten applicants, with ties: 0.828', () => {
    // S. Siegel, Nonparametric Statistics for the Behavioral Sciences (1956), chapter 9, the example with ties.
    // Sums of ranks 5.5 6.5 9 13.5 12 20 23 23.5 25.5 26.5, mean 16.5, S = 591.
    // Ties ΣT/12: X two pairs 1, Y three pairs 1.5, Z a group of 4 and one of 3: 5 + 2 = 7.
    // W = 591 ÷ (9 · 990 ÷ 12 − 3 · 9.5) = 591 ÷ 714 = 0.8277…; without the correction 591 ÷ 742.5 = 0.796.
    const w = concordance([
      [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
      [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
      [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
    ]);
    expect(w).toBeCloseTo(591 / 714, 12);
  });

  test('the anxiety ratings of the R package irr, marks instead of ranks: 0.54', () => {
    // kendall(anxiety, TRUE) of irr: Wt = 0.54, χ²(19) = 30.8 = 3 · 19 · W.
    const w = concordance([
      [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
      [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
      [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
    ]);
    expect(w?.toFixed(2)).toBe('0.54');
    expect(((w ?? 0) * 3 * 19).toFixed(1)).toBe('30.8');
  });

  test('1 where all agree, 0 where two are opposite', () => {
    expect(agreementIn([1, 2, 3], [10, 20, 30])).toMatchObject({ w: 1 });
    expect(agreementIn([1, 2, 3], [3, 2, 1])).toMatchObject({ w: 0 });
  });

  test('is undefined, and says why, for fewer than two judges or items, and where nothing tells items apart', () => {
    expect(agreementIn()).toEqual({ w: null, why: 'few-judges' });
    expect(agreementIn([1, 2, 3])).toEqual({ w: null, why: 'few-judges' });
    expect(agreementIn([1], [2])).toEqual({ w: null, why: 'few-items' });
    expect(agreementIn([5, 5], [6, 6])).toEqual({ w: null, why: 'all-tied' });
  });

  test('an item that is just being scored is left out', () => {
    expect(agreementIn([1, 2, 9], [1, 2, null], [2, 1, null])).toMatchObject({
      judgeIds: ['j1', 'j2', 'j3'],
      itemIds: ['s1', 's2'],
    });
  });

  test('a judge who missed most is left out', () => {
    expect(agreementIn([1, 2, 9], [1, 2, 8], [2, null, null])).toMatchObject({
      judgeIds: ['j1', 'j2'],
      itemIds: ['s1', 's2', 's3'],
      w: 1,
    });
  });

  test('the demo’s panel agrees, without those who missed some stops', () => {
    const table: MarkTable = markTable(demoTour());
    const found = agreementOf(table);
    if (found.w === null) throw new Error(found.why);
    expect(found.w).toBeGreaterThan(0.3);
    expect(found.w).toBeLessThan(0.95);
    expect(found.judgeIds.length * found.itemIds.length).toBeGreaterThan(2_000);
  });
});
