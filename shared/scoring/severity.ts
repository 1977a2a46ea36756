import { compare, ofMillionths, quotient, squareRoot, sum, times } from '../decimal.ts';
import type { Edition } from '../tour/judging/scoring-rule.ts';
import { EVENED_DIGITS, eveningFor, exactEvened, exactSums, sumsOf } from './evening.ts';
import { fractionRounded } from './fraction.ts';
import type { CountedBallot } from './item-score.ts';

/** Digits of a spread as it is shown. */
const SHOWN_DIGITS = 20;

/** Mean and population standard deviation of some totals, cut after 20 digits. */
export interface Spread {
  readonly mean: string;
  readonly deviation: string;
}

/** What judges are evened out by: the spread of all ballots, and of each judge's own. Undefined without ballots. */
export interface Spreads {
  readonly all: Spread;
  readonly own: ReadonlyMap<string, Spread>;
}

/** Items whose ballots are evened out together, each with its ballots. */
export type EvenedItems = readonly (readonly CountedBallot[])[];

/** The spreads of the ballots of items that are evened out together. */
export function spreadsOf(items: EvenedItems): Spreads | undefined {
  const flat = items.flat();
  const digits = mostDigits(flat);
  const units = exactUnits(flat, digits);
  const byJudge = new Map<string, bigint[]>();
  flat.forEach(({ judgeId }, at) => {
    byJudge.set(judgeId, [...(byJudge.get(judgeId) ?? []), units[at] ?? 0n]);
  });
  const spreadOf = (values: readonly bigint[]): Spread => {
    const { count, sum: total, variance } = exactSums(values);
    const scale = count * 10n ** BigInt(digits);
    const cut = (above: bigint, below: bigint) => quotient(`${above}`, `${below}`, SHOWN_DIGITS, 'half-up');
    return {
      mean: cut(total, scale),
      deviation: squareRoot(cut(variance, scale * scale), SHOWN_DIGITS),
    };
  };
  return units.length === 0
    ? undefined
    : { all: spreadOf(units), own: new Map([...byJudge].map(([id, own]) => [id, spreadOf(own)])) };
}

/**
 * Evens out strict and mild judges: `μ + σ·(x − μ_j)/σ_j` with the judge's own mean and population deviation over
 * these items, and those of all their ballots; an evened total has six digits. A judge whose marks are all equal
 * (σ_j = 0) keeps them as they are. Items of other scales do not belong together: 8 of 10 says nothing about 80 of 100.
 */
export function evenedOut(items: EvenedItems, edition: Edition): EvenedItems {
  const flat = items.flat();
  if (flat.length === 0) return items;
  const digits = mostDigits(flat);
  const byJudge = new Map<string, number[]>();
  flat.forEach(({ judgeId }, at) => {
    const own = byJudge.get(judgeId);
    if (own === undefined) byJudge.set(judgeId, [at]);
    else own.push(at);
  });
  const power = 10 ** digits;
  // A double holds the decimal to its 16th digit: below 2^50 the nearest whole number is the right one.
  const units = flat.map(({ total }) => Math.round(Number(total) * power));
  const totals = units.every((unit) => unit < 2 ** 50)
    ? inDoubles(units, byJudge, digits, edition)
    : inWholeNumbers(flat, byJudge, digits, edition);
  let at = 0;
  return items.map((ballots) =>
    ballots.map((ballot) => {
      const total = totals[at];
      at += 1;
      return total === undefined ? ballot : { judgeId: ballot.judgeId, marks: ballot.marks, total };
    }),
  );
}

/** Totals by their place; undefined where they stay as they are. */
type Totals = readonly (string | undefined)[];
type Places = ReadonlyMap<string, readonly number[]>;

function inDoubles(units: readonly number[], byJudge: Places, digits: number, edition: Edition): Totals {
  const totals = new Array<string | undefined>(units.length).fill(undefined);
  const evening = eveningFor(sumsOf(units), digits, edition);
  for (const places of byJudge.values()) {
    const even = evening(sumsOf(places.map((at) => units[at] ?? 0)));
    if (even !== undefined) for (const at of places) totals[at] = ofMillionths(even(units[at] ?? 0));
  }
  return totals;
}

function inWholeNumbers(
  flat: readonly CountedBallot[],
  byJudge: Places,
  digits: number,
  edition: Edition,
): Totals {
  const totals = new Array<string | undefined>(flat.length).fill(undefined);
  const units = exactUnits(flat, digits);
  const all = exactSums(units);
  for (const places of byJudge.values()) {
    const own = exactSums(places.map((at) => units[at] ?? 0n));
    if (own.variance === 0n) continue;
    for (const at of places) {
      const above = exactEvened(units[at] ?? 0n, all, own, digits, edition);
      const text = fractionRounded({ above, below: 10n ** BigInt(EVENED_DIGITS) }, EVENED_DIGITS, 'half-up');
      totals[at] = text.replace(/\.?0+$/, '');
    }
  }
  return totals;
}

const digitsOf = (decimal: string): number => decimal.length - 1 - decimal.indexOf('.');

/** How many places the longest total has. */
const mostDigits = (ballots: readonly CountedBallot[]): number =>
  ballots.reduce((most, { total }) => Math.max(most, total.includes('.') ? digitsOf(total) : 0), 0);

const exactUnits = (ballots: readonly CountedBallot[], digits: number): readonly bigint[] =>
  ballots.map(({ total }) => {
    const [whole = '0', fraction = ''] = total.split('.');
    return BigInt(whole + fraction.padEnd(digits, '0'));
  });

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
