import type { SheetFault } from '../faults/faults.ts';
import { columnLetters } from '../sheet.ts';
import type { Table } from '../tables/column.ts';
import { assignByContent, type KnownWords } from './content.ts';
import { type Head, type HeadSearch, headIn, headOf, isComplete } from './head.ts';
import type { FilledRow } from './merged.ts';

/** What somebody said about a sheet, against what was recognised. */
export interface Said {
  /** The row of the head; 0 where there is none. */
  readonly headRow?: number;
  /** Fields by column; null where a column is none. */
  readonly fields?: Readonly<Record<number, string | null>>;
}

/** Which columns of a sheet are which of a table. */
export interface Layout {
  /** The rows of the head; undefined where the table has none. */
  readonly head: { readonly from: number; readonly to: number } | undefined;
  readonly headings: readonly string[];
  readonly fields: ReadonlyMap<number, string>;
  readonly faults: readonly SheetFault[];
}

const NO_HEAD = { fields: new Map<number, string>(), unsure: [], score: 0, surest: 0, headings: [] };

/** The head of a table as it was said, or else as it is found; undefined where there is none. */
function headFor(search: HeadSearch, table: Table, said: Said): Head | undefined {
  if (said.headRow === undefined) {
    const found = headIn(search, table);
    return found !== undefined && isComplete(found, table) ? found : undefined;
  }
  const row = search.rows.find(({ number }) => number === said.headRow);
  return row && headOf(row, search, table);
}

/** The widest of some rows. */
const widthOf = (rows: readonly FilledRow[]): number =>
  rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);

/** Finds which columns are which: by the head, without one by what is in them, and in the end as somebody said. */
export function layoutOf(search: HeadSearch, table: Table, known: KnownWords, said: Said = {}): Layout {
  const { rows } = search;
  const head = headFor(search, table, said);
  const { fields: found, unsure, headings } = head ?? { ...NO_HEAD, ...assignByContent(rows, table, known) };
  const fields = new Map(found);
  for (const { columns } of unsure) for (const column of columns) fields.delete(column);
  for (const [key, field] of Object.entries(said.fields ?? {})) {
    const column = Number(key);
    if (field !== null) for (const [other, of] of fields) if (of === field) fields.delete(other);
    if (field === null) fields.delete(column);
    else fields.set(column, field);
  }
  const has = new Set(fields.values());
  const nameOf = (field: string, language: 'zh' | 'en'): string =>
    table.columns.find((one) => one.field === field)?.[language] ?? field;
  const faults: SheetFault[] = [];
  for (const { field, columns } of unsure) {
    if (has.has(field) || columns.every((column) => said.fields?.[column] !== undefined)) continue;
    const letters = columns.map(columnLetters).join('、');
    faults.push({
      code: 'table.column-unsure',
      details: { zh: nameOf(field, 'zh'), en: nameOf(field, 'en'), columns: letters },
    });
  }
  const lacking = table.needs.filter(
    (group) => !group.some((field) => has.has(field) || unsure.some((one) => one.field === field)),
  );
  if (lacking.length > 0) {
    const words = (language: 'zh' | 'en', or: string) =>
      lacking
        .map((group) =>
          group
            .slice(0, 2)
            .map((field) => nameOf(field, language))
            .join(or),
        )
        .join('、');
    const code = head === undefined && fields.size === 0 ? 'table.no-head' : 'table.column-missing';
    faults.push({ code, details: { zh: words('zh', '或'), en: words('en', ' or ') } });
  }
  const width = Math.max(widthOf(rows), headings.length);
  const all = Array.from({ length: width }, (_, column) => headings[column] ?? '');
  return { head: head && { from: head.from, to: head.to }, headings: all, fields, faults };
}
