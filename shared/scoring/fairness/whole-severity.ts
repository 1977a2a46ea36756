import { minus, quotient, squareRoot, times, wholeOf } from '../decimal.ts';
import type { SeatCounts } from './panel-scores.ts';
import type { WholeMarks, WholeRow } from './whole-marks.ts';

/** Rows of totals by item, evened out; in the order of the items. */
export type EvenedRows = readonly (readonly WholeRow[])[];

/** Digits of what is evened out, and of what it is made of: those of severity.ts. */
const DIGITS = 6;
const WIDE = 20;

interface Sums {
  readonly count: bigint;
  readonly sum: bigint;
  readonly squares: bigint;
}

interface Habit extends Sums {
  /** count² × the variance, in units of the totals: 0 keeps the judge's totals as they are. */
  readonly variance: bigint;
  readonly root: number;
  /** Count and sum as doubles, which hold them exactly. */
  readonly number: number;
  readonly total: number;
}

/**
 * Evens judges out as severity.ts does (`μ + σ·(x − μ_j)/σ_j`) for any panel of the same judges. A judge's own mean and
 * deviation are those of the own ballots, on whatever panel; only μ and σ are the panel's. Sums are whole numbers, the
 * quotient is a double, and where that lies so near to a half that its error could round it to the other side it is
 * divided again in exact decimals. Undefined where totals have more digits than what is evened out.
 */
export function evenedRows({ judgeIds, items }: WholeMarks): ((seats: SeatCounts) => EvenedRows) | undefined {
  const digits = Math.max(0, ...items.flatMap(({ rows }) => rows.map((row) => row.digits)));
  if (digits > DIGITS) return undefined;
  const rows = items.map((item) => item.rows.map((row) => scaledTo(row, digits)));
  const habits = judgeIds.map((_, judge) => habitOf(rows.flat(), judge));
  return (seats) => {
    const all = pooled(habits, seats);
    if (all.count === 0n) return rows;
    const below = all.count * 10n ** BigInt(digits);
    const middle = wholeOf(quotient(`${all.sum}`, `${below}`, DIGITS, 'half-up'), DIGITS) ?? 0;
    const variance = all.count * all.squares - all.sum ** 2n;
    const sigma = Math.sqrt(Number(variance)) / Number(all.count);
    const unit = 10 ** (DIGITS - digits);
    const evened = (value: number, habit: Habit): number => {
      if (habit.variance === 0n) return value * unit;
      const off = (sigma * unit * (habit.number * value - habit.total)) / habit.root;
      const size = Math.abs(off);
      const nearHalf = Math.abs(size - Math.floor(size) - 0.5) < size * 1e-13 + 1e-9;
      const rounded = nearHalf ? exactOff(value, habit, variance, below, digits) : Math.round(size);
      return middle + (nearHalf ? rounded : Math.sign(off) * rounded);
    };
    return rows.map((ofItem) =>
      ofItem.map((row) =>
        sortedRow(row, (value, judge) => {
          const habit = habits[judge];
          return habit === undefined ? value * unit : evened(value, habit);
        }),
      ),
    );
  };
}

/** A row of other values, in their order. What was ascending nearly still is, which insertion is quick at. */
function sortedRow(row: WholeRow, evenedOf: (value: number, judge: number) => number): WholeRow {
  const values = new Float64Array(row.values.length);
  const judges = new Int32Array(row.values.length);
  for (let at = 0; at < values.length; at += 1) {
    const judge = row.judges[at] ?? 0;
    const value = evenedOf(row.values[at] ?? 0, judge);
    let to = at;
    for (; to > 0 && (values[to - 1] ?? 0) > value; to -= 1) {
      values[to] = values[to - 1] ?? 0;
      judges[to] = judges[to - 1] ?? 0;
    }
    values[to] = value;
    judges[to] = judge;
  }
  return { ...row, digits: DIGITS, values, judges };
}

/** `σ·(x − μ_j)/σ_j` in the steps and with the digits of severity.ts, in millionths. */
function exactOff(value: number, habit: Habit, variance: bigint, below: bigint, digits: number): number {
  const scale = 10n ** BigInt(digits);
  const root = (of: bigint, count: bigint) =>
    squareRoot(quotient(`${of}`, `${(count * scale) ** 2n}`, WIDE, 'half-up'), WIDE);
  const deviation = root(variance, below / scale);
  const total = quotient(`${value}`, `${scale}`, digits, 'half-up');
  const mean = quotient(`${habit.sum}`, `${habit.count * scale}`, WIDE, 'half-up');
  const own = root(habit.variance, habit.count);
  return wholeOf(quotient(times(deviation, minus(total, mean)), own, DIGITS, 'half-up'), DIGITS) ?? 0;
}

function scaledTo(row: WholeRow, digits: number): WholeRow {
  const unit = 10 ** (digits - row.digits);
  return { ...row, digits, values: row.values.map((value) => value * unit) };
}

function habitOf(rows: readonly WholeRow[], judge: number): Habit {
  let [count, sum, squares] = [0n, 0n, 0n];
  for (const { values, judges } of rows) {
    const at = judges.indexOf(judge);
    if (at < 0) continue;
    const value = BigInt(values[at] ?? 0);
    count += 1n;
    sum += value;
    squares += value * value;
  }
  const variance = count * squares - sum * sum;
  const root = Math.sqrt(Number(variance));
  return { count, sum, squares, variance, root, number: Number(count), total: Number(sum) };
}

function pooled(habits: readonly Habit[], seats: SeatCounts): Sums {
  let [count, sum, squares] = [0n, 0n, 0n];
  habits.forEach((habit, judge) => {
    const times = BigInt(seats[judge] ?? 0);
    count += times * habit.count;
    sum += times * habit.sum;
    squares += times * habit.squares;
  });
  return { count, sum, squares };
}
