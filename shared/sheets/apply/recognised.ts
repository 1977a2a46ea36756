import { momentIn } from '../cells/moment.ts';
import { nameIn, narrow, sameWord } from '../cells/plain.ts';
import type { SheetFault } from '../faults/faults.ts';
import type { KnownWords } from '../recognise/content.ts';
import { type HeadingReader, headingReader } from '../recognise/heading.ts';
import { kindOf } from '../recognise/kinds.ts';
import { type Layout, layoutOf } from '../recognise/layout.ts';
import type { LeftOutWhy } from '../recognise/left-out.ts';
import { linesOf, type SectionOf } from '../recognise/lines.ts';
import { type FilledRow, filledRows } from '../recognise/merged.ts';
import type { Sheet } from '../sheet.ts';
import type { TableKind } from '../tables/column.ts';
import { TABLES } from '../tables/tables.ts';
import type { Choices } from './base.ts';
import type { SeenLine } from './line-reader.ts';
import type { Part } from './part.ts';

/** A column of a sheet as it was recognised. */
export interface SeenColumn {
  readonly column: number;
  readonly heading: string;
  /** What stands in it first. */
  readonly sample: string;
  /** Undefined where it is none of the table's. */
  readonly field?: string;
}

/** A sheet as it was recognised, to be looked at. */
export interface Recognised {
  readonly name: string;
  readonly hidden: boolean;
  /** Undefined where it is not read. */
  readonly kind: TableKind | undefined;
  /** The last row of the head; 0 where there is none. */
  readonly headRow: number;
  /** First rows, for choosing the head among them. */
  readonly firstRows: readonly { readonly number: number; readonly text: string }[];
  readonly columns: readonly SeenColumn[];
  readonly leftOut: readonly { readonly row: number; readonly why: LeftOutWhy }[];
  readonly lines: readonly SeenLine[];
}

interface Read {
  readonly view: Omit<Recognised, 'lines'>;
  readonly part: Part | undefined;
  readonly faults: readonly SheetFault[];
}

const FIRST_ROWS = 12;
const LONGEST = 40;
const GROUP = /^([一二三四五六七八九十]+|[IVX]+|[A-Z])\s*[、.．)）]/;

/** What a row with a single cell is about that holds for those below it. */
function sectionsOf(kind: TableKind, known: KnownWords, since1904: boolean): SectionOf {
  if (kind === 'rubrics') return (text) => (GROUP.test(narrow(text)) ? 'group' : undefined);
  if (kind !== 'stops') return () => undefined;
  return (text) => {
    if (known.has(sameWord(text))) return 'area';
    const moment = momentIn(text, since1904);
    return moment.ok && (moment.value.day !== undefined || moment.value.dates !== undefined)
      ? 'day'
      : undefined;
  };
}

const textOf = ({ cells }: FilledRow): string =>
  [...new Set(cells.map(narrow).filter((cell) => cell !== ''))].join(' ').slice(0, LONGEST);

/** What stands above the head, in its first row. */
function titleOf(rows: readonly FilledRow[], { head }: Layout): string {
  const above = head === undefined ? undefined : rows.find(({ number }) => number < head.from);
  return above?.cells.find((cell) => narrow(cell) !== '') ?? '';
}

/** What stands first in a column below the head: it tells what the column is where its heading does not. */
function sampleOf(rows: readonly FilledRow[], { head }: Layout, column: number): string {
  const below = rows.find(
    ({ number, cells }) => number > (head?.to ?? 0) && narrow(cells[column] ?? '') !== '',
  );
  return narrow(below?.cells[column] ?? '').slice(0, LONGEST);
}

const columnsOf = (rows: readonly FilledRow[], layout: Layout): readonly SeenColumn[] =>
  layout.headings.map((heading, column) => {
    const field = layout.fields.get(column);
    const sample = sampleOf(rows, layout, column);
    return {
      column,
      heading: nameIn(heading).slice(0, LONGEST),
      sample,
      ...(field !== undefined && { field }),
    };
  });

/** What all sheets are recognised by. */
interface Recognising {
  readonly known: KnownWords;
  readonly kinds: readonly TableKind[];
  readonly choices: Choices;
  readonly read: HeadingReader;
}

function recognisedSheet(sheet: Sheet, at: number, { known, kinds, choices, read }: Recognising): Read {
  const rows = filledRows(sheet);
  const search = { rows, sheet, read };
  const choice = choices.sheets?.[at] ?? {};
  const likely = choice.kind === undefined && !sheet.hidden ? kindOf(sheet, search, kinds, known) : undefined;
  const kind = choice.kind ?? likely;
  const view = {
    ...{ name: sheet.name, hidden: sheet.hidden, kind, headRow: 0, columns: [], leftOut: [] },
    firstRows: rows.slice(0, FIRST_ROWS).map((row) => ({ number: row.number, text: textOf(row) })),
  };
  if (kind === undefined) return { view, part: undefined, faults: [] };
  const layout = layoutOf(search, TABLES[kind], known, choice);
  const { lines, leftOut } = linesOf(rows, sheet, TABLES[kind], layout, {
    ...{ withHidden: choices.withoutHidden !== true, known },
    sectionOf: sectionsOf(kind, known, sheet.since1904),
  });
  const faults: SheetFault[] = layout.faults.map((fault) => ({ ...fault, sheet: at }));
  const hidden = lines.filter((line) => line.hidden).length;
  if (hidden > 0) faults.push({ code: 'table.hidden', sheet: at, details: { count: hidden } });
  const headings = new Map(
    [...layout.fields].map(([column, field]) => [field, layout.headings[column] || field]),
  );
  const part: Part = {
    ...{ sheet: at, name: sheet.name, kind, leftOut, since1904: sheet.since1904 },
    title: titleOf(rows, layout),
    // Without its columns no line can be read: that is told once, and not at every line.
    lines: layout.faults.length > 0 ? [] : lines,
    headingOf: (field) => headings.get(field) ?? '',
  };
  const seen = { headRow: layout.head?.to ?? 0, columns: columnsOf(rows, layout) };
  const told = { ...view, ...seen, leftOut: leftOut.map(({ row, why }) => ({ row, why })) };
  // A page that nobody filled in says nothing, not that all is gone.
  const isEmpty = layout.faults.length === 0 && lines.length === 0;
  return { view: told, part: isEmpty ? undefined : part, faults };
}

/** Every sheet as it is recognised. */
export function recognised(
  sheets: readonly Sheet[],
  known: KnownWords,
  kinds: readonly TableKind[],
  choices: Choices,
): readonly Read[] {
  const recognising = { known, kinds, choices, read: headingReader() };
  return sheets.map((sheet, at) => recognisedSheet(sheet, at, recognising));
}
