import { compare } from '../decimal.ts';
import { editionOf, type TieBreak } from '../tour/judging/scoring-rule.ts';
import { itemsOf } from '../tour/setup/items.ts';
import { type AreaResult, areaResults } from './area-result.ts';
import { exactTotals } from './exact-totals.ts';
import { compareFractions, type Fraction, fractionOf } from './fraction.ts';
import { FINE_DIGITS, type ItemScore } from './item-score.ts';
import { type Basis, itemScores } from './results.ts';

/** What areas are ranked by: the on-site scores so far, or, once nothing is missing anywhere, their totals. */
export type RankedBy = 'on-site' | 'total';

/** An area in its place. */
export interface RankedArea {
  readonly result: AreaResult;
  /** 1 for the best; true ties share a rank and the next one is passed over; null without a score. */
  readonly rank: number | null;
  readonly score: string | null;
  /** What decided against the area before it, where the scores are equal. */
  readonly tieBreak?: TieBreak;
}

/**
 * Totals count only once every area has one: before, a missing part would make the ranks a guess. Nothing is awaited of
 * an area that withdrew before anything of it was scored.
 */
export function rankedBy(results: readonly AreaResult[]): RankedBy {
  const awaited = results.filter(({ withdrawn, total }) => !withdrawn || total !== null);
  return awaited.length > 0 && awaited.every(({ total }) => total !== null) ? 'total' : 'on-site';
}

/** Every area in order of rank; areas without a score in the order of the set-up, behind all others. */
export function ranked(
  basis: Basis,
  results: readonly AreaResult[],
  scores: ReadonlyMap<string, ItemScore>,
): readonly RankedArea[] {
  const by = rankedBy(results);
  const scoreOf = (one: AreaResult) => (by === 'total' ? one.total : one.onSite);
  const breaks = by === 'total' ? basis.rule.tieBreaks : [];
  let fine: ((areaId: string) => Fraction | null) | undefined;
  const unrounded = (areaId: string): Fraction | null => {
    fine ??= editionOf(basis.rule) === 1 ? firstUnrounded(basis) : exactTotals(basis, scores);
    return fine(areaId);
  };
  const decide = (a: AreaResult, b: AreaResult): { readonly order: number; readonly tieBreak?: TieBreak } => {
    const [left, right] = [scoreOf(a), scoreOf(b)];
    if (left === null || right === null) return { order: Number(left === null) - Number(right === null) };
    const order = compare(right, left);
    if (order !== 0) return { order };
    for (const tieBreak of breaks) {
      const decided = compareBy(tieBreak, { basis, scores, unrounded }, a, b);
      if (decided !== 0) return { order: decided, tieBreak };
    }
    return { order: 0 };
  };
  const sorted = [...results].sort((a, b) => decide(a, b).order);
  let rank = 0;
  return sorted.map((result, index) => {
    const before = sorted[index - 1];
    const decided = before === undefined ? undefined : decide(before, result);
    if (decided === undefined || decided.order !== 0) rank = index + 1;
    const score = scoreOf(result);
    const tieBreak = score === null ? undefined : decided?.tieBreak;
    return { result, rank: score === null ? null : rank, score, ...(tieBreak && { tieBreak }) };
  });
}

interface Deciding {
  readonly basis: Basis;
  readonly scores: ReadonlyMap<string, ItemScore>;
  /** An area's total before rounding. */
  readonly unrounded: (areaId: string) => Fraction | null;
}

/** Negative where `a` stands before `b`. */
function compareBy(
  tieBreak: TieBreak,
  { basis, scores, unrounded }: Deciding,
  a: AreaResult,
  b: AreaResult,
): number {
  const higher = (left: string | null, right: string | null) =>
    left === null || right === null ? Number(left === null) - Number(right === null) : compare(right, left);
  switch (tieBreak) {
    case 'on-site':
      return higher(a.onSite, b.onSite);
    case 'road-show':
      return higher(a.roadShow, b.roadShow);
    case 'routine':
      return higher(a.routine, b.routine);
    case 'digits':
      return higherFraction(unrounded(a.areaId), unrounded(b.areaId));
    case 'best-stop':
      return higher(bestStop(basis, scores, a.areaId), bestStop(basis, scores, b.areaId));
  }
}

const stopsIn = ({ setup }: Basis, areaId: string) =>
  [...itemsOf(setup).values()].filter((item) => item.kind === 'stop' && item.areaId === areaId);

const higherFraction = (left: Fraction | null, right: Fraction | null): number =>
  left === null || right === null
    ? Number(left === null) - Number(right === null)
    : compareFractions(right, left);

/** Digits of the first edition: fewer than what went in, or thirds that were cut off on the way would have decided. */
const FIRST_DIGITS = FINE_DIGITS - 2;

/** Totals as the first edition compared them: by the same rule with more digits at every step. */
function firstUnrounded(basis: Basis): (areaId: string) => Fraction | null {
  const rule = {
    ...basis.rule,
    ...{ itemDigits: FINE_DIGITS, areaDigits: FINE_DIGITS, totalDigits: FIRST_DIGITS },
    roundParts: false,
  };
  const fine = { ...basis, rule };
  const totals = new Map(areaResults(fine, itemScores(fine)).map(({ areaId, total }) => [areaId, total]));
  return (areaId) => {
    const total = totals.get(areaId) ?? null;
    return total === null ? null : fractionOf(total);
  };
}

function bestStop(basis: Basis, scores: ReadonlyMap<string, ItemScore>, areaId: string): string | null {
  const own = stopsIn(basis, areaId).flatMap((stop) => scores.get(stop.id)?.score ?? []);
  return own.reduce<string | null>(
    (best, score) => (best === null || compare(score, best) > 0 ? score : best),
    null,
  );
}
