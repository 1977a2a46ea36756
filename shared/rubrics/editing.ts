import type { Criterion, Rubric } from '../tour/setup/rubric.ts';

/** The first id of a letter and a number that nothing has: `c03`. */
export function freeId(letter: string, taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  let number = taken.length + 1;
  const idOf = () => `${letter}${String(number).padStart(2, '0')}`;
  while (ids.has(idOf())) number += 1;
  return idOf();
}

/** The list with the thing at one place moved to another; both are cut to the list's ends. */
export function movedTo<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const [one] = list.slice(from, from + 1);
  if (one === undefined || from < 0) return list;
  const rest = list.filter((_, at) => at !== from);
  const place = Math.min(rest.length, Math.max(0, to));
  return place === from ? list : [...rest.slice(0, place), one, ...rest.slice(place)];
}

/** The rubric with one more criterion: marked like the last one, still without a name. */
export function withCriterion(rubric: Rubric): Rubric {
  const last = rubric.criteria.at(-1);
  const scale = last ?? { min: '0', max: '10', step: '0.5', weight: '1' };
  const { min, max, step, weight } = scale;
  const id = freeId('c', rubric.criteria);
  const one: Criterion = { id, label: { zh: '' }, ...{ min, max, step, weight } };
  return { ...rubric, criteria: [...rubric.criteria, one] };
}

/** The rubric without a criterion. */
export const withoutCriterion = (rubric: Rubric, criterionId: string): Rubric => ({
  ...rubric,
  criteria: rubric.criteria.filter(({ id }) => id !== criterionId),
});

/** The rubric with a criterion changed. */
export const withChanged = (rubric: Rubric, changed: Criterion): Rubric => ({
  ...rubric,
  criteria: rubric.criteria.map((one) => (one.id === changed.id ? changed : one)),
});

/** A rubric that has nothing but an id and one criterion without a name. */
export const emptyRubric = (rubrics: readonly Rubric[]): Rubric =>
  withCriterion({ id: freeId('r', rubrics), name: { zh: '' }, criteria: [] });

/** The same rubric once more under an id of its own, its name still to be told apart. */
export const copyOf = (rubric: Rubric, rubrics: readonly Rubric[], name: Rubric['name']): Rubric => ({
  ...rubric,
  id: freeId('r', rubrics),
  name,
});
