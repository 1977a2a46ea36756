import { csvOf } from '../../../shared/sheets/csv.ts';
import type { Problem } from '../../../shared/tour/judging/problems.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { pick } from '../../i18n/names.ts';
import type { Desk } from '../desk.svelte.ts';

const GRAVITY = { grave: 0, major: 1, minor: 2 } as const;

/** Problems of one area, standing ones first, the gravest and then the latest before others. */
export interface AreaProblems {
  readonly areaId: string;
  readonly problems: readonly Problem[];
}

/** All problems by area, in the order of the set-up; areas without one are left out. */
export function problemsByArea(
  tour: Tour,
  areaOfItem: (itemId: string) => string | undefined,
): readonly AreaProblems[] {
  const all = Object.values(tour.problems).sort(
    (a, b) =>
      Number(a.withdrawnAt !== undefined) - Number(b.withdrawnAt !== undefined) ||
      GRAVITY[a.severity] - GRAVITY[b.severity] ||
      b.notedAt - a.notedAt,
  );
  return (tour.setup?.areas ?? [])
    .map(({ id }) => ({ areaId: id, problems: all.filter(({ itemId }) => areaOfItem(itemId) === id) }))
    .filter(({ problems }) => problems.length > 0);
}

/** All problems as a sheet. */
export function problemsCsv(desk: Desk, groups: readonly AreaProblems[]): string {
  const { words, language } = desk;
  const rows = groups.flatMap(({ areaId, problems }) =>
    problems.map((one) => {
      const item = desk.item(one.itemId);
      return [
        desk.areaName(areaId),
        item?.kind === 'stop' ? item.number : words.matrix.talks,
        item === undefined ? one.itemId : pick(item.name, language),
        words.problems.kind[one.kind],
        words.problems.severity[one.severity],
        one.text,
        one.pictures?.length ?? 0,
        desk.judgeName(one.judgeId),
        desk.fullTime(one.notedAt),
        one.withdrawnAt === undefined ? words.problems.valid : words.problems.withdrawn,
      ];
    }),
  );
  return csvOf([words.problems.columns, ...rows]);
}
