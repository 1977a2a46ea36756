import type { Language } from '../../../shared/refusals.ts';
import type { SheetPlan } from '../../../shared/sheets/apply/plan.ts';
import type { Recognised } from '../../../shared/sheets/apply/recognised.ts';
import { faultSentence, isFault, type SheetFault } from '../../../shared/sheets/faults/faults.ts';
import { cellKey, columnLetters } from '../../../shared/sheets/sheet.ts';
import { TABLES } from '../../../shared/sheets/tables/tables.ts';
import type { ShownCell, ShownFault, ShownPlan, ShownSheet } from './messages.ts';

/** More columns nobody can assign: what lies beyond is not read, and not offered. */
const MOST_COLUMNS = 60;

/** Where a fault is, as people find it: the sheet, where there are several, and row and column as it shows them. */
function placeOf({ sheet, row, column }: SheetFault, names: readonly string[], language: Language): string {
  const name = sheet === undefined || names.length < 2 ? '' : (names[sheet] ?? '');
  const letters = column === undefined ? '' : columnLetters(column);
  if (language === 'zh')
    return [
      ...(name === '' ? [] : [`《${name}》`]),
      ...(row === undefined ? [] : [`第 ${row} 行`]),
      ...(letters === '' ? [] : [`${letters} 列`]),
    ].join(' ');
  const cell = row === undefined ? '' : letters === '' ? `row ${row}` : `row ${row}, column ${letters}`;
  return [name, cell].filter((part) => part !== '').join(': ');
}

function shownSheet(
  one: Recognised,
  at: number,
  faults: readonly SheetFault[],
  language: Language,
): ShownSheet {
  const own = faults.filter((fault) => fault.sheet === at && isFault(fault));
  const wrong = new Set(own.map(({ row, column }) => cellKey(row ?? 0, column ?? -1)));
  const { name, hidden, kind, headRow, firstRows, leftOut } = one;
  const columns = one.columns
    .slice(0, MOST_COLUMNS)
    .map((column) => ({ ...column, letters: columnLetters(column.column) }));
  const read = columns.filter(({ field }) => field !== undefined);
  const lines = one.lines.map((line) => ({
    row: line.row,
    hidden: line.hidden,
    cells: read.map(({ field = '', column }): ShownCell => {
      const cell = line.cells[field] ?? { text: '' };
      return wrong.has(cellKey(line.row, column)) ? { ...cell, wrong: true } : cell;
    }),
  }));
  const fields =
    kind === undefined
      ? []
      : TABLES[kind].columns.map((column) => ({ field: column.field, name: column[language] }));
  return { name, hidden, kind, headRow, firstRows, columns, fields, lines, leftOut, faults: own.length };
}

/** What the page shows of a plan, in words: it need not know of tables and faults. */
export function shownPlan(plan: SheetPlan, language: Language): ShownPlan {
  const { faults, unknownAreas, looksSwapped, hasPlaces, differences, values } = plan;
  const names = plan.sheets.map(({ name }, at) => (name === '' ? String(at + 1) : name));
  return {
    sheets: plan.sheets.map((one, at) => shownSheet(one, at, faults, language)),
    faults: faults.map((fault): ShownFault => {
      const { sheet, row, column } = fault;
      return {
        isFault: isFault(fault),
        place: placeOf(fault, names, language),
        text: faultSentence(fault, language),
        ...(sheet !== undefined && { sheet }),
        ...(row !== undefined && { row }),
        ...(column !== undefined && { column }),
      };
    }),
    ...{ unknownAreas, looksSwapped, hasPlaces, differences, values },
    hasHidden: faults.some(({ code }) => code === 'table.hidden'),
  };
}
