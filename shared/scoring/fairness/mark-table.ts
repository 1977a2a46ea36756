import type { Marks } from '../../tour/judging/ballots.ts';
import { type ContestItem as Item, itemsOf } from '../../tour/setup/items.ts';
import type { Rubric } from '../../tour/setup/rubric.ts';
import type { Tour } from '../../tour/state.ts';
import { basisOf, countedOf } from '../results.ts';
import { whoScored } from './who-scored.ts';

/** A ballot that counts, as a look at fairness sees it: as it was cast, before any evening out. */
export interface TotalledBallot {
  readonly judgeId: string;
  readonly marks: Marks;
  /** Exact decimal, in points. */
  readonly total: string;
  /** The total in percent of the item's possible range: 0 the least that can be given, 100 the most. */
  readonly percent: number;
}

/** An item that somebody scored. */
export interface ScoredItem {
  readonly item: Item;
  readonly rubric: Rubric;
  /** From the least to the most that a ballot can total, in points. */
  readonly range: number;
  /** By judge. */
  readonly ballots: ReadonlyMap<string, TotalledBallot>;
  /** Mean of all ballots, nothing dropped; in percent of the range. */
  readonly panelMeanPercent: number;
}

/**
 * All ballots that count, by item in the order of the itinerary (stops, then talks). Whoever is recused, absent or of
 * the own area under the rule is not in it. Statistics about judges are no scores: they are doubles.
 */
export interface MarkTable {
  /** All judges of the panel, in the order of their appointment; then those who left after they had scored. */
  readonly judgeIds: readonly string[];
  readonly items: readonly ScoredItem[];
}

/** The ballots of a tour as they are now; nothing in it before the set-up. */
export function markTable(tour: Tour): MarkTable {
  const basis = basisOf(tour, Number.POSITIVE_INFINITY);
  const judgeIds = whoScored(tour);
  if (basis === undefined) return { judgeIds, items: [] };
  const items = [...itemsOf(basis.setup).values()].flatMap((item): ScoredItem[] => {
    const rubric = basis.setup.rubrics.find((one) => one.id === item.rubricId);
    const { ballots } = countedOf(basis, item);
    if (rubric === undefined || ballots.length === 0) return [];
    const least = pointsOf(rubric, 'min');
    const range = pointsOf(rubric, 'max') - least;
    const percentOf = (total: string) => (range > 0 ? ((Number(total) - least) / range) * 100 : 0);
    const own = ballots.map((ballot) => ({ ...ballot, percent: percentOf(ballot.total) }));
    return [
      {
        item,
        rubric,
        range,
        ballots: new Map(own.map((ballot) => [ballot.judgeId, ballot])),
        panelMeanPercent: meanOf(own.map(({ percent }) => percent)),
      },
    ];
  });
  return { judgeIds, items };
}

const pointsOf = (rubric: Rubric, bound: 'min' | 'max'): number =>
  rubric.criteria.reduce((sum, criterion) => sum + Number(criterion[bound]) * Number(criterion.weight), 0);

/** The mean of at least one number. */
export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Totals that differ by less are equal: a double's error is a thousandth of it, the finest mark a thousand times. */
export const SAME_PERCENT = 1e-9;
