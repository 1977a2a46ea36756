import { ascending, ascendingBy, compare, mean, median, minus } from '../decimal.ts';
import { editionOf, type ScoringRule } from '../tour/judging/scoring-rule.ts';
import { type Fraction, fractionMean, fractionOf } from './fraction.ts';

/** What counts of some marks, in ascending order, and what the rule drops at either end. */
export interface Kept<T> {
  readonly droppedLow: readonly T[];
  readonly counted: readonly T[];
  readonly droppedHigh: readonly T[];
}

/**
 * What the rule keeps of the marks of an item. Of equal marks the one that comes later is dropped; the score is the
 * same whichever is. With three marks and `closest-two` the one that is farther from the middle is dropped; where both
 * are as far, the lower (RopeScore's `ijruAverage`; in the first edition all three counted then).
 */
export function keptOf<T>(marks: readonly T[], markOf: (mark: T) => string, rule: ScoringRule): Kept<T> {
  const sorted = ascendingBy(marks, markOf);
  const everything: Kept<T> = { droppedLow: [], counted: sorted, droppedHigh: [] };
  if (rule.average !== 'trimmed') return everything;
  if (sorted.length >= rule.trimFrom && sorted.length > rule.dropHigh + rule.dropLow)
    return without(sorted, rule.dropLow, rule.dropHigh);
  const [low, middle, high] = sorted;
  if (rule.smallPanel === 'all' || sorted.length !== 3) return everything;
  if (low === undefined || middle === undefined || high === undefined) return everything;
  const below = minus(markOf(middle), markOf(low));
  const above = minus(markOf(high), markOf(middle));
  const farther = compare(below, above);
  if (farther === 0 && editionOf(rule) === 1) return everything;
  return farther >= 0 ? without(sorted, 1, 0) : without(sorted, 0, 1);
}

const without = <T>(sorted: readonly T[], low: number, high: number): Kept<T> => ({
  droppedLow: sorted.slice(0, low),
  counted: sorted.slice(low, sorted.length - high),
  droppedHigh: sorted.slice(sorted.length - high),
});

/** The rule's average of what counts, with `digits` digits. Needs at least one value. */
export const averageOf = (counted: readonly string[], rule: ScoringRule, digits: number): string =>
  rule.average === 'median'
    ? median(ascending(counted), digits, rule.rounding)
    : mean(counted, digits, rule.rounding);

/** The rule's average of what counts, exact. Needs at least one value. */
export function exactAverageOf(counted: readonly string[], rule: ScoringRule): Fraction {
  const half = counted.length >> 1;
  const middle = (sorted: readonly string[]) =>
    sorted.slice(sorted.length % 2 === 1 ? half : half - 1, half + 1);
  const values = rule.average === 'median' ? middle(ascending(counted)) : counted;
  return fractionMean(values.map(fractionOf));
}
