import { cellKey, columnOf, type Merge, type Sheet, type SheetRow } from '../../../../shared/sheets/sheet.ts';
import { type Budget, cellText, MOST_COLUMNS } from '../limits.ts';
import type { Package } from './package.ts';
import { shownNumber } from './shown-number.ts';
import { type ListedSheet, unescaped, type Workbook } from './workbook.ts';

/** A place as sheets write it: `AB12`. */
const PLACE = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/;
const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';

/** Column from 0 and row from 1 of a place; undefined where it is none. */
function placeOf(text: string | undefined): { readonly column: number; readonly row: number } | undefined {
  const match = PLACE.exec(text ?? '');
  const column = columnOf(match?.[1] ?? '');
  return match === null || column === undefined ? undefined : { column, row: Number(match[2]) };
}

function mergeOf(ref: string | undefined): Merge | undefined {
  const [from, to] = (ref ?? '').split(':').map(placeOf);
  if (from === undefined || to === undefined) return undefined;
  return { top: from.row, left: from.column, bottom: to.row, right: to.column };
}

/** A date that a cell holds as text in ISO 8601: `2022-07-06T09:30:00`. */
const ofIso = (text: string): string =>
  text
    .replace(/(\.\d+)?Z?$/, '')
    .replace('T', ' ')
    .replace(/ 00:00:00$/, '')
    .replace(/(\d{2}:\d{2}):00$/, '$1');

/** The text of a cell from its type, its value and its style. */
function textOf(
  type: string,
  value: string,
  style: number,
  { strings, styles, since1904 }: Workbook,
): string {
  switch (type) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'd':
      return ofIso(value);
    case 'str':
    case 'inlineStr':
      return unescaped(value);
    case 'e':
      return value;
    default:
      return shownNumber(value, styles[style] ?? 'number', since1904);
  }
}

/** Reads a sheet. Rows and cells that do not say where they are follow those before them. */
export function readWorksheet(files: Package, listed: ListedSheet, book: Workbook, budget: Budget): Sheet {
  const rows: SheetRow[] = [];
  const merges: Merge[] = [];
  const uncomputed: string[] = [];
  let [row, column, isHidden] = [0, -1, false];
  let cells: string[] = [];
  let [type, style, value] = ['n', 0, ''];
  let [hasFormula, hasValue, takes, isRead] = [false, false, false, true];

  const closeCell = (): void => {
    if (column >= MOST_COLUMNS) return;
    if (hasFormula && !hasValue) uncomputed.push(cellKey(row, column));
    const text = value === '' ? '' : cellText(textOf(type, value, style, book));
    if (text.trim() === '' && !(hasFormula && !hasValue)) return;
    while (cells.length < column) cells.push('');
    cells[column] = text;
  };
  files.read(listed.file, {
    open(name, attributes) {
      if (name === 'row') {
        const { r, hidden } = attributes();
        row = r === undefined ? row + 1 : Number(r);
        [column, cells, isHidden] = [-1, [], isOn(hidden)];
      } else if (name === 'c') {
        const { r, t = 'n', s } = attributes();
        column = placeOf(r)?.column ?? column + 1;
        [type, style, value] = [t, Number(s ?? 0), ''];
        [hasFormula, hasValue] = [false, false];
      } else if (name === 'v') [takes, hasValue] = [true, true];
      else if (name === 't') [takes, hasValue] = [isRead, true];
      else if (name === 'f') hasFormula = true;
      else if (name === 'rPh') isRead = false;
      else if (name === 'mergeCell') {
        const merge = mergeOf(attributes().ref);
        if (merge !== undefined && merge.left < MOST_COLUMNS) merges.push(merge);
      }
    },
    close(name) {
      if (name === 'v' || name === 't') takes = false;
      else if (name === 'rPh') isRead = true;
      else if (name === 'c') closeCell();
      else if (name === 'row' && cells.length > 0) {
        budget.row();
        rows.push({ number: row, cells, ...(isHidden && { hidden: true as const }) });
      }
    },
    text(part) {
      if (takes) value += part;
    },
  });
  // Written out of their order, rows are still those of their numbers.
  rows.sort((a, b) => a.number - b.number);
  return { name: listed.name, hidden: listed.hidden, rows, merges, since1904: book.since1904, uncomputed };
}
