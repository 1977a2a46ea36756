import { type Ballot, type Marks, marksBefore } from '../tour/ballots.ts';
import type { Rubric } from '../tour/rubric.ts';
import { ascending, mean, sumOfProducts } from './decimal.ts';
import type { ScoringRule } from './rule.ts';

/** A stop's score: a decimal with the rule's digits, or null below quorum. */
export interface StopScore {
  readonly score: string | null;
  /** How many ballots there are, dropped ones included. */
  readonly ballots: number;
}

/** A ballot's total: the sum of mark × weight over the rubric's criteria, exact. */
export const ballotTotal = (rubric: Rubric, marks: Marks): string =>
  sumOfProducts(rubric.criteria.map((criterion) => [marks[criterion.id] ?? '0', criterion.weight]));

/** The mean of the totals without the highest and lowest that the rule drops; undefined for no totals. */
export function trimmedMean(totals: readonly string[], rule: ScoringRule): string | undefined {
  if (totals.length === 0) return undefined;
  const trims = totals.length >= rule.trimFrom && totals.length > rule.dropHigh + rule.dropLow;
  const counted = trims ? ascending(totals).slice(rule.dropLow, totals.length - rule.dropHigh) : totals;
  return mean(counted, rule.stopDigits, rule.rounding);
}

/** How many ballots a stop needs before its score counts: at least one. */
export const quorumOf = (panelSize: number, rule: ScoringRule): number =>
  Math.max(1, Math.ceil((panelSize * rule.quorumPercent) / 100));

type BallotsOfStop = Readonly<Record<string, Ballot>>;

/** Totals seen before: a ballot is a value, so its total is too. Only saves time; says the same without. */
const totals = new WeakMap<Marks, { readonly rubric: Rubric; readonly total: string }>();

function totalOf(rubric: Rubric, marks: Marks): string {
  const known = totals.get(marks);
  if (known?.rubric === rubric) return known.total;
  const total = ballotTotal(rubric, marks);
  totals.set(marks, { rubric, total });
  return total;
}

/** Scores seen before, by the stop's ballots: a stop that nobody scored meanwhile is not counted again. */
const scores = new WeakMap<
  BallotsOfStop,
  Map<string, { readonly rubric: Rubric; readonly score: StopScore }>
>();
/** An instant for the freeze, one for the beginning of the day, one for now, and some that were tried. */
const MOST_KEPT = 8;

/**
 * The score of a stop from the ballots cast before an instant (exclusive; Infinity for all).
 * Absent judges have no ballot and do not count.
 */
export function stopScore(
  rubric: Rubric,
  ballots: BallotsOfStop,
  panelSize: number,
  rule: ScoringRule,
  beforeUnixMs: number,
): StopScore {
  const kept =
    scores.get(ballots) ?? new Map<string, { readonly rubric: Rubric; readonly score: StopScore }>();
  const key = `${panelSize} ${beforeUnixMs} ${JSON.stringify(rule)}`;
  const known = kept.get(key);
  if (known?.rubric === rubric) return known.score;
  const score = countStop(rubric, ballots, panelSize, rule, beforeUnixMs);
  if (kept.size >= MOST_KEPT) kept.clear();
  scores.set(ballots, kept.set(key, { rubric, score }));
  return score;
}

function countStop(
  rubric: Rubric,
  ballots: BallotsOfStop,
  panelSize: number,
  rule: ScoringRule,
  beforeUnixMs: number,
): StopScore {
  const marks = Object.values(ballots)
    .map((ballot) => marksBefore(ballot, beforeUnixMs))
    .filter((one) => one !== undefined);
  const enough = marks.length >= quorumOf(panelSize, rule);
  const score = enough
    ? trimmedMean(
        marks.map((one) => totalOf(rubric, one)),
        rule,
      )
    : undefined;
  return { score: score ?? null, ballots: marks.length };
}
