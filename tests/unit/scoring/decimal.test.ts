import { describe, expect, test } from 'vitest';
import { ascending, compare, isOnStep, mean, rounded, sum, times } from '../../../shared/decimal.ts';

describe('exact decimals', () => {
  test('sums and products are exact where floats are not', () => {
    expect(sum(['0.1', '0.2'])).toBe('0.3');
    expect(times('1.1', '1.1')).toBe('1.21');
    expect(sum([])).toBe('0');
  });

  test('steps are counted exactly', () => {
    expect(isOnStep('0.3', '0', '0.1')).toBe(true);
    expect(isOnStep('9.999999', '0', '0.000003')).toBe(true);
    expect(isOnStep('9.999999', '0', '0.000002')).toBe(false);
  });

  test('order is that of numbers, not of texts', () => {
    expect(ascending(['10', '9', '9.50', '9.5'])).toEqual(['9', '9.50', '9.5', '10']);
    expect(compare('9.50', '9.5')).toBe(0);
  });

  test.each([
    ['7.125', 'half-up', '7.13'],
    ['7.125', 'half-even', '7.12'],
    ['7.135', 'half-even', '7.14'],
    ['7.1249999999', 'half-up', '7.12'],
    ['7', 'half-up', '7.00'],
  ] as const)('%s is rounded %s to %s', (value, rounding, expected) => {
    expect(rounded(value, 2, rounding)).toBe(expected);
  });
});

describe('the mean', () => {
  test('is rounded once', () => {
    // 7.1249999… must not become 7.125 on the way to 7.13.
    expect(mean(['7.124', '7.124', '7.126'], 2, 'half-up')).toBe('7.12');
    expect(mean(['2', '1', '1'], 2, 'half-up')).toBe('1.33');
    expect(mean(['2', '2', '1'], 2, 'half-up')).toBe('1.67');
  });

  test('a quotient just beside a half is never taken for one', () => {
    // 1/3 of 0.375 000…0003 lies above 0.125 by 10^-36: below what a plain division keeps.
    const above = ['0.125', '0.125', `0.125${'0'.repeat(32)}3`];
    expect(mean(above, 2, 'half-even')).toBe('0.13');
    const below = ['0.125', '0.125', `0.124${'9'.repeat(33)}7`];
    expect(mean(below, 2, 'half-up')).toBe('0.12');
  });

  test('an exact half goes as the rule says', () => {
    expect(mean(['7.12', '7.13'], 2, 'half-up')).toBe('7.13');
    expect(mean(['7.12', '7.13'], 2, 'half-even')).toBe('7.12');
  });
});
