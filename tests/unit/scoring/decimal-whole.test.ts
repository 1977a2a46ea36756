import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import {
  ascending,
  factorsOf,
  minus,
  quotient,
  type Rounding,
  rounded,
  sumOfProducts,
  times,
} from '../../../shared/decimal.ts';
import { pick, seeded, whole } from '../../support/seeded.ts';

/** Decimals of every kind that arithmetic in whole numbers takes, and some that it must leave alone. */
function decimal(random: () => number): string {
  const before = String(whole(random, 0, pick(random, [0, 9, 100, 9_999, 999_999, 99_999_999])));
  const places = whole(random, 0, pick(random, [0, 1, 2, 2, 6, 9]));
  const after = Array.from({ length: places }, () => pick(random, ['0', '0', '5', '5', '1', '9'])).join('');
  return `${random() < 0.1 ? '-' : ''}${before}${places === 0 ? '' : `.${after}`}`;
}

const MODES: readonly (readonly [Rounding, 1 | 2])[] = [
  ['half-up', 1],
  ['half-even', 2],
];

describe('arithmetic in whole numbers says what general decimals say', () => {
  test.each([1, 2, 3])('seed %i', (seed) => {
    const random = seeded(seed);
    for (let round = 0; round < 4_000; round += 1) {
      const [a, b] = [decimal(random), decimal(random)];
      const digits = whole(random, 0, 6);
      const shown = `${a} ${b} ${digits}`;
      expect(new Big(times(a, b)).eq(new Big(a).times(b)), shown).toBe(true);
      expect(new Big(minus(a, b)).eq(new Big(a).minus(b)), shown).toBe(true);
      expect(new Big(sumOfProducts([a, b], factorsOf([b, a]))).eq(new Big(a).times(b).times(2)), shown).toBe(
        true,
      );
      for (const [rounding, mode] of MODES) {
        expect(new Big(rounded(a, digits, rounding)).eq(new Big(a).round(digits, mode)), shown).toBe(true);
        if (new Big(b).eq(0)) continue;
        // Whether a quotient lies on, below or above a half is decided without dividing.
        const given = new Big(quotient(a, b, digits, rounding));
        const step = new Big(10).pow(-digits);
        const off = given.times(b).minus(a).abs();
        const half = step.times(b).abs().div(2);
        expect(off.lte(half), shown).toBe(true);
        if (!off.eq(half)) continue;
        const last = given.abs().div(step);
        const exact = new Big(a).div(b).abs();
        if (rounding === 'half-even') expect(last.mod(2).eq(0), shown).toBe(true);
        else expect(given.abs().gt(exact), shown).toBe(true);
      }
    }
  });

  test('exact halves go up, or to the even neighbour', () => {
    expect(quotient('57', '8', 2, 'half-up')).toBe('7.13');
    expect(quotient('57', '8', 2, 'half-even')).toBe('7.12');
    expect(quotient('1', '2', 0, 'half-even')).toBe('0');
    expect(quotient('3', '2', 0, 'half-even')).toBe('2');
    expect(rounded('0.005', 2, 'half-up')).toBe('0.01');
    expect(rounded('99999999.995', 2, 'half-up')).toBe('100000000.00');
  });

  test('equal decimals that are written differently keep their order', () => {
    expect(ascending(['9.50', '-1', '9.5', '0'])).toEqual(['-1', '0', '9.50', '9.5']);
  });
});
