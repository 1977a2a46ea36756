import type { Edition } from '../../tour/judging/scoring-rule.ts';
import { EVENED_DIGITS, eveningFor, exactSums, type Sums } from '../evening.ts';
import type { SeatCounts, WholeItem, WholeMarks, WholeRow } from './whole-marks.ts';

/** Rows of totals by item, evened out; in the order of the items. */
export type EvenedRows = readonly (readonly WholeRow[])[];

/** A judge's totals among comparable items, as sums that add up over a panel. */
interface Habit {
  readonly own: Sums;
  readonly squares: bigint;
}

/**
 * Evens judges out as severity.ts does (`μ + σ·(x − μ_j)/σ_j` among comparable items) for any panel of the same judges.
 * A judge's own mean and deviation are those of the own ballots, on whatever panel; only μ and σ are the panel's.
 * Undefined where totals have more digits than what is evened out.
 */
export function evenedRows(
  { judgeIds, items }: WholeMarks,
  edition: Edition,
): ((seats: SeatCounts) => EvenedRows) | undefined {
  if (items.some(({ rows }) => rows.some(({ digits }) => digits > EVENED_DIGITS))) return undefined;
  const keys = [...new Set(items.map(({ comparable }) => comparable))];
  const groups = keys.map((key) => {
    const own = items.filter(({ comparable }) => comparable === key);
    return { own, even: evenedTogether(own, judgeIds.length, edition) };
  });
  return (seats) => {
    const evened = new Map<WholeItem, readonly WholeRow[]>();
    for (const { own, even } of groups) {
      const rows = even(seats);
      own.forEach((item, at) => {
        evened.set(item, rows[at] ?? item.rows);
      });
    }
    return items.map((item) => evened.get(item) ?? item.rows);
  };
}

/** The same for items that are comparable. */
function evenedTogether(
  items: readonly WholeItem[],
  judges: number,
  edition: Edition,
): (seats: SeatCounts) => EvenedRows {
  const digits = Math.max(0, ...items.flatMap(({ rows }) => rows.map((row) => row.digits)));
  const unit = 10 ** (EVENED_DIGITS - digits);
  const rows = items.map((item) => item.rows.map((row) => scaledTo(row, digits)));
  const habits = Array.from({ length: judges }, (_, judge) => habitOf(rows.flat(), judge));
  return (seats) => {
    const all = pooled(habits, seats);
    if (all.count === 0n) return rows;
    const evening = eveningFor(all, digits, edition);
    const evenings = habits.map(({ own }) => evening(own));
    return rows.map((ofItem) =>
      ofItem.map((row) => sortedRow(row, (value, judge) => evenings[judge]?.(value) ?? value * unit)),
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
  return { ...row, digits: EVENED_DIGITS, values, judges };
}

function scaledTo(row: WholeRow, digits: number): WholeRow {
  const unit = 10 ** (digits - row.digits);
  return { ...row, digits, values: row.values.map((value) => value * unit) };
}

function habitOf(rows: readonly WholeRow[], judge: number): Habit {
  const units = rows.flatMap(({ values, judges }) => {
    const at = judges.indexOf(judge);
    return at < 0 ? [] : BigInt(values[at] ?? 0);
  });
  return { own: exactSums(units), squares: units.reduce((sum, unit) => sum + unit * unit, 0n) };
}

function pooled(habits: readonly Habit[], seats: SeatCounts): Sums {
  let [count, sum, squares] = [0n, 0n, 0n];
  habits.forEach(({ own, squares: ownSquares }, judge) => {
    const times = BigInt(seats[judge] ?? 0);
    count += times * own.count;
    sum += times * own.sum;
    squares += times * ownSquares;
  });
  return { count, sum, variance: count * squares - sum * sum };
}
