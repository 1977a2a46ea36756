import { wholeOf } from '../../decimal.ts';
import { castBefore } from '../../tour/judging/ballots.ts';
import { isOnPanel } from '../../tour/judging/panel.ts';
import { itemsOf } from '../../tour/setup/items.ts';
import { type Basis, comparableBy, countedOf, expectedOf, panelInstantOf } from '../results.ts';
import { whoScored } from './who-scored.ts';

/** How often each judge sits on a panel, by place on the list of judges. */
export type SeatCounts = Int32Array;

/** Marks of one kind for an item, in ascending order, as whole numbers of the last of `digits` places. */
export interface WholeRow {
  readonly digits: number;
  readonly values: Float64Array;
  /** Who gave them: places on the list of judges. */
  readonly judges: Int32Array;
  /** What their average counts in the item's score: a whole number of the last of `weightDigits` places. */
  readonly weight: number;
  readonly weightDigits: number;
}

/** An item's ballots that count. */
export interface WholeItem {
  readonly itemId: string;
  /** One row of totals; or one for each criterion, where the rule averages criteria. */
  readonly rows: readonly WholeRow[];
  /**
   * Judges who are not expected to score it: of the own area under the rule, recused by themselves, come too late, or
   * gone.
   */
  readonly excused: Int32Array;
  /** Judges who were dismissed since without a ballot, but belong to the panel that the rule counts the quorum of. */
  readonly gone: number;
  /** Judges are evened out among items that say the same here. */
  readonly comparable: string;
}

/** All that item scores are made of, for any panel of the same judges. */
export interface WholeMarks {
  readonly judgeIds: readonly string[];
  readonly items: readonly WholeItem[];
  /** How many seats a panel may have without a sum leaving what a double holds exactly. */
  readonly mostSeats: number;
}

/** Most places after the point that whole numbers are made of here; marks and weights have at most six each. */
const MOST_DIGITS = 12;

/** A tour's ballots in whole numbers; undefined where they are too long to be. Reads every ballot, once. */
export function wholeMarks(basis: Basis): WholeMarks | undefined {
  const { tour, setup, rule } = basis;
  const judgeIds = whoScored(tour);
  const placeOf = new Map(judgeIds.map((id, place) => [id, place]));
  const panelIds = Object.keys(tour.panel);
  const items: WholeItem[] = [];
  let most = 1;
  for (const item of itemsOf(setup).values()) {
    const rubric = setup.rubrics.find((one) => one.id === item.rubricId);
    const { ballots } = countedOf(basis, item);
    if (rubric === undefined || ballots.length === 0) continue;
    const byBallot = [{ weight: '1', marks: ballots.map(({ total }) => total) }];
    const byCriterion = () =>
      rubric.criteria.map(({ id, weight }) => ({
        weight,
        marks: ballots.map(({ marks }) => marks[id] ?? '0'),
      }));
    const rows: WholeRow[] = [];
    for (const { weight, marks } of rule.countBy === 'ballot' ? byBallot : byCriterion()) {
      const judges = ballots.map(({ judgeId }) => placeOf.get(judgeId) ?? 0);
      const row = wholeRow(marks, judges, weight);
      if (row === undefined) return undefined;
      rows.push(row);
      most = Math.max(most, largestStep(row, rule.itemDigits));
    }
    const recused = expectedOf(basis, item).recused;
    const own = Object.entries(tour.ballots[item.id] ?? {}).flatMap(([judgeId, ballot]) =>
      castBefore(ballot, basis.beforeUnixMs)?.abstains === 'recused' ? judgeId : [],
    );
    const instant = panelInstantOf(basis, item.id);
    const late = judgeIds.filter((id) => !isOnPanel(tour.panel[id], instant));
    const excused = [...new Set([...recused, ...own, ...late])].flatMap((id) => placeOf.get(id) ?? []);
    items.push({
      ...{ itemId: item.id, rows, excused: Int32Array.from(excused) },
      gone: panelIds.filter((id) => !placeOf.has(id) && isOnPanel(tour.panel[id], instant)).length,
      comparable: comparableBy(rule, item),
    });
  }
  return { judgeIds, items, mostSeats: Math.floor(Number.MAX_SAFE_INTEGER / most) };
}

const digitsOf = (value: string): number => value.split('.')[1]?.length ?? 0;

function wholeRow(marks: readonly string[], judges: readonly number[], weight: string): WholeRow | undefined {
  const digits = Math.max(...marks.map(digitsOf));
  const weightDigits = digitsOf(weight);
  const units = wholeOf(weight, weightDigits);
  if (digits > MOST_DIGITS || units === undefined) return undefined;
  const read = marks.map((mark, at) => ({ value: wholeOf(mark, digits), judge: judges[at] ?? 0 }));
  if (read.some(({ value }) => value === undefined)) return undefined;
  const sorted = read.sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
  return {
    ...{ digits, weight: units, weightDigits },
    values: Float64Array.from(sorted, ({ value }) => value ?? 0),
    judges: Int32Array.from(sorted, ({ judge }) => judge),
  };
}

/** Digits of totals after judges were evened out. */
const EVENED_DIGITS = 6;

/** The largest number that one seat adds to any step of the arithmetic: a sum of marks, or an average × weight. */
function largestStep({ values, digits, weight }: WholeRow, itemDigits: number): number {
  const largest = values.at(-1) ?? 0;
  const sum = largest * 10 ** Math.max(0, itemDigits - digits, EVENED_DIGITS - digits);
  const average = (largest / 10 ** digits) * 10 ** itemDigits;
  return Math.max(sum, (average + 1) * weight, 10 ** Math.max(0, digits - itemDigits));
}
