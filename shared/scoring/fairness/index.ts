/**
 * Fairness, for the organiser only: what a look at the marks says of the judges, and how firm the places are. All of
 * it is pure. Statistics about judges are doubles, in percent of an item's possible range (the least that a ballot can
 * total is 0, the most 100); places come from the ranking itself.
 *
 * About the judges, a few milliseconds: `const table = markTable(tour)`, then `panelHabits(table)`,
 * `outlyingMarks(table)`, `patternsIn(table)`, `agreementOf(table)`.
 *
 * About the places: `leaveOneOut(tour)` and `otherAverages(tour)` at once, some tenths of a second; resampled panels in
 * a worker, in steps, so that it can say how far it is:
 *
 *     const draw = panelDraw(tour);
 *     const random = chanceFrom(seed);
 *     let counts = draw.draw(100, random);
 *     while (counts.panels < 2000) counts = addedPlaces(counts, draw.draw(100, random));
 *     stabilityOf(draw.now, counts);
 */
export { type Agreement, agreementOf } from './agreement.ts';
export { chanceFrom } from './chance.ts';
export { type JudgeHabit, type PanelHabits, panelHabits } from './judge-habits.ts';
export { type MarkTable, markTable } from './mark-table.ts';
export { OUTLYING_FROM_PERCENT, type OutlyingMark, outlyingMarks } from './outlying-marks.ts';
export { FEWEST_BALLOTS, type Pattern, type PatternKind, patternsIn } from './patterns.ts';
export {
  leaveOneOut,
  type OtherAverage,
  otherAverages,
  type PlaceChange,
  type PlaceChanges,
  type Places,
  type WithoutJudge,
} from './place-changes.ts';
export { addedPlaces, type PanelDraw, type PlaceCounts, panelDraw } from './resampling.ts';
export { type AreaStability, stabilityOf } from './stability.ts';
