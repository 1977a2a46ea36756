import { figureIn } from '../cells/figure.ts';
import { narrow, sameWord } from '../cells/plain.ts';
import type { Table } from '../tables/column.ts';
import type { Assignment } from './head.ts';
import { isNote, sumsUp } from './left-out.ts';
import type { FilledRow } from './merged.ts';

/** Names of areas that are known already, as {@link sameWord} has them. */
export type KnownWords = ReadonlySet<string>;

const NONE: Assignment = { fields: new Map(), unsure: [], score: 0, surest: 0 };

/** Whether figures only count rows: whole, and each one more than the one before. */
function countsRows(figures: readonly (string | undefined)[]): boolean {
  const told = figures.filter((one) => one !== undefined).map(Number);
  return (
    told.length > 0 &&
    told.every((one, at) => Number.isInteger(one) && (at === 0 ? one <= 1 : one === (told[at - 1] ?? 0) + 1))
  );
}

/**
 * A table without a head, as it is pasted: only of scores can it be told which column is which, by the names of areas in
 * one and figures in another. Where two columns hold figures, nobody guesses.
 */
export function assignByContent(rows: readonly FilledRow[], table: Table, known: KnownWords): Assignment {
  if (table.kind !== 'routine') return NONE;
  const told = rows.filter(({ cells }) => !sumsUp(cells) && !isNote(cells));
  const width = told.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const columns = Array.from({ length: width }, (_, column) => told.map(({ cells }) => cells[column] ?? ''));
  const named = columns.map((cells) => cells.filter((cell) => known.has(sameWord(cell))).length);
  const area = named.indexOf(Math.max(0, ...named));
  if ((named[area] ?? 0) === 0) return NONE;
  const scores = columns.flatMap((cells, column) => {
    if (column === area) return [];
    const figures = cells.map((cell) => {
      const figure = figureIn(cell);
      return figure.ok ? figure.value.decimal : undefined;
    });
    const isEmpty = figures.every((one) => one === undefined);
    return isEmpty || (column < area && countsRows(figures)) ? [] : [column];
  });
  const [score] = scores;
  const filled = columns.flatMap((cells, column) =>
    column !== area && cells.some((cell) => narrow(cell) !== '') ? [column] : [],
  );
  // Where nothing is a figure, a column beside the names is one whose figures are all wrong.
  const only = score ?? (filled.length === 1 ? filled[0] : undefined);
  if (scores.length > 1)
    return {
      fields: new Map([[area, 'area']]),
      unsure: [{ field: 'score', columns: scores }],
      score: 1,
      surest: 0,
    };
  return {
    fields: new Map([[area, 'area'], ...(only === undefined ? [] : [[only, 'score'] as const])]),
    unsure: [],
    score: 1,
    surest: 0,
  };
}
