import { type Book, type ReadBook, UnreadableFile } from './book.ts';
import { kindOfFile } from './file-kind.ts';
import { MOST_BYTES } from './limits.ts';
import { textIn } from './text/encoding.ts';
import { hasTable, readHtmlTables } from './text/html-table.ts';
import { readText } from './text/read-text.ts';
import { readXlsx } from './xlsx/read-xlsx.ts';

/** What somebody pasted: as text, and as the HTML that sheets put beside it. */
export interface Pasted {
  readonly text: string;
  readonly html: string;
}

const ENDING = /\.(xlsx|xlsm|xltx|csv|tsv|txt|xls|et|htm|html)$/i;
const HTML = /^\s*(<!doctype html|<html|<table|<meta|<head|<style)/i;

/** A file as text: a page with a table, which many systems call .xls, or cells with something between them. */
function bookOfText(bytes: Uint8Array, name: string): Book {
  const text = textIn(bytes);
  const first = text.slice(0, 2_000).replace(/^\ufeff/, '');
  if (/urn:schemas-microsoft-com:office:spreadsheet/i.test(first) && first.trimStart().startsWith('<?xml'))
    throw new UnreadableFile('xml-2003');
  if (/^MIME-Version:/im.test(first.slice(0, 200))) throw new UnreadableFile('old-excel');
  if (HTML.test(first)) {
    if (!hasTable(text)) throw new UnreadableFile('not-a-sheet');
    return { name, sheets: readHtmlTables(text, name), macros: false };
  }
  if (/^\s*(<\?xml|[{[]|\{\\rtf)/.test(first)) throw new UnreadableFile('not-a-sheet');
  return { name, sheets: [readText(text, name)], macros: false };
}

function bookOf(bytes: Uint8Array, fileName: string): Book {
  if (bytes.length > MOST_BYTES) throw new UnreadableFile('too-large');
  const name = fileName.replace(ENDING, '');
  const book = kindOfFile(bytes) === 'xlsx' ? readXlsx(bytes, name) : bookOfText(bytes, name);
  if (book.sheets.every(({ rows }) => rows.length === 0)) throw new UnreadableFile('empty');
  return book;
}

/** Does what may fail, and says why where it did; whatever is not foreseen is a damaged file. */
function attempt(read: () => Book): ReadBook {
  try {
    return { ok: true, book: read() };
  } catch (error) {
    return { ok: false, why: error instanceof UnreadableFile ? error.why : 'damaged' };
  }
}

/** Reads a file, whatever its name says that it is. */
export const readFile = (bytes: Uint8Array, fileName: string): ReadBook =>
  attempt(() => bookOf(bytes, fileName));

/** Reads what was pasted: as HTML where that knows of merged cells, or there is nothing else; else as text. */
export const readPasted = ({ text, html }: Pasted): ReadBook =>
  attempt(() => {
    const tables = hasTable(html) ? readHtmlTables(html, '') : [];
    const knowsMore = tables.some(({ merges }) => merges.length > 0) || !text.includes('\t');
    const sheets = tables.length > 0 && knowsMore ? tables : [readText(text, '', true)];
    if (sheets.every(({ rows }) => rows.length === 0)) throw new UnreadableFile('empty');
    return { name: '', sheets, macros: false };
  });
