import { compare, isOnStep, isPositive } from '../decimal.ts';
import { isBlank } from '../text.ts';
import type { Criterion, Rubric } from '../tour/setup/rubric.ts';
import { type Difference, differenceFrom, isDecimal } from './points.ts';

/** Characters of a Chinese name, and of an English one, see `schema.ts`. */
const MOST_NAME = 120;
const MOST_ENGLISH = 200;
/** Criteria of a rubric at most. */
export const MOST_CRITERIA = 20;

/** What of a criterion is wrong. */
export type CriterionField = 'label' | 'min' | 'max' | 'step' | 'weight';

/** What is wrong with a rubric, or is to be known of it; `criterionId` where it is about one criterion. */
export type RubricFault =
  | { readonly kind: 'nameless' | 'empty' }
  | { readonly kind: 'long-name'; readonly length: number; readonly most: number }
  | { readonly kind: 'many'; readonly count: number; readonly most: number }
  | {
      readonly kind: 'label-missing' | 'range' | 'zero';
      readonly criterionId: string;
      readonly field: CriterionField;
    }
  | {
      readonly kind: 'label-long';
      readonly criterionId: string;
      readonly field: CriterionField;
      readonly length: number;
      readonly most: number;
    }
  | {
      readonly kind: 'label-twice';
      readonly criterionId: string;
      readonly field: CriterionField;
      readonly label: string;
    }
  | { readonly kind: 'no-figure'; readonly criterionId: string; readonly field: CriterionField }
  | {
      readonly kind: 'step-misses';
      readonly criterionId: string;
      readonly field: CriterionField;
      readonly min: string;
      readonly max: string;
      readonly step: string;
    }
  | ({ readonly kind: 'points' } & Difference);

/** What keeps a rubric from being taken; the rest is said, and may be wanted so. */
const MAY_STAY: ReadonlySet<RubricFault['kind']> = new Set(['points', 'step-misses', 'label-twice']);
export const keepsBack = ({ kind }: RubricFault): boolean => !MAY_STAY.has(kind);

const lengthOf = (text: string): number => [...text].length;

/** How much too long a name in both languages is; undefined where it fits. */
function tooLong({ zh, en = '' }: Criterion['label']): { length: number; most: number } | undefined {
  if (lengthOf(zh) > MOST_NAME) return { length: lengthOf(zh), most: MOST_NAME };
  return lengthOf(en) > MOST_ENGLISH ? { length: lengthOf(en), most: MOST_ENGLISH } : undefined;
}

function wrongFigures({ id, min, max, step, weight }: Criterion): readonly RubricFault[] {
  const figures = { min, max, step, weight };
  const none = (Object.keys(figures) as (keyof typeof figures)[]).filter(
    (field) => !isDecimal(figures[field]),
  );
  if (none.length > 0) return none.map((field) => ({ kind: 'no-figure', criterionId: id, field }));
  const faults: RubricFault[] = [];
  if (compare(min, max) >= 0) faults.push({ kind: 'range', criterionId: id, field: 'max' });
  if (!isPositive(weight)) faults.push({ kind: 'zero', criterionId: id, field: 'weight' });
  if (!isPositive(step)) faults.push({ kind: 'zero', criterionId: id, field: 'step' });
  else if (compare(min, max) < 0 && !isOnStep(max, min, step))
    faults.push({ kind: 'step-misses', criterionId: id, field: 'step', min, max, step });
  return faults;
}

/** Everything that is to be said of a rubric whose points are to add up to `wanted`, in the order of its lines. */
export function faultsOf({ name, criteria }: Rubric, wanted: string): readonly RubricFault[] {
  const faults: RubricFault[] = [];
  if (isBlank(name.zh)) faults.push({ kind: 'nameless' });
  const long = tooLong(name);
  if (long !== undefined) faults.push({ kind: 'long-name', ...long });
  if (criteria.length === 0) faults.push({ kind: 'empty' });
  if (criteria.length > MOST_CRITERIA)
    faults.push({ kind: 'many', count: criteria.length, most: MOST_CRITERIA });
  const labels = new Set<string>();
  for (const criterion of criteria) {
    const { id: criterionId, label } = criterion;
    const about = { criterionId, field: 'label' as const };
    const word = label.zh.trim();
    const longLabel = tooLong(label);
    if (isBlank(word)) faults.push({ kind: 'label-missing', ...about });
    else if (labels.has(word)) faults.push({ kind: 'label-twice', ...about, label: word });
    if (longLabel !== undefined) faults.push({ kind: 'label-long', ...about, ...longLabel });
    labels.add(word);
    faults.push(...wrongFigures(criterion));
  }
  const difference = criteria.length === 0 ? undefined : differenceFrom(wanted, criteria);
  if (difference !== undefined) faults.push({ kind: 'points', ...difference });
  return faults;
}
