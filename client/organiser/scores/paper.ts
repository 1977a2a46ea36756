import { isOnStep, isWithin } from '../../../shared/decimal.ts';
import { isBlank } from '../../../shared/text.ts';
import type { Abstention, Marks } from '../../../shared/tour/judging/ballots.ts';
import { type Criterion, type Rubric, rubricPrint } from '../../../shared/tour/setup/rubric.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { decimalOf } from '../frame/figures.ts';

/** What is wrong with a mark as it was typed. */
export type MarkFault = 'needed' | 'notNumber' | 'outOfRange' | 'offStep';

/** A mark as typed against its criterion: the decimal, or what is wrong. Nothing typed is never a zero. */
export function readMark(
  text: string,
  { min, max, step }: Criterion,
): { readonly mark: string } | { readonly fault: MarkFault } {
  if (isBlank(text)) return { fault: 'needed' };
  const mark = decimalOf(text);
  if (mark === undefined || mark.startsWith('-'))
    return { fault: mark === undefined ? 'notNumber' : 'outOfRange' };
  if (!isWithin(mark, min, max)) return { fault: 'outOfRange' };
  return isOnStep(mark, min, step) ? { mark } : { fault: 'offStep' };
}

/** A ballot that a judge's phone saved, for this item. */
export interface PhoneBallot {
  readonly judgeId: string;
  readonly marks: Marks;
  readonly abstains?: Abstention;
  readonly comment: string;
}

/** Why a text is not taken as a phone's ballot. */
export type PhoneFault =
  | 'notOurs'
  | 'otherTour'
  | 'otherItem'
  | 'unknownJudge'
  | 'otherRubric'
  | 'otherCriteria';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads `{tour, judgeId, itemId, marks, comment, rubricPrint, castAt}` as a judge's phone saves it, for an item of this tour.
 * Marks themselves are checked like typed ones. `itemId` of a fault: the item that the ballot is for.
 */
export function readPhoneBallot(
  text: string,
  { tourId, itemId, tour, rubric }: { tourId: string; itemId: string; tour: Tour; rubric: Rubric },
): PhoneBallot | { readonly fault: PhoneFault; readonly itemId?: string } {
  let value: unknown;
  try {
    // Editors on Windows put a mark before the text.
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { fault: 'notOurs' };
  }
  if (!isRecord(value)) return { fault: 'notOurs' };
  const { tour: ofTour, judgeId, itemId: ofItem, marks, abstains, comment } = value;
  if (typeof ofTour !== 'string' || typeof judgeId !== 'string' || typeof ofItem !== 'string')
    return { fault: 'notOurs' };
  if (!isRecord(marks)) return { fault: 'notOurs' };
  if (ofTour !== tourId) return { fault: 'otherTour' };
  if (ofItem !== itemId) return { fault: 'otherItem', itemId: ofItem };
  if (!Object.hasOwn({ ...tour.judges, ...tour.formerJudges }, judgeId)) return { fault: 'unknownJudge' };
  const said = typeof comment === 'string' ? comment : '';
  if (abstains === 'recused' || abstains === 'absent') return { judgeId, marks: {}, abstains, comment: said };
  if (value.rubricPrint !== undefined && value.rubricPrint !== rubricPrint(rubric))
    return { fault: 'otherRubric' };
  const read: Record<string, string> = {};
  for (const [criterionId, mark] of Object.entries(marks)) {
    if (typeof mark !== 'string' || !rubric.criteria.some(({ id }) => id === criterionId))
      return { fault: 'otherCriteria' };
    read[criterionId] = mark;
  }
  const complete = rubric.criteria.every(({ id }) => Object.hasOwn(read, id));
  return complete ? { judgeId, marks: read, comment: said } : { fault: 'otherCriteria' };
}
