import type { Rounding } from '../decimal.ts';

/**
 * An exact fraction: what lies between two roundings of a rule. Nothing is cut off, however many means of means and
 * weights that are thirds it goes through; it becomes a decimal once, where the rule rounds. `below` is more than zero;
 * the fraction need not be in lowest terms.
 */
export interface Fraction {
  readonly above: bigint;
  readonly below: bigint;
}

/** A decimal as it stands in marks, weights and points, a negative one too. */
export function fractionOf(decimal: string): Fraction {
  const [whole = '0', digits = ''] = decimal.split('.');
  return { above: BigInt(whole + digits), below: 10n ** BigInt(digits.length) };
}

const ZERO: Fraction = { above: 0n, below: 1n };

/** a + b. */
const plus = (a: Fraction, b: Fraction): Fraction =>
  a.below === b.below
    ? { above: a.above + b.above, below: a.below }
    : { above: a.above * b.below + b.above * a.below, below: a.below * b.below };

/** The sum; 0 of none. */
export const fractionSum = (values: readonly Fraction[]): Fraction => values.reduce(plus, ZERO);

/** a × b. */
export const fractionProduct = (a: Fraction, b: Fraction): Fraction => ({
  above: a.above * b.above,
  below: a.below * b.below,
});

/** a ÷ b. Throws where b is zero. */
export function fractionQuotient(a: Fraction, b: Fraction): Fraction {
  if (b.above === 0n) throw new RangeError('Division by zero');
  const sign = b.above < 0n ? -1n : 1n;
  return lowest({ above: a.above * b.below * sign, below: a.below * b.above * sign });
}

/** The mean of at least one value. */
export const fractionMean = (values: readonly Fraction[]): Fraction =>
  fractionQuotient(fractionSum(values), { above: BigInt(values.length), below: 1n });

/** -1, 0 or 1 as a is less than, equal to or more than b. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const off = a.above * b.below - b.above * a.below;
  return off < 0n ? -1 : off > 0n ? 1 : 0;
}

/** The fraction as a decimal with exactly that many digits, rounded once. A half goes away from zero, or to the even. */
export function fractionRounded({ above, below }: Fraction, digits: number, rounding: Rounding): string {
  const scaled = (above < 0n ? -above : above) * 10n ** BigInt(digits);
  const cut = scaled / below;
  const twice = (scaled % below) * 2n;
  const up = twice > below || (twice === below && (rounding === 'half-up' || cut % 2n === 1n));
  const units = up ? cut + 1n : cut;
  const text = String(units).padStart(digits + 1, '0');
  const point = text.length - digits;
  const plain = digits === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
  return above < 0n && units !== 0n ? `-${plain}` : plain;
}

/** Without what both numbers share: sums of many means would grow long. */
function lowest({ above, below }: Fraction): Fraction {
  let [a, b] = [above < 0n ? -above : above, below];
  while (b !== 0n) [a, b] = [b, a % b];
  return a > 1n ? { above: above / a, below: below / a } : { above, below };
}
