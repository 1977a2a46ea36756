import { isPositive, mean, quotient, rounded, sum, times } from '../decimal.ts';
import { valueBefore } from '../tour/dated.ts';
import { adjustmentsBefore } from '../tour/judging/adjustments.ts';
import { editionOf, type ScoringRule } from '../tour/judging/scoring-rule.ts';
import { type ContestItem as Item, itemsOf } from '../tour/setup/items.ts';
import {
  type Fraction,
  fractionMean,
  fractionOf,
  fractionProduct,
  fractionQuotient,
  fractionRounded,
  fractionSum,
} from './fraction.ts';
import { FINE_DIGITS, type ItemScore } from './item-score.ts';
import type { Basis } from './results.ts';

/** Parts of a total. */
export type Part = 'onSite' | 'roadShow' | 'routine';

/** An area's parts and total; null for what cannot be said yet. */
export interface AreaResult {
  readonly areaId: string;
  /** Mean of the stops scored so far. */
  readonly onSite: string | null;
  readonly roadShow: string | null;
  readonly routine: string | null;
  /** Sum of the points added and taken off. */
  readonly points: string;
  readonly total: string | null;
  readonly scoredStops: number;
  readonly stops: number;
  /** Parts with weight that are not complete. */
  readonly missing: readonly Part[];
  /** All its scored stops are of kinds that weigh 0, so that it can have no on-site score, whatever is scored. */
  readonly weightless?: true;
  /** It has withdrawn and stays ranked, with what it has: nothing of it is missing, and what it lacks adds nothing. */
  readonly withdrawn?: true;
}

/** An area's stop with its score. */
export interface ScoredStop<T> {
  readonly kind: string;
  readonly score: T;
}

/** Stops with something for a score, each with its kind. */
export const scoredStops = <T>(
  stops: readonly Item[],
  scoreOf: (stop: Item) => T | null,
): readonly ScoredStop<T>[] =>
  stops.flatMap((stop) => {
    const score = scoreOf(stop);
    return score === null ? [] : [{ score, kind: stop.kind === 'stop' ? (stop.kindId ?? '') : '' }];
  });

/** What a kind of stop counts among an area's kinds: 1 where the rule does not name it. */
const weightOf = (weights: Readonly<Record<string, string>>, kind: string): string =>
  Object.hasOwn(weights, kind) ? (weights[kind] ?? '1') : '1';

/**
 * The on-site score, exact: the mean of the stops; by kinds, each kind's mean counts by its weight among the kinds that
 * the area has stops of. Null without scores, and where all its kinds weigh 0.
 */
export function exactOnSite(
  onSite: ScoringRule['onSite'],
  scored: readonly ScoredStop<Fraction>[],
): Fraction | null {
  if (scored.length === 0) return null;
  if (onSite.by === 'stop') return fractionMean(scored.map(({ score }) => score));
  const parts = [...new Set(scored.map(({ kind }) => kind))].map((kind) => ({
    weight: fractionOf(weightOf(onSite.weights, kind)),
    mean: fractionMean(scored.flatMap((one) => (one.kind === kind ? one.score : []))),
  }));
  const below = fractionSum(parts.map(({ weight }) => weight));
  if (below.above === 0n) return null;
  const above = fractionSum(parts.map((part) => fractionProduct(part.weight, part.mean)));
  return fractionQuotient(above, below);
}

/** The same as the first edition made it: each kind's mean cut after twelve digits. */
function firstOnSite(
  rule: ScoringRule,
  weights: Readonly<Record<string, string>>,
  scored: readonly ScoredStop<string>[],
): string | null {
  const parts = [...new Set(scored.map(({ kind }) => kind))].map((kind) => {
    const own = scored.flatMap((one) => (one.kind === kind ? one.score : []));
    return { weight: weightOf(weights, kind), mean: mean(own, FINE_DIGITS, rule.rounding) };
  });
  const below = sum(parts.map(({ weight }) => weight));
  if (!isPositive(below)) return null;
  const above = sum(parts.map((part) => times(part.weight, part.mean)));
  return quotient(above, below, rule.areaDigits, rule.rounding);
}

/** The on-site score, rounded once; null where there is none yet, or none at all. */
function onSiteOf(rule: ScoringRule, scored: readonly ScoredStop<string>[]): string | null {
  if (scored.length === 0) return null;
  const { onSite, areaDigits, rounding } = rule;
  if (onSite.by === 'stop')
    return mean(
      scored.map(({ score }) => score),
      areaDigits,
      rounding,
    );
  if (editionOf(rule) === 1) return firstOnSite(rule, onSite.weights, scored);
  const exact = exactOnSite(
    onSite,
    scored.map((one) => ({ ...one, score: fractionOf(one.score) })),
  );
  return exact && fractionRounded(exact, areaDigits, rounding);
}

/** Parts and totals of all areas, in the order of the set-up. */
export function areaResults(basis: Basis, scores: ReadonlyMap<string, ItemScore>): readonly AreaResult[] {
  const { setup } = basis;
  const byArea = new Map<string, Item[]>(setup.areas.map((area) => [area.id, []]));
  for (const item of itemsOf(setup).values()) byArea.get(item.areaId)?.push(item);
  return setup.areas.map((area) => areaResult(basis, area.id, byArea.get(area.id) ?? [], scores));
}

function areaResult(
  basis: Basis,
  areaId: string,
  items: readonly Item[],
  scores: ReadonlyMap<string, ItemScore>,
): AreaResult {
  const { tour, rule, beforeUnixMs } = basis;
  const isWithdrawn = basis.withdrawn.includes(areaId);
  const stops = items.filter((item) => item.kind === 'stop');
  const talks = items.filter((item) => item.kind === 'talk');
  const scoredHere = scoredStops(stops, ({ id }) => scores.get(id)?.score ?? null);
  const talkScores = talks.flatMap((item) => scores.get(item.id)?.score ?? []);
  const onSite = onSiteOf(rule, scoredHere);
  const isWeightless = onSite === null && scoredHere.length > 0;
  const roadShow = talkScores.length === 0 ? null : mean(talkScores, rule.areaDigits, rule.rounding);
  const entered = valueBefore(tour.routine[areaId], beforeUnixMs) ?? null;
  const routine = entered === null ? null : rounded(entered, rule.areaDigits, rule.rounding);
  const points = sum(adjustmentsBefore(tour, areaId, beforeUnixMs).map((one) => one.points));
  const values = { onSite, roadShow, routine };
  const complete: Readonly<Record<Part, boolean>> = {
    onSite:
      stops.length > 0 && scoredHere.length === stops.length && (!isWeightless || editionOf(rule) === 1),
    roadShow: talks.length > 0 && talkScores.length === talks.length,
    routine: routine !== null,
  };
  const weighty = PARTS.filter((part) => isPositive(rule.weights[part]));
  const missing = isWithdrawn ? [] : weighty.filter((part) => !complete[part]);
  const hasNothing = weighty.every((part) => values[part] === null);
  const total = missing.length > 0 || (isWithdrawn && hasNothing) ? null : totalOf(basis, values, points);
  return {
    ...{ areaId, ...values, points, total, scoredStops: scoredHere.length, stops: stops.length, missing },
    ...(isWeightless && editionOf(rule) > 1 && { weightless: true as const }),
    ...(isWithdrawn && { withdrawn: true as const }),
  };
}

const PARTS = ['onSite', 'roadShow', 'routine'] as const;

/** A part as it enters the total: its percentage of the score, rounded where the rule rounds parts. */
export function weightedPart({ rule }: Basis, part: Part, score: string): string {
  const exact = times(times(score, rule.weights[part]), '0.01');
  return rule.roundParts ? rounded(exact, rule.totalDigits, rule.rounding) : exact;
}

function totalOf(basis: Basis, values: Readonly<Record<Part, string | null>>, points: string): string {
  const parts = PARTS.flatMap((part) => {
    const score = values[part];
    return score === null || !isPositive(basis.rule.weights[part]) ? [] : weightedPart(basis, part, score);
  });
  return rounded(sum([...parts, points]), basis.rule.totalDigits, basis.rule.rounding);
}
