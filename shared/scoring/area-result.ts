import { adjustmentsBefore } from '../tour/adjustments.ts';
import { valueBefore } from '../tour/dated.ts';
import { type ContestItem as Item, itemsOf } from '../tour/items.ts';
import { isPositive, mean, quotient, rounded, sum, times } from './decimal.ts';
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
}

/** The part's mean of scores; by kinds, each kind's mean counts by its weight among the kinds that the area has. */
function onSiteOf(
  { rule }: Basis,
  stops: readonly Item[],
  scores: ReadonlyMap<string, ItemScore>,
): string | null {
  const scored = stops.flatMap((stop) => {
    const score = scores.get(stop.id)?.score ?? null;
    return score === null ? [] : [{ score, kind: stop.kind === 'stop' ? (stop.kindId ?? '') : '' }];
  });
  if (scored.length === 0) return null;
  if (rule.onSite.by === 'stop')
    return mean(
      scored.map(({ score }) => score),
      rule.areaDigits,
      rule.rounding,
    );
  const { weights } = rule.onSite;
  const kinds = [...new Set(scored.map(({ kind }) => kind))];
  const parts = kinds.map((kind) => {
    const own = scored.flatMap((one) => (one.kind === kind ? one.score : []));
    const weight = Object.hasOwn(weights, kind) ? (weights[kind] ?? '1') : '1';
    return { weight, mean: mean(own, FINE_DIGITS, rule.rounding) };
  });
  const below = sum(parts.map(({ weight }) => weight));
  if (!isPositive(below)) return null;
  const above = sum(parts.map((part) => times(part.weight, part.mean)));
  return quotient(above, below, rule.areaDigits, rule.rounding);
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
  const stops = items.filter((item) => item.kind === 'stop');
  const talks = items.filter((item) => item.kind === 'talk');
  const scoreIn = (list: readonly Item[]) => list.flatMap((item) => scores.get(item.id)?.score ?? []);
  const scoredStops = scoreIn(stops).length;
  const talkScores = scoreIn(talks);
  const onSite = onSiteOf(basis, stops, scores);
  const roadShow = talkScores.length === 0 ? null : mean(talkScores, rule.areaDigits, rule.rounding);
  const entered = valueBefore(tour.routine[areaId], beforeUnixMs) ?? null;
  const routine = entered === null ? null : rounded(entered, rule.areaDigits, rule.rounding);
  const points = sum(adjustmentsBefore(tour, areaId, beforeUnixMs).map((one) => one.points));
  const values = { onSite, roadShow, routine };
  const complete: Readonly<Record<Part, boolean>> = {
    onSite: stops.length > 0 && scoredStops === stops.length,
    roadShow: talks.length > 0 && talkScores.length === talks.length,
    routine: routine !== null,
  };
  const missing = PARTS.filter((part) => isPositive(rule.weights[part]) && !complete[part]);
  const total = missing.length > 0 ? null : totalOf(basis, values, points);
  return { areaId, ...values, points, total, scoredStops, stops: stops.length, missing };
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
