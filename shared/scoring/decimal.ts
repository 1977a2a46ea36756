import Big from 'big.js';

/**
 * Exact decimals in strings. Scores never pass through binary floating point; only a mean divides,
 * and it is rounded in the same step, by the rule's own digits.
 */

/** How a half is rounded. Shows of hands, sports and schools round half up; half even is kept for others' rules. */
export type Rounding = 'half-up' | 'half-even';

const MODES: Readonly<Record<Rounding, 1 | 2>> = { 'half-up': 1, 'half-even': 2 };

/** -1, 0 or 1 as a is less than, equal to or more than b. */
export const compare = (a: string, b: string): number => new Big(a).cmp(b);

/** Whether it is more than zero. */
export const isPositive = (value: string): boolean => new Big(value).gt(0);

/** Whether min ≤ value ≤ max. */
export const isWithin = (value: string, min: string, max: string): boolean => {
  const exact = new Big(value);
  return exact.gte(min) && exact.lte(max);
};

/** Whether the value is min plus a whole number of steps; `step` is more than zero. */
export const isOnStep = (value: string, min: string, step: string): boolean =>
  new Big(value).minus(min).mod(step).eq(0);

/** The sum; 0 of none. */
export const sum = (values: readonly string[]): string =>
  values.reduce((total, value) => total.plus(value), new Big(0)).toFixed();

/** The product, exact. */
export const times = (a: string, b: string): string => new Big(a).times(b).toFixed();

/** The value with exactly that many digits after the point. */
export const rounded = (value: string, digits: number, rounding: Rounding): string =>
  new Big(value).round(digits, MODES[rounding]).toFixed(digits);

/**
 * The mean, rounded once. The quotient is cut 30 places beyond the digits asked for, and half of its last
 * place added where something was cut off, so that no cut value can pass for an exact half.
 */
export function mean(values: readonly string[], digits: number, rounding: Rounding): string {
  const count = new Big(values.length);
  const total = new Big(sum(values));
  const Wide = Big();
  Wide.DP = digits + 30;
  Wide.RM = 0;
  const cut = new Wide(total).div(count);
  const exact = cut.times(count).eq(total);
  const halfOfLastPlace = `5e-${digits + 31}`;
  return (exact ? cut : cut.plus(halfOfLastPlace)).round(digits, MODES[rounding]).toFixed(digits);
}

/** The values in ascending order. */
export const ascending = (values: readonly string[]): readonly string[] =>
  values
    .map((value) => ({ value, exact: new Big(value) }))
    .sort((a, b) => a.exact.cmp(b.exact))
    .map(({ value }) => value);
