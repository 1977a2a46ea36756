import { offBecause } from '../../../shared/tour/conduct/falling-out.ts';
import { isAsked } from '../../../shared/tour/judging/asked.ts';
import type { Judge } from '../../../shared/tour/judging/judges.ts';
import { ruleBefore } from '../../../shared/tour/judging/scoring-rule.ts';
import { type Item, itemsOf } from '../../../shared/tour/setup/items.ts';
import type { Tour } from '../../../shared/tour/state.ts';

/**
 * What a judge has done for an item. `missing`: marks are due; `ahead`: the convoy has not been there yet; `not-asked`:
 * it fell out, was over before the judge came, or came after he had left.
 */
export type CellState = 'cast' | 'paper' | 'recused' | 'absent' | 'missing' | 'ahead' | 'not-asked';

/** An item with how its ballots stand. */
export interface ItemColumn {
  readonly item: Item;
  /** Whether marks are due: the convoy has come, or somebody has scored it. */
  readonly due: boolean;
  readonly locked: boolean;
  /** Why it fell out. */
  readonly off: 'cancelled' | 'withdrawn' | undefined;
  /** Ballots with marks, and how many there would be with everybody who is asked. */
  readonly given: number;
  readonly expected: number;
  /** Judges who have said nothing, in the order of the panel. */
  readonly missing: readonly string[];
}

/** A judge with a state for each item, in the order of the columns. */
export interface JudgeRow {
  readonly judge: Judge;
  /** Has left, and left ballots behind. */
  readonly left: boolean;
  readonly cells: readonly CellState[];
  readonly given: number;
  /** How many would be given by now. */
  readonly due: number;
  /** Items that are due and missing. */
  readonly missing: readonly string[];
}

/** Columns that lie side by side and belong together: an area's stops, or the talks (`areaId` undefined). */
export interface ColumnGroup {
  readonly areaId: string | undefined;
  readonly from: number;
  readonly span: number;
}

/** Judges and items with everything that stands between them. */
export interface Overview {
  readonly columns: readonly ItemColumn[];
  readonly rows: readonly JudgeRow[];
  readonly groups: readonly ColumnGroup[];
}

/** Whether marks for the item are due. */
function isDue(tour: Tour, item: Item): boolean {
  if (offBecause(tour, item) !== undefined) return false;
  const status = tour.stops[item.id]?.status;
  if (item.kind === 'stop' && (status === 'arrived' || status === 'left')) return true;
  if (Object.keys(tour.ballots[item.id] ?? {}).length > 0) return true;
  return item.kind === 'talk' && tour.days[item.day]?.endedAt !== undefined;
}

function cellOf(tour: Tour, item: Item, judge: Judge, ownAreaRecused: boolean, due: boolean): CellState {
  if (ownAreaRecused && judge.areaId === item.areaId) return 'recused';
  const ballot = tour.ballots[item.id]?.[judge.id];
  if (ballot === undefined && !isAsked(tour, judge.id, item)) return 'not-asked';
  if (ballot === undefined) return due ? 'missing' : 'ahead';
  if (ballot.abstains !== undefined) return ballot.abstains;
  return ballot.paper === undefined ? 'cast' : 'paper';
}

/** Everything that the matrix shows, from the organiser's tour. */
export function overviewOf(tour: Tour): Overview {
  if (tour.setup === null) return { columns: [], rows: [], groups: [] };
  const items = [...itemsOf(tour.setup).values()];
  const scored = Object.values(tour.ballots);
  const left = Object.values(tour.formerJudges).filter(({ id }) =>
    scored.some((ballots) => Object.hasOwn(ballots, id)),
  );
  const judges = [...Object.values(tour.judges), ...left];
  const { recuseOwnArea } = ruleBefore(tour, Number.POSITIVE_INFINITY);
  const due = items.map((item) => isDue(tour, item));
  const rows = judges.map((judge): JudgeRow => {
    const cells = items.map((item, at) => cellOf(tour, item, judge, recuseOwnArea, due[at] === true));
    const given = cells.filter((cell) => cell === 'cast' || cell === 'paper').length;
    const missing = items.flatMap((item, at) => (cells[at] === 'missing' ? item.id : []));
    return { judge, left: left.includes(judge), cells, given, due: given + missing.length, missing };
  });
  const columns = items.map((item, at): ItemColumn => {
    const count = (...states: readonly CellState[]) =>
      rows.filter(({ cells }) => states.some((state) => cells[at] === state)).length;
    return {
      item,
      due: due[at] === true,
      locked: tour.locks[item.id]?.locked === true,
      given: count('cast', 'paper'),
      off: offBecause(tour, item),
      expected: judges.length - count('recused', 'not-asked'),
      missing: rows.flatMap(({ judge, cells }) =>
        cells[at] === 'missing' || cells[at] === 'ahead' ? judge.id : [],
      ),
    };
  });
  return { columns, rows, groups: groupsOf(items) };
}

function groupsOf(items: readonly Item[]): readonly ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  items.forEach((item, at) => {
    const areaId = item.kind === 'stop' ? item.areaId : undefined;
    const last = groups.at(-1);
    if (last !== undefined && last.areaId === areaId)
      groups[groups.length - 1] = { ...last, span: last.span + 1 };
    else groups.push({ areaId, from: at, span: 1 });
  });
  return groups;
}
