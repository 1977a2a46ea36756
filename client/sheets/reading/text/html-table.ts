import type { Merge, Sheet } from '../../../../shared/sheets/sheet.ts';
import { MOST_COLUMNS, MOST_ROWS } from '../limits.ts';
import { sheetFrom } from './read-text.ts';

/** Tags and comments; a worker has no parser of HTML, and what sheets copy is plain enough. */
const TAG =
  /<!--[\s\S]*?-->|<!\[[^\]]*\]>|<(style|script|xml|head)\b[\s\S]*?<\/\1\s*>|<\/?([a-z][a-z0-9:]*)\b([^>]*)>|<![^>]*>|<\?[^>]*>/gi;
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', middot: '·', deg: '°', prime: '′' },
  ...{
    ldquo: '“',
    rdquo: '”',
    lsquo: '‘',
    rsquo: '’',
    mdash: '—',
    ndash: '–',
    times: '×',
    emsp: ' ',
    ensp: ' ',
  },
};
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi;
const LAST_CHARACTER = 0x10ffff;

const decoded = (text: string): string =>
  text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > LAST_CHARACTER ? whole : String.fromCodePoint(code);
  });

const spanOf = (attributes: string, name: string, most: number): number => {
  const said = Number(new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,6})`, 'i').exec(attributes)?.[1] ?? 1);
  return Math.min(Math.max(1, said), most);
};

/** Whether a text is HTML with a table in it. */
export const hasTable = (html: string): boolean => /<table\b/i.test(html) && /<t[dh]\b/i.test(html);

/** A table while its cells come in, each where its spans put it. */
class OpenTable {
  readonly rows: string[][] = [];
  readonly merges: Merge[] = [];
  /** For each column, down to which row it is taken by a cell above. */
  readonly #taken: number[] = [];
  #row: string[] | undefined;
  #cell: string | undefined;
  #column = 0;

  text(part: string): void {
    if (this.#cell !== undefined) this.#cell += part;
  }

  closeCell(): void {
    if (this.#row !== undefined && this.#cell !== undefined)
      this.#row[this.#column] = decoded(this.#cell)
        .replace(/[ \t]*\n[ \t]*/g, '\n')
        .trim();
    this.#cell = undefined;
  }

  openRow(): void {
    this.closeCell();
    this.#row = [];
    this.rows.push(this.#row);
  }

  closeRow(): void {
    this.closeCell();
    this.#row = undefined;
  }

  openCell(attributes: string): void {
    this.closeCell();
    if (this.#row === undefined) this.openRow();
    const row = this.#row ?? [];
    const at = this.rows.length;
    let column = row.length;
    while ((this.#taken[column] ?? 0) >= at) column += 1;
    const right = column + spanOf(attributes, 'colspan', MOST_COLUMNS) - 1;
    const bottom = at + spanOf(attributes, 'rowspan', MOST_ROWS) - 1;
    for (let over = column; over <= Math.min(right, MOST_COLUMNS); over += 1) this.#taken[over] = bottom;
    while (row.length <= right) row.push('');
    if (right > column || bottom > at) this.merges.push({ top: at, left: column, bottom, right });
    this.#column = column;
    this.#cell = '';
  }
}

/** Every table of a page as a sheet; one within a cell of another is part of that cell's text. */
export function readHtmlTables(html: string, name: string): readonly Sheet[] {
  const tables: OpenTable[] = [];
  let table: OpenTable | undefined;
  let depth = 0;
  let last = 0;
  for (const match of html.matchAll(TAG)) {
    const [whole, , tag = '', attributes = ''] = match;
    table?.text(html.slice(last, match.index).replace(/[\r\n\t ]+/g, ' '));
    last = (match.index ?? 0) + whole.length;
    const isEnd = whole.startsWith('</');
    const kind = tag.toLowerCase();
    if (kind === 'table') {
      depth = Math.max(0, depth + (isEnd ? -1 : 1));
      if (isEnd && depth === 0) table?.closeRow();
      if (!isEnd && depth === 1) {
        table = new OpenTable();
        tables.push(table);
      }
    } else if (depth > 1) continue;
    else if (kind === 'tr') isEnd ? table?.closeRow() : table?.openRow();
    else if (kind === 'td' || kind === 'th') isEnd ? table?.closeCell() : table?.openCell(attributes);
    else if (kind === 'br' || (isEnd && /^(p|div|li)$/.test(kind))) table?.text('\n');
  }
  table?.text(html.slice(last));
  table?.closeRow();
  const sheets = tables.map(({ rows, merges }, at) =>
    sheetFrom(
      at === 0 ? name : `${name} ${at + 1}`,
      rows.map((one) => Array.from(one, (text) => text ?? '')),
      { merges },
    ),
  );
  return sheets.filter(({ rows }) => rows.length > 0);
}
