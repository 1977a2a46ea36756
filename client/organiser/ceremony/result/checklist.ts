import type { Missing } from '../../../../shared/scoring/final/finalising.ts';

/** A line of the checklist before a result is made final. */
export type Check =
  | { readonly kind: 'items'; readonly done: boolean; readonly itemIds: readonly string[] }
  | {
      readonly kind: 'parts';
      readonly done: boolean;
      /** Areas that lack something, each with what. */
      readonly areas: readonly Extract<Missing, { kind: 'parts' | 'fallen-out' }>[];
    };

/** The checklist: every line of it, done or not, so that what was done stays in sight. */
export function checklist(missing: readonly Missing[]): readonly Check[] {
  const itemIds = missing.flatMap((one) => (one.kind === 'open-items' ? one.itemIds : []));
  const areas = missing.filter((one) => one.kind === 'parts' || one.kind === 'fallen-out');
  return [
    { kind: 'parts', done: areas.length === 0, areas },
    { kind: 'items', done: itemIds.length === 0, itemIds },
  ];
}
