import { narrow } from '../cells/plain.ts';
import type { Sheet } from '../sheet.ts';
import type { Column, Table } from '../tables/column.ts';
import { type HeadingReader, type HeadingWords, likeness } from './heading.ts';
import { type FilledRow, headingsOf } from './merged.ts';

/** Which column of a sheet is which of a table, and how surely. */
export interface Assignment {
  /** Fields by column. */
  readonly fields: ReadonlyMap<number, string>;
  /** Fields that more than one column could be, with those columns. */
  readonly unsure: readonly { readonly field: string; readonly columns: readonly number[] }[];
  readonly score: number;
  /** How surely the surest column is what it is, see `heading.ts`. */
  readonly surest: number;
}

/** The head of a table: its rows, and what it says of each column. */
export interface Head extends Assignment {
  readonly from: number;
  readonly to: number;
  readonly headings: readonly string[];
}

/** A head stands among so many first rows; in front of it are titles. */
const LOOKED_THROUGH = 20;
/** What a table gets for having all that it needs. */
const COMPLETE = 6;
/** Two lines are a head only where the upper one adds something: a title above is none of it. */
const OF_TWO_LINES = 0.5;
/** What stands below a heading and only explains it: `（满分100）`. */
const IN_BRACKETS = /^[(（].*[)）]$/;
const FIGURE = /^[\d.,:%/-]+$/;

/** Headings of a column, from that which says most. */
type Said = readonly HeadingWords[];

const likenessOf = (said: Said, column: Column): number =>
  said.reduce((most, words, at) => Math.max(most, likeness(words, column) - at * 0.25), 0);

/** Gives each column of a sheet to the field that it names most surely. */
export function assign(said: readonly Said[], table: Table): Assignment {
  const likely = said.flatMap((headings, column) =>
    table.columns.flatMap((one, place) => {
      const score = headings.length === 0 ? 0 : likenessOf(headings, one);
      return score > 0 ? [{ column, field: one.field, onlyOne: one.onlyOne === true, score, place }] : [];
    }),
  );
  likely.sort((a, b) => b.score - a.score || a.column - b.column || a.place - b.place);
  const fields = new Map<number, string>();
  let total = 0;
  for (const { column, field, score } of likely) {
    if (fields.has(column) || [...fields.values()].includes(field)) continue;
    fields.set(column, field);
    total += score;
  }
  const unsure = table.columns.flatMap(({ field, onlyOne }) => {
    if (onlyOne !== true) return [];
    const columns = likely
      .filter((one) => one.field === field && (fields.get(one.column) ?? field) === field)
      .map(({ column }) => column)
      .sort((a, b) => a - b);
    return columns.length > 1 ? [{ field, columns }] : [];
  });
  return { fields, unsure, score: total, surest: likely[0]?.score ?? 0 };
}

/** Whether there is a column for everything that makes a table of this kind. */
export const isComplete = ({ fields }: Pick<Assignment, 'fields'>, { needs }: Table): boolean => {
  const found = new Set(fields.values());
  return needs.every((group) => group.some((field) => found.has(field)));
};

/** What a heading is called: the lower of two lines, with the upper one where that is not the same. */
const shown = (upper: string, lower: string): string =>
  upper === '' || upper === lower ? lower : lower === '' ? upper : `${upper} ${lower}`;

/** A row whose only text stands over all columns, or most of them, is a title. */
const isTitle = (headings: readonly string[]): boolean => {
  const told = headings.filter((one) => one !== '');
  return new Set(told).size < 2;
};

/** What a head is found with. */
export interface HeadSearch {
  readonly rows: readonly FilledRow[];
  readonly sheet: Pick<Sheet, 'merges'>;
  readonly read: HeadingReader;
}

function headAt(
  upper: FilledRow,
  lower: FilledRow | undefined,
  { sheet, read }: HeadSearch,
  table: Table,
): Head {
  const above = headingsOf(upper, sheet.merges);
  const below = lower === undefined ? above : headingsOf(lower, sheet.merges);
  const width = Math.max(above.length, below.length);
  const pairs = Array.from({ length: width }, (_, at) => [above[at] ?? '', below[at] ?? ''] as const);
  const said = pairs.map(([over, under]): Said => {
    const texts =
      lower === undefined || over === under ? [under] : [under, `${over}${under}`, under === '' ? over : ''];
    return texts.filter((one) => one !== '').map(read);
  });
  const headings = pairs.map(([over, under]) => shown(lower === undefined ? '' : over, under));
  const figures = headings.filter((one) => one.length < 30 && FIGURE.test(narrow(one))).length;
  const assignment = assign(said, table);
  const score = assignment.score + (isComplete(assignment, table) ? COMPLETE : 0) - figures * 2;
  const explained = lower?.cells.filter((cell) => narrow(cell) !== '') ?? [];
  const isExplained = explained.length > 0 && explained.every((cell) => IN_BRACKETS.test(cell.trim()));
  const lines = lower === undefined ? 0 : isExplained ? -OF_TWO_LINES : OF_TWO_LINES;
  const [from, to] = [upper.number, (lower ?? upper).number];
  return { ...assignment, score: score - lines, headings, from, to };
}

/** The head that a row is, by itself; for whoever says which row it is. */
export const headOf = (row: FilledRow, search: HeadSearch, table: Table): Head =>
  headAt(row, undefined, search, table);

/** The rows of a sheet that name most columns of a table: one, or two above each other. Undefined where none names any. */
export function headIn(search: HeadSearch, table: Table): Head | undefined {
  const { rows, sheet } = search;
  let best: Head | undefined;
  const consider = (head: Head): void => {
    if (head.score > (best?.score ?? 0)) best = head;
  };
  for (const [at, row] of rows.slice(0, LOOKED_THROUGH).entries()) {
    if (row.cells.filter((cell) => cell !== '').length === 0) continue;
    consider(headAt(row, undefined, search, table));
    const next = rows[at + 1];
    if (next?.number !== row.number + 1 || isTitle(headingsOf(row, sheet.merges))) continue;
    consider(headAt(row, next, search, table));
  }
  return best;
}
