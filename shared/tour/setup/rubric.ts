import { type Static, Type } from 'typebox';
import { canonicalJson } from '../../canonical.ts';
import { Decimal, exactly, Id, Name } from '../../schema.ts';

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

/** What a kind of item is marked by. A ballot's total is the sum of mark × weight. */
export const Rubric = exactly({
  id: Id,
  name: Name,
  criteria: Type.Array(Criterion, { minItems: 1, maxItems: 20 }),
});
export type Rubric = Static<typeof Rubric>;

const prints = new WeakMap<Rubric, string>();

/**
 * Eight hex digits that tell one version of a rubric's criteria from another (FNV-1a, 32 bits), so that marks made
 * on a phone that was offline are never taken for another rubric. Labels do not count: wording may be mended.
 */
export function rubricPrint(rubric: Rubric): string {
  const ready = prints.get(rubric);
  if (ready !== undefined) return ready;
  const text = canonicalJson(rubric.criteria.map(({ label: _label, ...criterion }) => criterion));
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  const print = (hash >>> 0).toString(16).padStart(8, '0');
  prints.set(rubric, print);
  return print;
}
