import { valueBefore } from '../tour/dated.ts';
import { adjustmentsBefore } from '../tour/judging/adjustments.ts';
import type { ScoringRule } from '../tour/judging/scoring-rule.ts';
import { type ContestItem, itemsOf } from '../tour/setup/items.ts';
import type { Rubric } from '../tour/setup/rubric.ts';
import { exactOnSite, type Part, scoredStops } from './area-result.ts';
import { exactAverageOf, keptOf } from './average.ts';
import {
  type Fraction,
  fractionMean,
  fractionOf,
  fractionProduct,
  fractionQuotient,
  fractionSum,
} from './fraction.ts';
import type { CountedBallot, ItemScore } from './item-score.ts';
import { type Basis, evenBallots, groupOf } from './results.ts';

const HUNDREDTH: Fraction = { above: 1n, below: 100n };

/**
 * An area's total as the rule makes it, but for its rounding: nothing is cut off anywhere, so that only totals that
 * really differ decide a tie, and all that differ do. (A ballot's total that was evened out has its six digits: these are
 * what counts.) Null where the area has no total. `scores`: as rounded, to know what reached its quorum. Counts only
 * what is asked for.
 */
export function exactTotals(
  basis: Basis,
  scores: ReadonlyMap<string, ItemScore>,
): (areaId: string) => Fraction | null {
  const items = [...itemsOf(basis.setup).values()];
  const raw = rawScores(basis, scores);
  const { severity } = basis.rule;
  const exact = severity.mode === 'group' ? evened(items, raw, (item) => groupOf(item, severity.by)) : raw;
  return (areaId) => {
    const own = items.filter((item) => item.areaId === areaId);
    return exactTotal(basis, areaId, own, exact);
  };
}

/** An item's exact score; null below its quorum. */
type ExactScore = (item: ContestItem) => Fraction | null;

function exactTotal(
  { tour, rule, withdrawn, beforeUnixMs }: Basis,
  areaId: string,
  items: readonly ContestItem[],
  exact: ExactScore,
): Fraction | null {
  const stops = items.filter(({ kind }) => kind === 'stop');
  const talks = items.flatMap((item) => (item.kind === 'talk' ? (exact(item) ?? []) : []));
  const routine = valueBefore(tour.routine[areaId], beforeUnixMs) ?? null;
  const values: Readonly<Record<Part, Fraction | null>> = {
    onSite: exactOnSite(rule.onSite, scoredStops(stops, exact)),
    roadShow: talks.length === 0 ? null : fractionMean(talks),
    routine: routine === null ? null : fractionOf(routine),
  };
  const parts: Fraction[] = [];
  for (const part of ['onSite', 'roadShow', 'routine'] as const) {
    const weight = fractionOf(rule.weights[part]);
    const value = values[part];
    if (weight.above === 0n) continue;
    if (value === null && withdrawn.includes(areaId)) continue;
    if (value === null) return null;
    parts.push(fractionProduct(fractionProduct(value, weight), HUNDREDTH));
  }
  const points = adjustmentsBefore(tour, areaId, beforeUnixMs).map((one) => fractionOf(one.points));
  return fractionSum([...parts, ...points]);
}

/** Items' scores before rounding, of those that reached their quorum. */
function rawScores(basis: Basis, scores: ReadonlyMap<string, ItemScore>): ExactScore {
  const { setup, rule } = basis;
  const even = evenBallots(basis);
  const known = new Map<ContestItem, Fraction | null>();
  return (item) => {
    const found = known.get(item);
    if (found !== undefined) return found;
    const rubric = setup.rubrics.find((one) => one.id === item.rubricId);
    const counts = rubric !== undefined && (scores.get(item.id)?.score ?? null) !== null;
    const score = counts ? exactScore(rubric, even.get(item.id) ?? [], rule) : null;
    known.set(item, score);
    return score;
  };
}

function exactScore(rubric: Rubric, ballots: readonly CountedBallot[], rule: ScoringRule): Fraction {
  const average = (markOf: (ballot: CountedBallot) => string) =>
    exactAverageOf(keptOf(ballots, markOf, rule).counted.map(markOf), rule);
  if (rule.countBy === 'ballot') return average(({ total }) => total);
  return fractionSum(
    rubric.criteria.map(({ id, weight }) =>
      fractionProduct(
        average(({ marks }) => marks[id] ?? '0'),
        fractionOf(weight),
      ),
    ),
  );
}

/** raw × overall mean ÷ mean of the group, among stops; a talk, and a group whose mean is 0, keep theirs. */
function evened(
  items: readonly ContestItem[],
  raw: ExactScore,
  groupIn: (item: ContestItem) => string,
): ExactScore {
  const stops = items.filter((item) => item.kind === 'stop' && raw(item) !== null);
  const meanOf = (some: readonly ContestItem[]) => fractionMean(some.flatMap((item) => raw(item) ?? []));
  return (item) => {
    const score = raw(item);
    if (item.kind === 'talk' || score === null) return score;
    const ofGroup = meanOf(stops.filter((other) => groupIn(other) === groupIn(item)));
    return ofGroup.above === 0n ? score : fractionQuotient(fractionProduct(score, meanOf(stops)), ofGroup);
  };
}
