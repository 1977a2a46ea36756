import { divided, fixed } from '../../decimal.ts';
import { editionOf, type ScoringRule } from '../../tour/judging/scoring-rule.ts';
import { type ItemScore, quorumOf } from '../item-score.ts';
import type { SeatCounts, WholeItem, WholeMarks, WholeRow } from './whole-marks.ts';
import type { EvenedRows } from './whole-severity.ts';

/**
 * Items' scores as a panel with those seats would give them, to the last digit what `itemScores` says of a tour with
 * that panel (before groups are evened out): the same rule in whole numbers, 0.1 ms instead of 5. `evened`: the rows of
 * totals after judges were evened out, where the rule does that.
 */
export function panelScores(
  marks: WholeMarks,
  seats: SeatCounts,
  rule: ScoringRule,
  evened?: EvenedRows,
): ReadonlyMap<string, ItemScore> {
  const scores = new Map<string, ItemScore>();
  const panel = seats.reduce((sum, count) => sum + count, 0);
  const room = new Float64Array(panel);
  marks.items.forEach((item, at) => {
    const excused = item.excused.reduce((sum, judge) => sum + (seats[judge] ?? 0), 0);
    const ballots = ballotsIn(item, seats);
    if (ballots === 0) return;
    const enough = ballots >= quorumOf(Math.max(0, panel + item.gone - excused), rule);
    const rows = evened?.[at] ?? item.rows;
    const score = enough ? fixed(scoreOf(rows, seats, rule, room), rule.itemDigits) : null;
    scores.set(item.itemId, { score, ballots });
  });
  return scores;
}

const ballotsIn = ({ rows }: WholeItem, seats: SeatCounts): number =>
  rows[0]?.judges.reduce((sum, judge) => sum + (seats[judge] ?? 0), 0) ?? 0;

/** In the last of the rule's digits for items. */
function scoreOf(
  rows: readonly WholeRow[],
  seats: SeatCounts,
  rule: ScoringRule,
  room: Float64Array,
): number {
  let score = 0;
  for (const row of rows) {
    const { values, judges, digits, weight, weightDigits } = row;
    let count = 0;
    for (let at = 0; at < values.length; at += 1)
      for (let seat = seats[judges[at] ?? 0] ?? 0; seat > 0; seat -= 1) {
        room[count] = values[at] ?? 0;
        count += 1;
      }
    const average = averageOf(room, count, digits, rule);
    score +=
      rule.countBy === 'ballot' ? average : divided(average * weight, 10 ** weightDigits, rule.rounding);
  }
  return score;
}

/** The rule's average of `count` ascending values: what `keptOf` keeps of them, averaged and rounded once. */
function averageOf(values: Float64Array, count: number, digits: number, rule: ScoringRule): number {
  const { average, dropLow, dropHigh } = rule;
  let [from, to] = [0, count];
  if (average === 'median') {
    from = (count - 1) >> 1;
    to = (count >> 1) + 1;
  } else if (average === 'trimmed') {
    if (count >= rule.trimFrom && count > dropLow + dropHigh) {
      from = dropLow;
      to = count - dropHigh;
    } else if (rule.smallPanel === 'closest-two' && count === 3) {
      const [low = 0, middle = 0, high = 0] = values;
      const farther = middle - low - (high - middle);
      if (farther > 0 || (farther === 0 && editionOf(rule) > 1)) from = 1;
      if (farther < 0) to = 2;
    }
  }
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += values[at] ?? 0;
  const shift = 10 ** Math.abs(rule.itemDigits - digits);
  return rule.itemDigits >= digits
    ? divided(sum * shift, to - from, rule.rounding)
    : divided(sum, (to - from) * shift, rule.rounding);
}
