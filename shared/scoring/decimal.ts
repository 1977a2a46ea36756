import Big from 'big.js';

/**
 * Exact decimals in strings. Scores never pass through binary floating point; only a mean divides,
 * and it is rounded in the same step, by the rule's own digits.
 */

/** How a half is rounded. Shows of hands, sports and schools round half up; half even is kept for others' rules. */
export type Rounding = 'half-up' | 'half-even';

const MODES: Readonly<Record<Rounding, 1 | 2>> = { 'half-up': 1, 'half-even': 2 };

/** Places after the point, and before it, within which millionths are whole numbers that a double holds exactly. */
const PLACES = 6;
const MOST_DIGITS = 8;

/**
 * A decimal of the wire as a whole number of millionths; undefined where it has more digits than the
 * schema of a mark admits. Checking a phone's marks this way costs a tenth of general decimals.
 */
function millionths(value: string): number | undefined {
  const point = value.indexOf('.');
  const whole = point < 0 ? value : value.slice(0, point);
  const fraction = point < 0 ? '' : value.slice(point + 1);
  if (whole.length > MOST_DIGITS || fraction.length > PLACES || !/^\d+$/.test(whole + fraction))
    return undefined;
  return Number(whole + fraction.padEnd(PLACES, '0'));
}

/** -1, 0 or 1 as a is less than, equal to or more than b. */
export function compare(a: string, b: string): number {
  const [left, right] = [millionths(a), millionths(b)];
  return left === undefined || right === undefined ? new Big(a).cmp(b) : Math.sign(left - right);
}

/** Whether it is more than zero. */
export const isPositive = (value: string): boolean => compare(value, '0') > 0;

/** Whether min ≤ value ≤ max. */
export const isWithin = (value: string, min: string, max: string): boolean =>
  compare(value, min) >= 0 && compare(value, max) <= 0;

/** Whether the value is min plus a whole number of steps; `step` is more than zero. */
export function isOnStep(value: string, min: string, step: string): boolean {
  const [exact, least, each] = [millionths(value), millionths(min), millionths(step)];
  if (exact === undefined || least === undefined || each === undefined)
    return new Big(value).minus(min).mod(step).eq(0);
  return (exact - least) % each === 0;
}

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
export const ascending = (values: readonly string[]): readonly string[] => [...values].sort(compare);
