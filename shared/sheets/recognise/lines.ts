import { narrow, sameWord } from '../cells/plain.ts';
import type { Sheet } from '../sheet.ts';
import type { Table } from '../tables/column.ts';
import type { KnownWords } from './content.ts';
import type { Layout } from './layout.ts';
import { isExample, isNote, type LeftOut, type LeftOutWhy, sumsUp } from './left-out.ts';
import { type FilledRow, uncomputedIn } from './merged.ts';

/** A cell of a line. */
export interface LineCell {
  readonly text: string;
  readonly column: number;
  /** The text stands above it: the cells were one, or this one is empty for that. */
  readonly lent?: true;
  readonly uncomputed?: true;
}

/** A row of the table: its cells by field. A field whose column is missing is not there. */
export interface Line {
  readonly row: number;
  readonly hidden: boolean;
  readonly cells: Readonly<Record<string, LineCell>>;
}

/** The lines of a table, and rows that are none of it. */
export interface Lines {
  readonly lines: readonly Line[];
  readonly leftOut: readonly LeftOut[];
}

/** Fields that only count: a row with nothing else in it was numbered beforehand. */
const COUNTS = ['number', 'id'];

/** What stands alone in a row and holds for those below it: a day, or an area. */
export type SectionOf = (text: string) => string | undefined;

const repeatsHead = (row: FilledRow, { fields, headings }: Layout): boolean => {
  let same = 0;
  for (const column of fields.keys()) {
    const cell = sameWord(row.cells[column] ?? '');
    if (cell === '') continue;
    if (cell !== sameWord(headings[column] ?? '')) return false;
    same += 1;
  }
  return same > 1;
};

/** Rows that are to be read: those below the head, hidden ones only where they are wanted. */
function rowsBelow(rows: readonly FilledRow[], { head }: Layout, withHidden: boolean): readonly FilledRow[] {
  const below = head === undefined ? rows : rows.filter(({ number }) => number > head.to);
  return withHidden ? below : below.filter(({ hidden }) => hidden !== true);
}

/** What lines are read by. */
export interface HowToRead {
  readonly withHidden: boolean;
  readonly sectionOf: SectionOf;
  readonly known: KnownWords;
}

/** The lines of a table below its head. */
export function linesOf(
  rows: readonly FilledRow[],
  sheet: Sheet,
  table: Table,
  layout: Layout,
  { withHidden, sectionOf, known }: HowToRead,
): Lines {
  const isUncomputed = uncomputedIn(sheet);
  const fillsDown = new Set(table.columns.filter((one) => one.fillsDown).map(({ field }) => field));
  const above = new Map<string, string>();
  const lines: Line[] = [];
  const leftOut: LeftOut[] = [];
  for (const row of rowsBelow(rows, layout, withHidden)) {
    const out = (why: LeftOutWhy) => leftOut.push({ row: row.number, why, cells: row.cells });
    const own = row.cells.filter((cell, column) => narrow(cell) !== '' && !row.lent.has(column));
    const [only = ''] = own;
    const section = own.length === 1 ? sectionOf(only) : undefined;
    if (section !== undefined) {
      above.set(section, only);
      out('section');
      continue;
    }
    const isFirst = layout.head === undefined && lines.length === 0;
    if (isFirst && own.length === 1 && !known.has(sameWord(only))) out('title');
    else if (repeatsHead(row, layout)) out('head');
    else if (isExample(row.cells)) out('example');
    else if (sumsUp(row.cells)) out('sum');
    else if (isNote(row.cells)) out('note');
    else {
      const cells: Record<string, LineCell> = {};
      let says = 0;
      for (const [column, field] of layout.fields) {
        const text = row.cells[column] ?? '';
        const isLent = row.lent.has(column);
        const isOpen = narrow(text) !== '' || isUncomputed(row.number, column);
        // A formula that goes on below the table shows a nought.
        if (isOpen && !isLent && !COUNTS.includes(field) && narrow(text) !== '0') says += 1;
        const from = !isOpen && fillsDown.has(field) ? above.get(field) : undefined;
        cells[field] = {
          text: from ?? text,
          column,
          ...((isLent || from !== undefined) && { lent: true as const }),
          ...(isUncomputed(row.number, column) && { uncomputed: true as const }),
        };
        if (isOpen && fillsDown.has(field)) above.set(field, text);
      }
      if (says === 0) out('number');
      else
        lines.push({
          row: row.number,
          hidden: row.hidden === true,
          cells: withSections(cells, above, layout),
        });
    }
  }
  return { lines, leftOut };
}

/** The cells of a line with what a row above says for all below it, where the table has no column for that. */
function withSections(
  cells: Record<string, LineCell>,
  above: ReadonlyMap<string, string>,
  { fields }: Layout,
): Record<string, LineCell> {
  const columns = new Set(fields.values());
  for (const [field, text] of above) {
    const cell = cells[field];
    if (!columns.has(field)) cells[field] = { text, column: 0, lent: true };
    else if (cell !== undefined && narrow(cell.text) === '') cells[field] = { ...cell, text, lent: true };
  }
  return cells;
}
