import writeXlsx, { type Cell, type Sheet } from 'write-excel-file/universal';
import type { SheetBase } from '../../../shared/sheets/apply/base.ts';
import { type Column, TABLE_KINDS, type TableKind } from '../../../shared/sheets/tables/column.ts';
import { TABLES } from '../../../shared/sheets/tables/tables.ts';
import { HINTS, type Hint } from './hints.ts';
import { type PageRow, rowsOf } from './pages.ts';
import { type Choice, listsIn } from './validation.ts';

/** The template's pages, in the order in which they are filled in. */
const PAGES: readonly TableKind[] = ['areas', 'rubrics', 'stops', 'judges', 'routine'];
const HEAD = { backgroundColor: '#E9F0F7', fontWeight: 'bold', wrap: true, alignVertical: 'center' } as const;
const EXAMPLE = { textColor: '#6B7280', fontStyle: 'italic' } as const;
const NARROW = ['number', 'day', 'max', 'min', 'step', 'percent', 'weight', 'score', 'arrive', 'leave'];
const WIDE = ['name', 'label', 'post'];

const pageName = (kind: TableKind): string => `${TABLES[kind].zh} ${TABLES[kind].en}`;

interface PageColumn extends Column {
  readonly hint: Hint;
}

/** A page's columns: those of the table that have a hint. */
const columnsOf = (kind: TableKind): readonly PageColumn[] =>
  TABLES[kind].columns.flatMap((column) => {
    const hint = HINTS[kind][column.field];
    return hint === undefined ? [] : [{ ...column, hint }];
  });

const cellOf = (value: string | number | undefined, style = {}): Cell => {
  if (value === undefined || value === '') return null;
  return typeof value === 'number'
    ? { value, type: Number, ...style }
    : { value, type: String, format: '@', ...style };
};

/** An example of a row: whoever imports leaves it out, by what stands before its first words. */
function exampleOf(columns: readonly PageColumn[]): readonly Cell[] {
  const words = columns.findIndex(({ field }) => ['name', 'label', 'area'].includes(field));
  return columns.map(({ hint }, at) => cellOf(at === words ? `例：${hint.example}` : hint.example, EXAMPLE));
}

function pageOf(kind: TableKind, base: SheetBase): Sheet<Blob> {
  const columns = columnsOf(kind);
  const rows = rowsOf(kind, base);
  const isNew = rows.length === 0;
  const head = columns.map(
    ({ zh, en }): Cell => ({ value: `${zh}\n${en}`, type: String, ...HEAD, height: 36 }),
  );
  const body = rows.map((row: PageRow) => columns.map(({ field }) => cellOf(row[field])));
  return {
    sheet: pageName(kind),
    data: [head, ...(isNew ? [[...exampleOf(columns)]] : []), ...body],
    columns: columns.map(({ field }) => ({
      width: NARROW.includes(field) ? 10 : WIDE.includes(field) ? 32 : 18,
    })),
    stickyRowsCount: 1,
  };
}

/** The lists of a page: areas and rubrics as their pages have them; days and kinds as the tour has them. */
function listsOf(kind: TableKind, base: SheetBase): readonly Choice[] {
  const place = (of: TableKind, field: string): number =>
    columnsOf(of).findIndex((one) => one.field === field);
  const fromPage = (of: TableKind, field: string) => ({ page: pageName(of), column: place(of, field) });
  const lists: Readonly<Record<string, Choice['from']>> = {
    area: fromPage('areas', 'name'),
    rubric: fromPage('rubrics', 'rubric'),
    day: base.days.map(({ number }) => String(number)),
    kind: base.kinds.map(({ name }) => name.zh),
    brand: base.brands.map(({ name }) => name.zh),
  };
  return columnsOf(kind).flatMap(({ field }, column) => {
    const from = kind === 'rubrics' ? undefined : lists[field];
    return from === undefined ? [] : [{ column, from }];
  });
}

/** What stands above the columns' explanations: a sentence in Chinese, and below it in English. */
const HOW: readonly (readonly [zh: string, en: string])[] = [
  [
    '每页一张表，不用的页可以不管。列的先后可以换，不认识的列不会导入。',
    'A table a page; leave the pages alone that you do not need. Columns may stand in any order; others are passed over.',
  ],
  [
    '灰色斜体、“例：”开头的行不会导入，可以直接盖掉。',
    'The grey row that begins with 例 is an example: it is not imported, and may be written over.',
  ],
  [
    '改好后再导入一次，按编号或名称更新；导入前会先列出改了什么。空格子保持原样，表里没有的不会自己删掉。',
    'Import it again after changes: by ID or name it updates what is there, and shows first what would change. Empty cells leave things as they are; nothing is deleted by itself.',
  ],
];

/** The page that explains the others. */
function explanation(kinds: readonly TableKind[]): Sheet<Blob> {
  const wrap = { wrap: true, alignVertical: 'top' } as const;
  const data: Cell[][] = [
    [cellOf('怎么填 · How to fill this in', { fontWeight: 'bold', fontSize: 14 })],
    ...HOW.flatMap(([zh, en]) => [[cellOf(zh)], [cellOf(en, EXAMPLE)]]),
    [],
  ];
  for (const kind of kinds) {
    data.push(
      [pageName(kind), '', '', '', '例 Example'].map((text) => ({ value: text, type: String, ...HEAD })),
    );
    for (const { zh, en, hint } of columnsOf(kind))
      data.push([
        ...[cellOf(zh), cellOf(hint.zh, wrap), cellOf(en), cellOf(hint.en, wrap)],
        cellOf(hint.example),
      ]);
    data.push([]);
  }
  const columns = [{ width: 20 }, { width: 44 }, { width: 22 }, { width: 86 }, { width: 28 }];
  return { sheet: '说明 Read me', data, columns };
}

/**
 * The template as a workbook, filled with what the tour has: pages for some kinds, or all. Imported again as it is, it
 * changes nothing.
 */
export function writeTemplate(base: SheetBase, kinds: readonly TableKind[] = TABLE_KINDS): Promise<Blob> {
  const pages = PAGES.filter((kind) => kinds.includes(kind));
  const lists = listsIn([[], ...pages.map((kind) => listsOf(kind, base))]);
  const sheets = [explanation(pages), ...pages.map((kind) => pageOf(kind, base))];
  return writeXlsx(sheets, { features: [lists], fontFamily: 'Microsoft YaHei', fontSize: 11 }).toBlob();
}
