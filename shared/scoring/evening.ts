import { minus, quotient, squareRoot, times } from '../decimal.ts';
import type { Edition } from '../tour/judging/scoring-rule.ts';

/** Digits of a total after judges were evened out: it is shown and averaged with just these. */
export const EVENED_DIGITS = 6;
/** Digits of what the first edition evened out with. */
const WIDE = 20;

/** Totals of a judge or of a panel as whole numbers of the last of some places: how many, their sum, and count² × variance. */
export interface Sums {
  readonly count: bigint;
  readonly sum: bigint;
  /** count × Σx² − (Σx)²: 0 where all are equal. */
  readonly variance: bigint;
}

/** Adds up whole numbers; in doubles where those hold every step exactly. */
export function sumsOf(units: readonly number[]): Sums {
  const first = units[0] ?? 0;
  let [sum, squares, furthest] = [0, 0, 0];
  // From the first of them instead of from 0: the variance is the same, the squares are small.
  for (const unit of units) {
    const off = unit - first;
    sum += off;
    squares += off * off;
    if (Math.abs(off) > furthest) furthest = Math.abs(off);
  }
  const count = units.length;
  const all = BigInt(first) * BigInt(count) + BigInt(sum);
  if (count * count * furthest * furthest < Number.MAX_SAFE_INTEGER)
    return { count: BigInt(count), sum: all, variance: BigInt(count * squares - sum * sum) };
  return exactSums(units.map(BigInt));
}

/** The same of whole numbers of any length. */
export function exactSums(units: readonly bigint[]): Sums {
  let [count, sum, squares] = [0n, 0n, 0n];
  for (const unit of units) {
    count += 1n;
    sum += unit;
    squares += unit * unit;
  }
  return { count, sum, variance: count * squares - sum * sum };
}

/**
 * Evens out one judge's totals: `μ + σ·(x − μ_j)/σ_j` (z-score of the judge, put on the panel's scale) with the mean and
 * population deviation of the judge's own totals and of everybody's. From whole numbers of `digits` places to millionths;
 * undefined for a judge whose totals are all equal: they stay as they are.
 *
 * Second edition: the value is rounded once, a half away from zero. First edition: μ and what is added to it were rounded
 * each by itself. A double says which way, except near a half, where {@link exactEvened} decides.
 */
export function eveningFor(
  all: Sums,
  digits: number,
  edition: Edition,
): (own: Sums) => ((unit: number) => number) | undefined {
  const unit = 10 ** (EVENED_DIGITS - digits);
  const [count, spread] = [Number(all.count), Number(all.variance)];
  const [mean, middle] =
    edition === 1 ? [0, Number(firstMean(all, digits))] : [(Number(all.sum) * unit) / count, 0];
  return (own) => {
    if (own.variance === 0n) return undefined;
    const ratio = Math.sqrt(spread / Number(own.variance));
    const [ownCount, ownSum] = [Number(own.count), Number(own.sum)];
    return (value) => {
      const from = ownCount * value - ownSum;
      const off = (from * ratio * unit) / count;
      const isSafe = Number.isSafeInteger(ownCount * value) && Number.isSafeInteger(ownSum);
      return isSafe && !isNearHalf(mean + off, Math.abs(mean) + Math.abs(off))
        ? middle + roundedAway(mean + off)
        : Number(exactEvened(BigInt(value), all, own, digits, edition));
    };
  };
}

const roundedAway = (value: number): number => Math.sign(value) * Math.round(Math.abs(value)) + 0;

/** Whether a double, made of steps of that size, is too near to a half for its error not to matter. */
function isNearHalf(value: number, size: number): boolean {
  const whole = Math.abs(value);
  return Math.abs(whole - Math.floor(whole) - 0.5) < size * 1e-13 + 1e-9;
}

/** The same for whole numbers of any length, without any error; the judge's variance is not 0. */
export const exactEvened = (value: bigint, all: Sums, own: Sums, digits: number, edition: Edition): bigint =>
  edition === 1
    ? firstMean(all, digits) + firstOff(value, all, own, digits)
    : evenedOnce(value, all, own, digits);

/**
 * With A = Σx and B = n_j·x − Σ_j x the value is (A + B·√(V/V_j))/n; and as all but the root are whole numbers, the whole
 * part of the root is enough to know the whole part of the quotient.
 */
function evenedOnce(value: bigint, all: Sums, own: Sums, digits: number): bigint {
  const up = 10n ** BigInt(Math.max(0, EVENED_DIGITS - digits));
  const below = all.count * 10n ** BigInt(Math.max(0, digits - EVENED_DIGITS));
  const above = all.sum * up;
  const off = (own.count * value - own.sum) * up;
  const root = { above: off * off * all.variance, below: own.variance };
  const doubled = { above: root.above * 4n, below: root.below };
  return floorWithRoot(above, off < 0n, root, below) < 0n
    ? -floorWithRoot(below - 2n * above, off > 0n, doubled, 2n * below)
    : floorWithRoot(below + 2n * above, off < 0n, doubled, 2n * below);
}

/** ⌊(a ± √(root)) ÷ below⌋ in whole numbers; `below` is more than zero. */
function floorWithRoot(
  a: bigint,
  takesOff: boolean,
  root: { readonly above: bigint; readonly below: bigint },
  below: bigint,
): bigint {
  const cut = wholeRoot(root.above / root.below);
  const above = !takesOff ? a + cut : a - (cut * cut * root.below === root.above ? cut : cut + 1n);
  const rest = above % below;
  return rest < 0n ? (above - rest) / below - 1n : (above - rest) / below;
}

/** ⌊√value⌋ (Newton). */
function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** A decimal with six digits in millionths. */
const inMillionths = (decimal: string): bigint => BigInt(decimal.replace('.', ''));

/** μ in millionths, as the first edition rounded it. */
const firstMean = ({ sum, count }: Sums, digits: number): bigint =>
  inMillionths(quotient(`${sum}`, `${count * 10n ** BigInt(digits)}`, EVENED_DIGITS, 'half-up'));

/** `σ·(x − μ_j)/σ_j` in millionths, in the steps and with the digits of the first edition. */
function firstOff(value: bigint, all: Sums, own: Sums, digits: number): bigint {
  const scale = 10n ** BigInt(digits);
  const deviation = ({ variance, count }: Sums) =>
    squareRoot(quotient(`${variance}`, `${(count * scale) ** 2n}`, WIDE, 'half-up'), WIDE);
  const total = quotient(`${value}`, `${scale}`, digits, 'half-up');
  const mean = quotient(`${own.sum}`, `${own.count * scale}`, WIDE, 'half-up');
  const off = times(deviation(all), minus(total, mean));
  return inMillionths(quotient(off, deviation(own), EVENED_DIGITS, 'half-up'));
}
