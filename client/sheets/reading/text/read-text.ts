import type { Sheet, SheetRow } from '../../../../shared/sheets/sheet.ts';
import { budget, cellText, MOST_COLUMNS } from '../limits.ts';
import { blankCells, cellsOf, looseCells, partedByBlanks, separatorOf } from './separated.ts';

/** What Excel takes for the separator, said in the first line. */
const SAID = /^sep=(.)\r?\n/i;

/** A sheet of rows; a row is where it stood. Throws where there are too many. */
export function sheetFrom(
  name: string,
  lines: readonly (readonly string[])[],
  rest: Partial<Sheet> = {},
): Sheet {
  const limits = budget();
  const rows: SheetRow[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.every((cell) => cell.trim() === '')) continue;
    limits.row();
    rows.push({ number: at + 1, cells: line.slice(0, MOST_COLUMNS).map(cellText) });
  }
  return { name, hidden: false, rows, merges: [], since1904: false, uncomputed: [], ...rest };
}

/** The cells of a text whose lines are all separated alike, or only loosely. */
function rowsOf(body: string, separator: string | undefined): (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  if (separator !== undefined) {
    cellsOf(body, separator, (row) => rows.push(row));
    return rows;
  }
  const lines = body.split(/\r\n?|\n/);
  const isParted = partedByBlanks(lines);
  for (const line of lines) rows.push(isParted ? blankCells(line) : looseCells(line));
  return rows;
}

/** Who types separates one line by a tab and the next by a comma: a line of one cell is looked at by itself. */
const typedAlone = (row: readonly string[]): readonly string[] => {
  const [only = ''] = row;
  const own = row.length === 1 ? separatorOf(only) : undefined;
  return own === undefined ? row : (rowsOf(only, own)[0] ?? row);
};

/** Reads a text whose cells are separated by tabs, commas, semicolons, or only loosely; `typed` by hand, by each in turn. */
export function readText(text: string, name: string, typed = false): Sheet {
  const whole = text.replace(/^\ufeff/, '');
  const said = SAID.exec(whole);
  const body = said === null ? whole : whole.slice(said[0].length);
  const rows = rowsOf(body, said?.[1] ?? separatorOf(body));
  return sheetFrom(name, typed ? rows.map(typedAlone) : rows);
}
