import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readFile, readPasted } from '../../../client/sheets/reading/read-book.ts';
import { bombOf, workbookOf } from '../../support/workbook.ts';

const whyOf = (bytes: Uint8Array | readonly number[], name = '表.xlsx') => {
  const read = readFile(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes), name);
  return read.ok ? 'read' : read.why;
};
const zip = (...names: readonly string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])));
/** A compound file whose directory names a stream. */
const compound = (...streams: readonly string[]) => {
  const bytes = new Uint8Array(512 + 128 * 8);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  for (const [at, name] of ['Root Entry', ...streams].entries())
    for (const [place, letter] of [...name].entries())
      bytes[512 + at * 128 + place * 2] = letter.charCodeAt(0);
  return bytes;
};
const text = (content: string) => new TextEncoder().encode(content);

describe('a file that is no table is told by what is in it', () => {
  test.each([
    ['nothing', [], 'empty'],
    ['blank cells', text('\n , ,\n'), 'empty'],
    ['a workbook of Excel 97 or WPS .et', compound('Workbook'), 'old-excel'],
    ['a workbook of Excel 5', compound('Book'), 'old-excel'],
    ['a sheet of Excel 4', [0x09, 0x04, 6, 0, 0, 0, 0x10, 0], 'old-excel'],
    ['a workbook with a password', compound('EncryptionInfo', 'EncryptedPackage'), 'password'],
    ['an old document of Word', compound('WordDocument'), 'word'],
    ['a compound file of something else', compound('Else'), 'not-a-sheet'],
    ['a document of Word', zip('word/document.xml'), 'word'],
    ['slides', zip('ppt/presentation.xml'), 'slides'],
    [
      'a binary workbook',
      zip('xl/workbook.bin', 'xl/worksheets/sheet1.bin', 'xl/theme/theme1.xml'),
      'binary-excel',
    ],
    ['OpenDocument', zip('mimetype', 'content.xml'), 'open-document'],
    ['Numbers', zip('Index/Document.iwa'), 'numbers'],
    ['any archive', zip('a.txt'), 'archive'],
    ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 7, 0, 0], 'archive'],
    ['a PDF', text('%PDF-1.7'), 'pdf'],
    ['a JPEG', [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0], 'picture'],
    ['a PNG', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], 'picture'],
    ['a HEIC or a film', [0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x68], 'picture'],
    [
      'XML of Excel 2003',
      text('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
      'xml-2003',
    ],
    ['a page of Excel in one file', text('MIME-Version: 1.0\nContent-Type: multipart/related'), 'old-excel'],
    ['a page without a table', text('<!DOCTYPE html><p>404</p>'), 'not-a-sheet'],
    ['JSON', text('{"a":1}'), 'not-a-sheet'],
    ['a program', [0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0, 0, 3, 0, 0, 9], 'not-a-sheet'],
  ] as const)('%s', (_what, bytes, why) => expect(whyOf(bytes)).toBe(why));
});

describe('a workbook', () => {
  const good = workbookOf({ sheets: [{ rows: '<row><c><v>1</v></c></row>' }] });

  test('that is cut off or damaged anywhere is refused, and never breaks what reads it', () => {
    expect(whyOf(good)).toBe('read');
    for (let length = 4; length < good.length; length += 7)
      expect(whyOf(good.slice(0, length))).toBe('damaged');
    for (let at = 4; at < good.length; at += 3) {
      const harmed = good.slice();
      harmed[at] = (harmed[at] ?? 0) ^ 0xff;
      expect(['read', 'damaged', 'archive', 'password', 'no-sheets', 'not-a-sheet', 'empty']).toContain(
        whyOf(harmed),
      );
    }
  });

  test('with a password of its archive, without sheets, or with nothing in them is refused', () => {
    const locked = good.slice();
    const view = new DataView(locked.buffer);
    for (let at = 0; at + 4 < locked.length; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true);
    expect(whyOf(locked)).toBe('password');
    expect(whyOf(workbookOf({}))).toBe('no-sheets');
    expect(whyOf(workbookOf({ sheets: [{ rows: '' }] }))).toBe('empty');
  });

  test('of 100,000 rows is refused before it is read to its end', () => {
    const rows = '<row><c><v>1</v></c></row>'.repeat(100_000);
    expect(whyOf(workbookOf({ sheets: [{ rows }] }))).toBe('too-many-rows');
    expect(whyOf(text('a,b\n'.repeat(100_000)), 'x.csv')).toBe('too-many-rows');
    expect(readPasted({ text: 'a\tb\n'.repeat(100_000), html: '' })).toEqual({
      ok: false,
      why: 'too-many-rows',
    });
  });

  test('that unpacks to gigabytes is refused without unpacking them', () => {
    const bomb = bombOf(300_000_000);
    expect(bomb.length).toBeLessThan(2_000_000);
    expect(whyOf(bomb)).toBe('bomb');
  });

  test('whose strings name each other a thousand times says no more than it holds', () => {
    const strings = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'.replace(
      'DOCTYPE a',
      'DOCTYPE a',
    );
    const files = { 'xl/sharedStrings.xml': `${strings}<sst><si><t>&c;</t></si></sst>` };
    const read = readFile(
      workbookOf({ sheets: [{ rows: '<row><c t="s"><v>0</v></c></row>' }], files }),
      'x.xlsx',
    );
    expect(read.ok ? read.book.sheets[0]?.rows[0]?.cells : read.why).toEqual(['&c;']);
  });

  test('of more than 50 MB is refused', () => {
    const large = new Uint8Array(50_000_001).fill(97);
    expect(whyOf(large, 'x.csv')).toBe('too-large');
  });

  test('with a cell of a million characters is cut, not kept', () => {
    const rows = `<row><c t="inlineStr"><is><t>${'长'.repeat(1_000_000)}</t></is></c></row>`;
    const read = readFile(workbookOf({ sheets: [{ rows }] }), 'x.xlsx');
    expect(read.ok && read.book.sheets[0]?.rows[0]?.cells[0]?.length).toBe(2_000);
  });
});
