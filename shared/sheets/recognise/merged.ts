import { cellKey, type Sheet, type SheetRow } from '../sheet.ts';

/** A row in which cells that are one hold what the first of them holds, as far as it fills them. */
export interface FilledRow extends SheetRow {
  /** Columns of cells that another row lends its text. */
  readonly lent: ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

/** A sheet without merges that are beyond all sense: a sheet may claim any. */
const MOST_MERGES = 20_000;
const MOST_LENT = 5_000;

/** The rows of a sheet, each cell that is one with a cell above it filled with that cell's text. */
export function filledRows({ rows, merges }: Pick<Sheet, 'rows' | 'merges'>): readonly FilledRow[] {
  const texts = new Map(rows.map((row) => [row.number, row.cells]));
  const lent = new Map<number, Map<number, string>>();
  for (const { top, left, bottom } of merges.slice(0, MOST_MERGES)) {
    const text = texts.get(top)?.[left] ?? '';
    if (text === '') continue;
    for (let row = top + 1; row <= Math.min(bottom, top + MOST_LENT); row += 1) {
      if (!texts.has(row)) continue;
      const cells = lent.get(row) ?? new Map<number, string>();
      lent.set(row, cells.set(left, text));
    }
  }
  return rows.map((row) => {
    const given = lent.get(row.number);
    if (given === undefined) return { ...row, lent: NONE };
    const cells = [...row.cells];
    for (const [column, text] of given) {
      while (cells.length < column) cells.push('');
      cells[column] = text;
    }
    return { ...row, cells, lent: new Set(given.keys()) };
  });
}

/** Headings of a row, with those over several columns repeated for each of them. */
export function headingsOf(row: SheetRow, merges: Sheet['merges']): readonly string[] {
  const headings = [...row.cells];
  for (const { top, left, right, bottom } of merges.slice(0, MOST_MERGES)) {
    if (top > row.number || bottom < row.number) continue;
    for (let column = left + 1; column <= Math.min(right, left + 200); column += 1) {
      while (headings.length < column) headings.push('');
      headings[column] = headings[left] ?? '';
    }
  }
  return headings;
}

/** Cells whose formula nobody computed, for looking up by row and column. */
export function uncomputedIn(sheet: Pick<Sheet, 'uncomputed'>): (row: number, column: number) => boolean {
  const keys = new Set(sheet.uncomputed);
  return (row, column) => keys.size > 0 && keys.has(cellKey(row, column));
}
