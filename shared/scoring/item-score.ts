import { type Factors, factorsOf, rounded, sum, sumOfProducts, times } from '../decimal.ts';
import { type Ballot, castBefore, type Marks } from '../tour/judging/ballots.ts';
import type { ScoringRule } from '../tour/judging/scoring-rule.ts';
import type { Rubric } from '../tour/setup/rubric.ts';
import { averageOf, keptOf } from './average.ts';

/** An item's score: a decimal with the rule's digits, or null below quorum. */
export interface ItemScore {
  readonly score: string | null;
  /** How many ballots with marks there are, dropped ones included. */
  readonly ballots: number;
}

/** A judge's marks as they count: the ballot's total, evened out where the rule does that. */
export interface CountedBallot {
  readonly judgeId: string;
  readonly marks: Marks;
  readonly total: string;
}

/** Digits beyond the rule's own by which ties can still be told apart. */
export const FINE_DIGITS = 12;

const weights = new WeakMap<Rubric, Factors>();

function weightsOf(rubric: Rubric): Factors {
  const known = weights.get(rubric) ?? factorsOf(rubric.criteria.map(({ weight }) => weight));
  weights.set(rubric, known);
  return known;
}

/** A ballot's total: the sum of mark × weight over the rubric's criteria, exact. */
export const ballotTotal = (rubric: Rubric, marks: Marks): string =>
  sumOfProducts(
    rubric.criteria.map(({ id }) => marks[id] ?? '0'),
    weightsOf(rubric),
  );

/** How many ballots an item needs before its score counts: at least one. */
export const quorumOf = (panelSize: number, rule: ScoringRule): number =>
  Math.max(1, Math.ceil((panelSize * rule.quorumPercent) / 100));

/** An instant for the freeze, one for the beginning of the day, one for now, and some that were tried. */
const MOST_KEPT = 8;

/** An item's ballots by judge. */
export type BallotsOfItem = Readonly<Record<string, Ballot>>;

/** Ballots counted before: a ballot is a value, so its total is too. Only saves time; says the same without. */
const counted = new WeakMap<Marks, { readonly rubric: Rubric; readonly ballot: CountedBallot }>();

function countedBallot(rubric: Rubric, judgeId: string, marks: Marks): CountedBallot {
  const known = counted.get(marks);
  if (known?.rubric === rubric && known.ballot.judgeId === judgeId) return known.ballot;
  const total = known?.rubric === rubric ? known.ballot.total : ballotTotal(rubric, marks);
  const ballot = { judgeId, marks, total };
  counted.set(marks, { rubric, ballot });
  return ballot;
}

/** Who of the panel is to score an item. */
export interface Expected {
  /** How many, without those who are recused by the rule. */
  readonly judges: number;
  /** Judges who are recused by the rule, or would be had they not left: their ballots, if there are any, do not count. */
  readonly recused: readonly string[];
  /** Judges who had left: their ballots count, and nothing of them is expected. */
  readonly left: readonly string[];
}

/** What is known of an item before an instant: its ballots with marks, and how many there would be with everybody. */
export interface BallotsBefore {
  readonly ballots: readonly CountedBallot[];
  readonly expected: number;
}

/** Ballots read before, by the item's ballots: of an item that nobody scored meanwhile the same list again. */
const read = new WeakMap<
  BallotsOfItem,
  Map<string, { readonly rubric: Rubric; readonly before: BallotsBefore }>
>();

const keyOfExpected = ({ judges, recused, left }: Expected): string =>
  `${judges} ${recused.join()} ${left.join()}`;

/** Ballots with marks that were cast before an instant (ms, exclusive), by judge; and how many are expected. */
export function ballotsBefore(
  rubric: Rubric,
  ballots: BallotsOfItem,
  expected: Expected,
  beforeUnixMs: number,
): BallotsBefore {
  const kept = read.get(ballots) ?? new Map<string, { rubric: Rubric; before: BallotsBefore }>();
  const key = `${keyOfExpected(expected)} ${beforeUnixMs}`;
  const known = kept.get(key);
  if (known?.rubric === rubric) return known.before;
  const before = readBallots(rubric, ballots, expected, beforeUnixMs);
  if (kept.size >= MOST_KEPT) kept.clear();
  read.set(ballots, kept.set(key, { rubric, before }));
  return before;
}

function readBallots(
  rubric: Rubric,
  ballots: BallotsOfItem,
  { judges, recused, left }: Expected,
  beforeUnixMs: number,
): BallotsBefore {
  const withMarks: CountedBallot[] = [];
  let expected = judges;
  for (const judgeId of Object.keys(ballots)) {
    const ballot = ballots[judgeId];
    const cast = ballot === undefined ? undefined : castBefore(ballot, beforeUnixMs);
    if (cast === undefined || recused.includes(judgeId)) continue;
    if (cast.abstains === 'recused' && !left.includes(judgeId)) expected -= 1;
    if (cast.abstains === undefined) withMarks.push(countedBallot(rubric, judgeId, cast.marks));
  }
  return { ballots: withMarks, expected: Math.max(0, expected) };
}

/** The score of an item from its counted ballots, with that many digits; at least one ballot. */
export function scoreOf(
  rubric: Rubric,
  ballots: readonly CountedBallot[],
  rule: ScoringRule,
  digits = rule.itemDigits,
): string {
  if (rule.countBy === 'ballot') {
    const { counted } = keptOf(ballots, ({ total }) => total, rule);
    return averageOf(
      counted.map(({ total }) => total),
      rule,
      digits,
    );
  }
  const parts = rubric.criteria.map(({ id, weight }) => {
    const { counted } = keptOf(ballots, ({ marks }) => marks[id] ?? '0', rule);
    const average = averageOf(
      counted.map(({ marks }) => marks[id] ?? '0'),
      rule,
      rule.itemDigits,
    );
    return rounded(times(average, weight), rule.itemDigits, rule.rounding);
  });
  return rounded(sum(parts), digits, rule.rounding);
}

/** Scores seen before, by the item's ballots: an item that nobody scored meanwhile is not counted again. */
const scores = new WeakMap<BallotsOfItem, Map<string, Known>>();
interface Known {
  readonly rubric: Rubric;
  readonly score: ItemScore;
}
/**
 * The score of an item from the ballots cast before an instant (exclusive; Infinity for all), without evening out.
 * Absent judges have no marks and do not count.
 */
export function itemScore(
  rubric: Rubric,
  ballots: BallotsOfItem,
  expected: Expected,
  rule: ScoringRule,
  beforeUnixMs: number,
): ItemScore {
  const kept = scores.get(ballots) ?? new Map<string, Known>();
  const key = `${keyOfExpected(expected)} ${beforeUnixMs} ${keyOf(rule)}`;
  const known = kept.get(key);
  if (known?.rubric === rubric) return known.score;
  const before = ballotsBefore(rubric, ballots, expected, beforeUnixMs);
  const enough = before.ballots.length >= quorumOf(before.expected, rule);
  const score = {
    score: enough ? scoreOf(rubric, before.ballots, rule) : null,
    ballots: before.ballots.length,
  };
  if (kept.size >= MOST_KEPT) kept.clear();
  scores.set(ballots, kept.set(key, { rubric, score }));
  return score;
}

/** Scores of ballots that were evened out, by the list of them: it is the same list while nothing changes it. */
const evenedScores = new WeakMap<
  readonly CountedBallot[],
  Map<number, { readonly rubric: Rubric; readonly score: string }>
>();

/** {@link scoreOf} of a list that is handed in again and again: ballots that were evened out. */
export function evenedScore(rubric: Rubric, ballots: readonly CountedBallot[], rule: ScoringRule): string {
  const kept = evenedScores.get(ballots) ?? new Map<number, { rubric: Rubric; score: string }>();
  const known = kept.get(keyOf(rule));
  if (known?.rubric === rubric) return known.score;
  const score = scoreOf(rubric, ballots, rule);
  if (kept.size >= MOST_KEPT) kept.clear();
  evenedScores.set(ballots, kept.set(keyOf(rule), { rubric, score }));
  return score;
}

const keys = new WeakMap<ScoringRule, number>();
/** Rules that say the same have the same number, whatever objects they are. */
const numbers = new Map<string, number>();

function keyOf(rule: ScoringRule): number {
  const known = keys.get(rule);
  if (known !== undefined) return known;
  const said = JSON.stringify(rule);
  const number = numbers.get(said) ?? numbers.size;
  numbers.set(said, number);
  keys.set(rule, number);
  return number;
}
