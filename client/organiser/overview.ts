import { type Item, itemsOf } from '../../shared/tour/items.ts';
import type { Judge } from '../../shared/tour/judges.ts';
import { ruleBefore } from '../../shared/tour/scoring-rule.ts';
import type { Tour } from '../../shared/tour/state.ts';

/** What a judge has done for an item. `missing`: marks are due; `ahead`: the convoy has not been there yet. */
export type CellState = 'cast' | 'paper' | 'recused' | 'absent' | 'missing' | 'ahead';

/** An item with how its ballots stand. */
export interface ItemColumn {
  readonly item: Item;
  /** Whether marks are due: the convoy has come, or somebody has scored it. */
  readonly due: boolean;
  readonly locked: boolean;
  /** Ballots with marks, and how many there would be with everybody who is not recused. */
  readonly given: number;
  readonly expected: number;
  /** Judges who have said nothing, in the order of the panel. */
  readonly missing: readonly string[];
}

/** A judge with a state for each item, in the order of the columns. */
export interface JudgeRow {
  readonly judge: Judge;
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
  const status = tour.stops[item.id]?.status;
  if (item.kind === 'stop' && (status === 'arrived' || status === 'left')) return true;
  if (Object.keys(tour.ballots[item.id] ?? {}).length > 0) return true;
  return item.kind === 'talk' && tour.days[item.day]?.endedAt !== undefined;
}

function cellOf(tour: Tour, item: Item, judge: Judge, ownAreaRecused: boolean, due: boolean): CellState {
  if (ownAreaRecused && judge.areaId === item.areaId) return 'recused';
  const ballot = tour.ballots[item.id]?.[judge.id];
  if (ballot === undefined) return due ? 'missing' : 'ahead';
  if (ballot.abstains !== undefined) return ballot.abstains;
  return ballot.paper === undefined ? 'cast' : 'paper';
}

/** Everything that the matrix shows, from the organiser's tour. */
export function overviewOf(tour: Tour): Overview {
  if (tour.setup === null) return { columns: [], rows: [], groups: [] };
  const items = [...itemsOf(tour.setup).values()];
  const judges = Object.values(tour.judges);
  const { recuseOwnArea } = ruleBefore(tour, Number.POSITIVE_INFINITY);
  const due = items.map((item) => isDue(tour, item));
  const rows = judges.map((judge): JudgeRow => {
    const cells = items.map((item, at) => cellOf(tour, item, judge, recuseOwnArea, due[at] === true));
    const given = cells.filter((cell) => cell === 'cast' || cell === 'paper').length;
    const missing = items.flatMap((item, at) => (cells[at] === 'missing' ? item.id : []));
    return { judge, cells, given, due: given + missing.length, missing };
  });
  const columns = items.map((item, at): ItemColumn => {
    const count = (...states: readonly CellState[]) =>
      rows.filter(({ cells }) => states.some((state) => cells[at] === state)).length;
    return {
      item,
      due: due[at] === true,
      locked: tour.locks[item.id]?.locked === true,
      given: count('cast', 'paper'),
      expected: judges.length - count('recused'),
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
