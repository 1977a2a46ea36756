import { type Book, UnreadableFile } from '../book.ts';
import { budget } from '../limits.ts';
import { openPackage } from './package.ts';
import { openWorkbook } from './workbook.ts';
import { readWorksheet } from './worksheet.ts';

/** What an archive is that holds no workbook, by the names of its files. */
function otherKind(names: readonly string[]): UnreadableFile {
  const has = (part: RegExp): boolean => names.some((name) => part.test(name));
  if (has(/^xl\/workbook\.bin$/i)) return new UnreadableFile('binary-excel');
  if (has(/^word\//i)) return new UnreadableFile('word');
  if (has(/^ppt\//i)) return new UnreadableFile('slides');
  if (has(/\.iwa$|^Index\.zip$/i)) return new UnreadableFile('numbers');
  if (has(/^content\.xml$/i)) return new UnreadableFile('open-document');
  return new UnreadableFile('archive');
}

/** Reads a workbook of Excel or WPS. Throws where it is none. */
export function readXlsx(bytes: Uint8Array, name: string): Book {
  const limits = budget();
  const files = openPackage(bytes, limits);
  const isBinary = files.names.some((one) => /^xl\/workbook\.bin$/i.test(one));
  if (isBinary || !files.names.some((one) => /^xl\/.*\.xml$/i.test(one))) throw otherKind(files.names);
  const workbook = openWorkbook(files);
  if (workbook.sheets.length === 0) throw new UnreadableFile('no-sheets');
  const sheets = workbook.sheets.map((sheet) => readWorksheet(files, sheet, workbook, limits));
  const macros = files.names.some((one) => /vbaProject\.bin$/i.test(one));
  return { name, sheets, macros };
}
