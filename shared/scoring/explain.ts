import { isPositive, mean } from '../decimal.ts';
import { type Adjustment, adjustmentsBefore } from '../tour/judging/adjustments.ts';
import type { Abstention, Marks } from '../tour/judging/ballots.ts';
import { type ContestItem as Item, itemsOf } from '../tour/setup/items.ts';
import type { Rubric } from '../tour/setup/rubric.ts';
import { type AreaResult, areaResults, type Part, weightedPart } from './area-result.ts';
import { keptOf } from './average.ts';
import { quorumOf } from './item-score.ts';
import {
  abstainersOf,
  type Basis,
  castBallots,
  countedOf,
  evenBallots,
  evenedWith,
  evensJudges,
  expectedOf,
  groupOf,
  itemScores,
  panelInstantOf,
} from './results.ts';
import { type Spreads, spreadsOf } from './severity.ts';

const MEAN_DIGITS = 6;

/** A ballot on the way into a score: its total as cast, and as it counts where judges are evened out. */
export interface ExplainedBallot {
  readonly judgeId: string;
  readonly marks: Marks;
  readonly total: string;
  readonly counts: string;
  /** Dropped as one of the highest or lowest; of a rule that drops by criterion, never. */
  readonly dropped?: 'high' | 'low';
}

/** A criterion's own way into the score, where the rule counts by criterion. */
export interface ExplainedCriterion {
  readonly criterionId: string;
  readonly weight: string;
  readonly counted: readonly string[];
  readonly dropped: readonly string[];
}

/** How an item's score came about, down to the marks. */
export interface ExplainedItem {
  readonly item: Item;
  readonly rubric: Rubric;
  /** Null: fewer ballots than the quorum. */
  readonly score: string | null;
  /** Ascending by what counts. */
  readonly ballots: readonly ExplainedBallot[];
  /** By criterion; empty where the rule averages totals. */
  readonly criteria: readonly ExplainedCriterion[];
  readonly abstained: readonly { readonly judgeId: string; readonly why: Abstention }[];
  /** Judges of the own area, where the rule recuses them. */
  readonly recusedByRule: readonly string[];
  readonly expected: number;
  readonly quorum: number;
  /** When the item was locked (ms), where the rule counts the quorum of the panel of that time. */
  readonly lockedAt?: number;
  /** The score before groups were evened out, where the rule does that. */
  readonly beforeEvening?: string | null;
  /** And what by: the means of all stops and of the `items` stops of its group, with 6 digits. */
  readonly evening?: { readonly overall: string; readonly group: string; readonly items: number };
  /** What judges were evened out by, where the rule does that. */
  readonly spreads?: Spreads;
}

/** How an area's total came about. */
export interface ExplainedArea {
  readonly result: AreaResult;
  /** Stops and talks with their scores, as they enter the parts. */
  readonly items: readonly { readonly item: Item; readonly score: string | null }[];
  /** The parts with weight; `weighted` is the score times its percentage, rounded where the rule rounds parts. */
  readonly parts: readonly {
    readonly part: Part;
    readonly score: string | null;
    readonly weight: string;
    readonly weighted: string | null;
  }[];
  readonly adjustments: readonly Adjustment[];
}

/** Opens an item's score down to the marks that it came from; undefined for an item that is not known. */
export function explainItem(basis: Basis, itemId: string): ExplainedItem | undefined {
  const item = itemsOf(basis.setup).get(itemId);
  const rubric = basis.setup.rubrics.find((one) => one.id === item?.rubricId);
  if (item === undefined || rubric === undefined) return undefined;
  const { rule } = basis;
  const { ballots: cast, expected } = countedOf(basis, item);
  const even = evenBallots(basis).get(itemId) ?? [];
  const kept = keptOf(even, ({ total }) => total, rule);
  const byTotals = rule.countBy === 'ballot';
  const explained = (dropped?: 'high' | 'low') => (one: (typeof even)[number]) => ({
    judgeId: one.judgeId,
    marks: one.marks,
    total: cast.find(({ judgeId }) => judgeId === one.judgeId)?.total ?? one.total,
    counts: one.total,
    ...(byTotals && dropped && { dropped }),
  });
  const group = rule.severity.mode === 'group';
  const together = evensJudges(rule) ? evenedWith(basis, item) : [];
  const all = castBallots(basis);
  const spreads = spreadsOf(together.map(({ id }) => all.get(id) ?? []));
  const instant = panelInstantOf(basis, item.id);
  const plain: Basis = { ...basis, rule: { ...rule, severity: { mode: 'none' } } };
  return {
    ...{ item, rubric, expected },
    score: itemScores(basis).get(itemId)?.score ?? null,
    ballots: [
      ...kept.droppedLow.map(explained('low')),
      ...kept.counted.map(explained()),
      ...kept.droppedHigh.map(explained('high')),
    ],
    criteria: byTotals
      ? []
      : rubric.criteria.map(({ id, weight }) => {
          const marks = keptOf(even, (one) => one.marks[id] ?? '0', rule);
          const of = (list: typeof even) => list.map((one) => one.marks[id] ?? '0');
          return {
            ...{ criterionId: id, weight },
            counted: of(marks.counted),
            dropped: of([...marks.droppedLow, ...marks.droppedHigh]),
          };
        }),
    abstained: abstainersOf(basis, itemId),
    recusedByRule: expectedOf(basis, item).recused,
    quorum: quorumOf(expected, rule),
    ...(instant !== basis.beforeUnixMs && { lockedAt: instant }),
    ...(group && { beforeEvening: itemScores(plain).get(itemId)?.score ?? null }),
    ...(rule.severity.mode === 'group' && eveningOf(plain, item, rule.severity.by)),
    ...(spreads && { spreads }),
  };
}

/** The means that an item's score is evened out by; nothing for a talk, which stays as it is. */
function eveningOf(plain: Basis, item: Item, by: 'kind' | 'day'): Pick<ExplainedItem, 'evening'> {
  if (item.kind !== 'stop') return {};
  const scores = itemScores(plain);
  const stops = [...itemsOf(plain.setup).values()].filter((one) => one.kind === 'stop');
  const of = (some: readonly Item[]) => some.flatMap(({ id }) => scores.get(id)?.score ?? []);
  const group = of(stops.filter((one) => groupOf(one, by) === groupOf(item, by)));
  if (group.length === 0) return {};
  const meanOf = (values: readonly string[]) => mean(values, MEAN_DIGITS, 'half-up');
  return { evening: { overall: meanOf(of(stops)), group: meanOf(group), items: group.length } };
}

/** Opens an area's total into its parts, items and points; undefined for an area that is not known. */
export function explainArea(basis: Basis, areaId: string): ExplainedArea | undefined {
  const scores = itemScores(basis);
  const result = areaResults(basis, scores).find((one) => one.areaId === areaId);
  if (result === undefined) return undefined;
  const parts = (['onSite', 'roadShow', 'routine'] as const).filter((part) =>
    isPositive(basis.rule.weights[part]),
  );
  return {
    result,
    items: [...itemsOf(basis.setup).values()]
      .filter((item) => item.areaId === areaId)
      .map((item) => ({ item, score: scores.get(item.id)?.score ?? null })),
    parts: parts.map((part) => {
      const score = result[part];
      const weighted = score === null ? null : weightedPart(basis, part, score);
      return { part, score, weight: basis.rule.weights[part], weighted };
    }),
    adjustments: adjustmentsBefore(basis.tour, areaId, basis.beforeUnixMs),
  };
}
