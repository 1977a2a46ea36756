import { adjustmentsBefore } from '../tour/adjustments.ts';
import { valueBefore } from '../tour/dated.ts';
import { type ContestItem, itemsOf } from '../tour/items.ts';
import type { Rubric } from '../tour/rubric.ts';
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
import type { ScoringRule } from './rule.ts';

const HUNDREDTH: Fraction = { above: 1n, below: 100n };

/**
 * Totals as the rule makes them, but for its rounding: nothing is cut off anywhere, so that only totals that really
 * differ decide a tie, and all that differ do. (A total that judges are evened out for has its six digits: these are
 * what counts.) Null where the area has no total. `scores`: as rounded, to know what reached its quorum.
 */
export function exactTotals(
  basis: Basis,
  scores: ReadonlyMap<string, ItemScore>,
): ReadonlyMap<string, Fraction | null> {
  const { setup } = basis;
  const exact = exactScores(basis, scores);
  const items = [...itemsOf(setup).values()];
  return new Map(
    setup.areas.map(({ id }) => {
      const own = items.filter(({ areaId }) => areaId === id);
      return [id, exactTotal(basis, id, own, exact)];
    }),
  );
}

function exactTotal(
  { tour, rule, beforeUnixMs }: Basis,
  areaId: string,
  items: readonly ContestItem[],
  scores: ReadonlyMap<string, Fraction>,
): Fraction | null {
  const stops = items.filter(({ kind }) => kind === 'stop');
  const talks = items.flatMap((item) => (item.kind === 'talk' ? (scores.get(item.id) ?? []) : []));
  const routine = valueBefore(tour.routine[areaId], beforeUnixMs) ?? null;
  const values: Readonly<Record<Part, Fraction | null>> = {
    onSite: exactOnSite(
      rule.onSite,
      scoredStops(stops, (id) => scores.get(id) ?? null),
    ),
    roadShow: talks.length === 0 ? null : fractionMean(talks),
    routine: routine === null ? null : fractionOf(routine),
  };
  const parts: Fraction[] = [];
  for (const part of ['onSite', 'roadShow', 'routine'] as const) {
    const weight = fractionOf(rule.weights[part]);
    const value = values[part];
    if (weight.above === 0n) continue;
    if (value === null) return null;
    parts.push(fractionProduct(fractionProduct(value, weight), HUNDREDTH));
  }
  const points = adjustmentsBefore(tour, areaId, beforeUnixMs).map((one) => fractionOf(one.points));
  return fractionSum([...parts, ...points]);
}

/** Items' scores before rounding, of those that reached their quorum. */
function exactScores(basis: Basis, scores: ReadonlyMap<string, ItemScore>): ReadonlyMap<string, Fraction> {
  const { setup, rule } = basis;
  const even = evenBallots(basis);
  const raw = new Map<string, Fraction>();
  for (const item of itemsOf(setup).values()) {
    const rubric = setup.rubrics.find((one) => one.id === item.rubricId);
    const score = scores.get(item.id)?.score ?? null;
    if (rubric !== undefined && score !== null)
      raw.set(item.id, exactScore(rubric, even.get(item.id) ?? [], rule));
  }
  return rule.severity.mode === 'group' ? evened(basis, raw, rule.severity.by) : raw;
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

/** raw × overall mean ÷ mean of the group, among stops. */
function evened(
  { setup }: Basis,
  raw: ReadonlyMap<string, Fraction>,
  by: 'kind' | 'day',
): ReadonlyMap<string, Fraction> {
  const stops = [...itemsOf(setup).values()].filter(({ id, kind }) => kind === 'stop' && raw.has(id));
  if (stops.length === 0) return raw;
  const meanOf = (some: readonly ContestItem[]) => fractionMean(some.flatMap(({ id }) => raw.get(id) ?? []));
  const overall = meanOf(stops);
  const even = new Map(raw);
  for (const group of new Set(stops.map((stop) => groupOf(stop, by)))) {
    const members = stops.filter((stop) => groupOf(stop, by) === group);
    const ofGroup = meanOf(members);
    if (ofGroup.above === 0n) continue;
    for (const { id } of members) {
      const score = raw.get(id);
      if (score !== undefined) even.set(id, fractionQuotient(fractionProduct(score, overall), ofGroup));
    }
  }
  return even;
}
