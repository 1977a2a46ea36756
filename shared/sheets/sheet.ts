/*
 * A sheet as whatever reads files hands it on. Rows are counted from 1 and columns from 0; people are told row 3,
 * column C. Every cell is the text that it shows, whatever it is stored as: `92.5`, `99.9%`, `2022-07-06 09:30`,
 * `#N/A`.
 */

/** Cells that are one: the first holds what is in it. All four are included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A row with something in it; `cells` from column A on. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly string[];
  readonly hidden?: true;
}

/** One sheet. Rows ascend; empty ones are not there. */
export interface Sheet {
  /** Empty where it has none, as what was pasted. */
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly SheetRow[];
  readonly merges: readonly Merge[];
  /** Days are counted from 1904, as Excel for Mac did. */
  readonly since1904: boolean;
  /** Cells with a formula that nobody has computed, see {@link cellKey}. */
  readonly uncomputed: readonly string[];
}

/** A cell as one text: `3:2` is C3. */
export const cellKey = (row: number, column: number): string => `${row}:${column}`;

/** What a sheet calls a column: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}

/** The column of its letters: `A` is 0. Undefined where they are none, or beyond what a sheet can have. */
export function columnOf(letters: string): number | undefined {
  if (!/^[A-Z]{1,3}$/.test(letters)) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
