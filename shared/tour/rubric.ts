import { type Static, Type } from 'typebox';
import { Decimal, exactly, Id, Name } from '../schema.ts';

/** One thing that a judge marks: from `min` to `max` in steps; counts `weight` times in the ballot's total. */
export const Criterion = exactly({
  id: Id,
  label: Name,
  min: Decimal,
  max: Decimal,
  step: Decimal,
  weight: Decimal,
});
export type Criterion = Static<typeof Criterion>;

/** What a kind of stop is marked by. A ballot's total is the sum of mark × weight. */
export const Rubric = exactly({
  id: Id,
  name: Name,
  criteria: Type.Array(Criterion, { minItems: 1, maxItems: 20 }),
});
export type Rubric = Static<typeof Rubric>;
