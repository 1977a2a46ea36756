import { lostScores } from '../../../shared/scoring/lost-scores.ts';
import { isAsked } from '../../../shared/tour/judging/asked.ts';
import { evolveJudges } from '../../../shared/tour/judging/judges.ts';
import { itemsOf } from '../../../shared/tour/setup/items.ts';
import type { Tour } from '../../../shared/tour/state.ts';

/** What it touches that a judge leaves: ballots that go on counting, and open items of which nothing is awaited any more. */
export function leavingTouches(
  tour: Tour,
  judgeId: string,
): { readonly kept: number; readonly awaited: number } {
  const items = tour.setup === null ? [] : [...itemsOf(tour.setup).values()];
  const has = (itemId: string) => Object.hasOwn(tour.ballots[itemId] ?? {}, judgeId);
  return {
    kept: items.filter(({ id }) => has(id)).length,
    awaited: items.filter((item) => !has(item.id) && isAsked(tour, judgeId, item)).length,
  };
}

/** The items that would be below their quorum, and lose their score, with one judge more. */
export function joiningTouches(tour: Tour, nowUnixMs: number): readonly string[] {
  const judge = { id: 'one-more', name: '+' };
  return lostScores(tour, evolveJudges(tour, { type: 'judge.appointed', judge }, nowUnixMs));
}

/** An id that no judge of the tour ever had: `j53` after `j52`. */
export function freshJudgeId({ panel }: Pick<Tour, 'panel'>): string {
  const numbers = Object.keys(panel).map((id) => Number(/^j0*(\d{1,6})$/.exec(id)?.[1] ?? 0));
  for (let number = Math.max(0, ...numbers) + 1; ; number += 1)
    if (!Object.hasOwn(panel, `j${number}`)) return `j${number}`;
}

/** What it touches that an item falls out, or an area: ballots that stay and do not count. */
export function ballotsOf(tour: Tour, itemIds: readonly string[]): number {
  return itemIds.reduce((sum, id) => sum + Object.keys(tour.ballots[id] ?? {}).length, 0);
}
