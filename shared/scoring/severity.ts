import { compare, mean, minus, quotient, squareRoot, sum, times } from './decimal.ts';
import type { CountedBallot } from './item-score.ts';

/** Digits of what is evened out: the root of a variance has no end. */
const DIGITS = 6;
const WIDE = 20;
const ROUNDING = 'half-up';

/** Mean and population standard deviation of some totals. */
export interface Spread {
  readonly mean: string;
  readonly deviation: string;
}

/** What judges are evened out by: the spread of all ballots, and of each judge's own. Undefined without ballots. */
export interface Spreads {
  readonly all: Spread;
  readonly own: ReadonlyMap<string, Spread>;
}

/** Mean and population standard deviation, cut after 20 digits. */
export function spreadOf(values: readonly string[]): Spread {
  const middle = mean(values, WIDE, ROUNDING);
  const squares = values.map((value) => {
    const off = minus(value, middle);
    return times(off, off);
  });
  return {
    mean: middle,
    deviation: squareRoot(quotient(sum(squares), String(values.length), WIDE, ROUNDING), WIDE),
  };
}

/** The spreads of all ballots of these items. */
export function spreadsOf(items: ReadonlyMap<string, readonly CountedBallot[]>): Spreads | undefined {
  const byJudge = new Map<string, string[]>();
  for (const ballots of items.values())
    for (const { judgeId, total } of ballots) byJudge.set(judgeId, [...(byJudge.get(judgeId) ?? []), total]);
  const everybody = [...byJudge.values()].flat();
  if (everybody.length === 0) return undefined;
  const own = new Map([...byJudge].map(([judgeId, totals]) => [judgeId, spreadOf(totals)]));
  return { all: spreadOf(everybody), own };
}

/**
 * Evens out strict and mild judges: `μ + σ·(x − μ_j)/σ_j` with the judge's own mean and population deviation over
 * all items, and those of all ballots. A judge whose marks are all equal (σ_j = 0) keeps them as they are.
 */
export function evenedOut(
  items: ReadonlyMap<string, readonly CountedBallot[]>,
): ReadonlyMap<string, readonly CountedBallot[]> {
  const spreads = spreadsOf(items);
  if (spreads === undefined) return items;
  const { all, own } = spreads;
  const even = (ballot: CountedBallot): CountedBallot => {
    const spread = own.get(ballot.judgeId);
    if (spread === undefined || compare(spread.deviation, '0') === 0) return ballot;
    const off = quotient(
      times(all.deviation, minus(ballot.total, spread.mean)),
      spread.deviation,
      DIGITS,
      ROUNDING,
    );
    const total = sum([mean([all.mean], DIGITS, ROUNDING), off]);
    return { ...ballot, total };
  };
  return new Map([...items].map(([itemId, ballots]) => [itemId, ballots.map(even)]));
}

/**
 * Evens out groups of items (二次平均法): raw × (overall mean ÷ the group's mean), rounded to `digits`. Items without
 * a score stay without; a group whose mean is 0 keeps its scores.
 */
export function evenedGroups(
  scores: ReadonlyMap<string, { readonly score: string; readonly group: string }>,
  digits: number,
  rounding: 'half-up' | 'half-even',
): ReadonlyMap<string, string> {
  const values = [...scores.values()];
  if (values.length === 0) return new Map();
  const overall = { sum: sum(values.map(({ score }) => score)), count: values.length };
  const groups = new Map<string, string[]>();
  for (const { group, score } of values) groups.set(group, [...(groups.get(group) ?? []), score]);
  return new Map(
    [...scores].map(([itemId, { score, group }]) => {
      const members = groups.get(group) ?? [];
      const ofGroup = sum(members);
      if (compare(ofGroup, '0') === 0) return [itemId, score];
      // raw × (S/n) ÷ (s/m) in one fraction, so that it is rounded once.
      const above = times(times(score, overall.sum), String(members.length));
      return [itemId, quotient(above, times(ofGroup, String(overall.count)), digits, rounding)];
    }),
  );
}
