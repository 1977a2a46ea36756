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
const POWERS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
const THOUSAND = 1_000;
const MILLION = 1_000_000;
const ZERO = '0'.charCodeAt(0);
const POINT = '.'.charCodeAt(0) - ZERO;

/**
 * A decimal of the wire as a whole number of millionths; undefined where it has more digits than the
 * schema of a mark admits. Checking a phone's marks this way costs a tenth of general decimals.
 */
function millionths(value: string): number | undefined {
  let units = 0;
  let point = value.length;
  for (let at = 0; at < value.length; at += 1) {
    const digit = value.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) units = units * 10 + digit;
    else if (digit === POINT && point === value.length && at > 0) point = at;
    else return undefined;
  }
  const places = Math.max(0, value.length - point - 1);
  return point > MOST_DIGITS || point === 0 || places > PLACES
    ? undefined
    : units * (POWERS[PLACES - places] ?? 1);
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

/** The sum; 0 of none. Whole numbers carry it as far as a double holds them. */
export function sum(values: readonly string[]): string {
  let units = 0;
  for (const value of values) {
    const exact = millionths(value);
    if (exact === undefined) return generalSum(values);
    units += exact;
  }
  return Number.isSafeInteger(units) ? plain(units) : generalSum(values);
}

const generalSum = (values: readonly string[]): string =>
  values.reduce((total, value) => total.plus(value), new Big(0)).toFixed();

/** The product, exact. */
export function times(a: string, b: string): string {
  const units = product(a, b);
  return units !== undefined && Number.isSafeInteger(units) ? plain(units) : new Big(a).times(b).toFixed();
}

/** The product in millionths, where whole numbers can say it. */
function product(a: string, b: string): number | undefined {
  const [left, right] = [thousandths(a), thousandths(b)];
  return left === undefined || right === undefined ? undefined : left * right;
}

function thousandths(value: string): number | undefined {
  const units = millionths(value);
  return units === undefined || units % THOUSAND !== 0 ? undefined : units / THOUSAND;
}

/** Decimals that many others are multiplied by: read once. */
export interface Factors {
  readonly decimals: readonly string[];
  /** The same as whole numbers, where all of them can be. */
  readonly thousandths: readonly number[] | undefined;
}

/** Factors for {@link sumOfProducts}. */
export function factorsOf(decimals: readonly string[]): Factors {
  const read = decimals.flatMap((one) => thousandths(one) ?? []);
  return { decimals, thousandths: read.length === decimals.length ? read : undefined };
}

/** The sum of value × factor in the order of both, exact; 0 of none. Whole numbers carry it as far as doubles hold them. */
export function sumOfProducts(values: readonly string[], factors: Factors): string {
  let units = 0;
  for (let at = 0; at < values.length; at += 1) {
    const exact = thousandths(values[at] ?? '0');
    const factor = factors.thousandths?.[at];
    if (exact === undefined || factor === undefined) return generalSumOfProducts(values, factors);
    units += exact * factor;
  }
  return Number.isSafeInteger(units) ? plain(units) : generalSumOfProducts(values, factors);
}

const generalSumOfProducts = (values: readonly string[], { decimals }: Factors): string =>
  sum(values.map((value, at) => times(value, decimals[at] ?? '0')));

/** A whole number of millionths, a negative one too, as a decimal without needless zeros. */
export const ofMillionths = (units: number): string => (units < 0 ? `-${plain(-units)}` : plain(units));

function plain(units: number): string {
  if (units % MILLION === 0) return String(units / MILLION);
  const digits = String(units).padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -PLACES) : `${digits.slice(0, -PLACES)}.${fraction}`;
}

/** The value with exactly that many digits after the point. */
export const rounded = (value: string, digits: number, rounding: Rounding): string =>
  wholeQuotient(value, '1', digits, rounding) ??
  new Big(value).round(digits, MODES[rounding]).toFixed(digits);

/**
 * The mean, rounded once. The quotient is cut 30 places beyond the digits asked for, and half of its last
 * place added where something was cut off, so that no cut value can pass for an exact half.
 */
export const mean = (values: readonly string[], digits: number, rounding: Rounding): string =>
  quotient(sum(values), String(values.length), digits, rounding);

/** A fraction, rounded once; like {@link mean}, no cut quotient can pass for an exact half. Throws on a zero below. */
export function quotient(above: string, below: string, digits: number, rounding: Rounding): string {
  const whole = wholeQuotient(above, below, digits, rounding);
  if (whole !== undefined) return whole;
  const Wide = Big();
  Wide.DP = digits + 30;
  Wide.RM = 0;
  const cut = new Wide(above).div(below);
  const exact = cut.times(below).eq(above);
  const sign = cut.lt(0) || (cut.eq(0) && new Big(above).times(below).lt(0)) ? '-' : '';
  return (exact ? cut : cut.plus(`${sign}5e-${digits + 31}`)).round(digits, MODES[rounding]).toFixed(digits);
}

/** A fraction by division of whole numbers with remainder; undefined where a double does not hold them. */
function wholeQuotient(above: string, below: string, digits: number, rounding: Rounding): string | undefined {
  const [over, under, power] = [millionths(above), millionths(below), POWERS[digits]];
  if (over === undefined || under === undefined || power === undefined || under === 0) return undefined;
  const scaled = over * power;
  return Number.isSafeInteger(scaled) ? fixed(divided(scaled, under, rounding), digits) : undefined;
}

/** A fraction of whole numbers rounded to a whole one; `under` is more than zero, both are safe integers. */
export function divided(over: number, under: number, rounding: Rounding): number {
  if (over < 0) return -divided(-over, under, rounding);
  const rest = over % under;
  const cut = (over - rest) / under;
  // Doubling the rest could leave the safe range; what is missing to the next whole number cannot.
  const beyondHalf = rest - (under - rest);
  return beyondHalf > 0 || (beyondHalf === 0 && (rounding === 'half-up' || cut % 2 === 1)) ? cut + 1 : cut;
}

/** A whole number of the last of `digits` places as a decimal with exactly that many: 713 with 2 is 7.13. */
export function fixed(units: number, digits: number): string {
  const text = String(Math.abs(units)).padStart(digits + 1, '0');
  const point = text.length - digits;
  return `${units < 0 ? '-' : ''}${digits === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`}`;
}

/** A decimal as a whole number of the last of `digits` places; undefined where it has more, or is not safe. */
export function wholeOf(value: string, digits: number): number | undefined {
  const [whole = '', fraction = ''] = value.split('.');
  if (fraction.length > digits) return undefined;
  const units = Number(`${whole}${fraction.padEnd(digits, '0')}`);
  return Number.isSafeInteger(units) ? units : undefined;
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly string[], digits: number, rounding: Rounding): string {
  const sorted = ascending(values);
  const half = values.length >> 1;
  return mean(sorted.slice(values.length % 2 === 1 ? half : half - 1, half + 1), digits, rounding);
}

/** The difference, exact. */
export function minus(a: string, b: string): string {
  const [left, right] = [millionths(a), millionths(b)];
  if (left === undefined || right === undefined) return new Big(a).minus(b).toFixed();
  return left < right ? `-${plain(right - left)}` : plain(left - right);
}

/** The square root, cut after that many digits. */
export function squareRoot(value: string, digits: number): string {
  const Wide = Big();
  Wide.DP = digits;
  Wide.RM = 0;
  return new Wide(value).sqrt().toFixed();
}

/** The values in ascending order. */
export const ascending = (values: readonly string[]): readonly string[] => ascendingBy(values, (one) => one);

/** Things in ascending order of a decimal; equal ones stay in their order. Each decimal is read once. */
export function ascendingBy<T>(list: readonly T[], decimalOf: (one: T) => string): readonly T[] {
  const keyed = list.map((one) => ({ one, units: millionths(decimalOf(one)) }));
  keyed.sort((a, b) =>
    a.units === undefined || b.units === undefined
      ? compare(decimalOf(a.one), decimalOf(b.one))
      : a.units - b.units,
  );
  return keyed.map(({ one }) => one);
}
