import { compare, minus, quotient, sum, times } from '../decimal.ts';
import type { Criterion, Rubric } from '../tour/setup/rubric.ts';

/** A decimal of the wire, see `schema.ts`. */
const FORM = /^(0|[1-9][0-9]{0,5})(\.[0-9]{1,6})?$/;

/** Whether a typed figure is a decimal as rubrics hold them. */
export const isDecimal = (text: string): boolean => FORM.test(text);

type Counted = Pick<Criterion, 'max' | 'weight'>;

/** The most points that a criterion brings into the ballot's total; undefined while its figures are none. */
export const pointsOf = ({ max, weight }: Counted): string | undefined =>
  isDecimal(max) && isDecimal(weight) ? times(max, weight) : undefined;

/** The most points of a whole ballot; undefined while one of its figures is none. */
export function fullMarks(criteria: readonly Counted[]): string | undefined {
  const points = criteria.map(pointsOf);
  return points.every((one) => one !== undefined) ? sum(points) : undefined;
}

const HUNDRED = '100';
const SHARE_DIGITS = 1;

/** A criterion's share of the ballot in per cent, with one digit; undefined where it cannot be told. */
export function shareOf(criterion: Counted, criteria: readonly Counted[]): string | undefined {
  const [own, all] = [pointsOf(criterion), fullMarks(criteria)];
  if (own === undefined || all === undefined || compare(all, '0') === 0) return undefined;
  return quotient(times(own, HUNDRED), all, SHARE_DIGITS, 'half-up');
}

/** What a rubric is to add up to unless somebody says otherwise: what it does already where that is a round figure, else 100. */
export function wantedAtFirst({ criteria }: Pick<Rubric, 'criteria'>): string {
  const now = fullMarks(criteria);
  return now !== undefined && /^[1-9]\d*0$/.test(now) ? now : HUNDRED;
}

/** By how much a rubric's points miss what is wanted. */
export interface Difference {
  readonly now: string;
  readonly wanted: string;
  /** More than zero. */
  readonly off: string;
  readonly isShort: boolean;
  /** What it comes to in per cent of what is wanted, with one digit: `99.9`. */
  readonly percent: string;
}

/** How far a rubric's points are from what is wanted; undefined where they are it, or cannot be told. */
export function differenceFrom(wanted: string, criteria: readonly Counted[]): Difference | undefined {
  const now = fullMarks(criteria);
  if (now === undefined || !isDecimal(wanted) || compare(wanted, '0') === 0) return undefined;
  const way = compare(now, wanted);
  if (way === 0) return undefined;
  return {
    now,
    wanted,
    off: way < 0 ? minus(wanted, now) : minus(now, wanted),
    isShort: way < 0,
    percent: quotient(times(now, HUNDRED), wanted, SHARE_DIGITS, 'half-up'),
  };
}

const ONE = '1';
const PLACES = 6;

/**
 * A criterion that takes a difference upon itself: where it counts once its most is changed, else its weight. Undefined
 * where nothing would be left of it, or no decimal says it exactly.
 */
export function tookOver(criterion: Criterion, { off, isShort }: Difference): Criterion | undefined {
  const own = pointsOf(criterion);
  if (own === undefined || compare(criterion.max, '0') === 0) return undefined;
  const points = isShort ? sum([own, off]) : minus(own, off);
  if (points.startsWith('-') || compare(points, '0') === 0) return undefined;
  if (compare(criterion.weight, ONE) === 0) {
    const fits = isDecimal(points) && isDecimal(criterion.min) && compare(criterion.min, points) < 0;
    return fits ? { ...criterion, max: points } : undefined;
  }
  const weight = plain(quotient(points, criterion.max, PLACES, 'half-up'));
  if (!isDecimal(weight) || compare(weight, '0') === 0) return undefined;
  return compare(times(weight, criterion.max), points) === 0 ? { ...criterion, weight } : undefined;
}

/** The criterion that best takes a difference upon itself: the one of most points that can. */
export function bestToTakeOver(
  criteria: readonly Criterion[],
  difference: Difference,
): Criterion | undefined {
  return criteria
    .filter((one) => tookOver(one, difference) !== undefined)
    .reduce<Criterion | undefined>(
      (best, one) =>
        best === undefined || compare(pointsOf(one) ?? '0', pointsOf(best) ?? '0') > 0 ? one : best,
      undefined,
    );
}

/** Without needless zeros. */
const plain = (decimal: string): string =>
  decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal;
