/**
 * Fairness, for the organiser only. Everything here is pure; statistics about judges are doubles in percent of an
 * item's possible range (what a ballot can total at least is 0, at most 100), places come from the ranking itself.
 *
 * A page makes one {@link markTable} of a tour and asks it for habits, outlying marks, patterns and agreement.
 */
export { type Agreement, agreementOf } from './agreement.ts';
export { type JudgeHabit, type PanelHabits, panelHabits } from './judge-habits.ts';
export { type MarkTable, markTable } from './mark-table.ts';
export { OUTLYING_FROM_PERCENT, type OutlyingMark, outlyingMarks } from './outlying-marks.ts';
export { FEWEST_BALLOTS, type Pattern, type PatternKind, patternsIn, RAREST } from './patterns.ts';
