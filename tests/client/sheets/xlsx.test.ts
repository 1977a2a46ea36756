import { describe, expect, test } from 'vitest';
import { readFile } from '../../../client/sheets/reading/read-book.ts';
import type { Sheet } from '../../../shared/sheets/sheet.ts';
import { plainRows, type WorkbookParts, workbookOf } from '../../support/workbook.ts';

/** The sheets of a workbook; fails where it cannot be read. */
function sheetsOf(parts: WorkbookParts): readonly Sheet[] {
  const read = readFile(workbookOf(parts), '表.xlsx');
  if (!read.ok) throw new Error(read.why);
  return read.book.sheets;
}
const cellsOf = (parts: WorkbookParts) => sheetsOf(parts)[0]?.rows.map(({ cells }) => cells);
const rowsOf = (rows: string, rest: Omit<WorkbookParts, 'sheets'> = {}) =>
  cellsOf({ sheets: [{ rows }], ...rest });
const row = (...cells: readonly string[]) => `<row r="1">${cells.join('')}</row>`;

describe('a cell of a workbook is the text that it shows', () => {
  test('whatever it is stored as', () => {
    const strings =
      '<si><t>竹溪县</t></si><si><r><t>房</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 县</t></r><rPh sb="0" eb="1"><t>ファン</t></rPh></si><si><t>A&amp;B_x000D_&#134071;_x005F_x000D_</t></si>';
    const cells = [
      '<c r="A1" t="s"><v>0</v></c>',
      '<c r="B1" t="s"><v>1</v></c>',
      '<c r="C1" t="s"><v>2</v></c>',
      '<c r="D1" t="inlineStr"><is><r><t>直</t></r><r><t>接</t></r></is></c>',
      '<c r="E1" t="b"><v>1</v></c>',
      '<c r="F1" t="e"><v>#N/A</v></c>',
      '<c r="G1" t="str"><f>A1&amp;"x"</f><v>竹溪县x</v></c>',
      '<c r="H1"><f>SUM(1,2)</f><v>3</v></c>',
      '<c r="I1" t="d"><v>2022-07-06T09:30:00Z</v></c>',
    ];
    expect(rowsOf(row(...cells), { strings })).toEqual([
      ['竹溪县', '房 县', 'A&B\r𠮷_x000D_', '直接', 'TRUE', '#N/A', '竹溪县x', '3', '2022-07-06 09:30'],
    ]);
  });

  test('a number without noise and without an exponent', () => {
    const numbers = [
      '92.5',
      '92.30000000000001',
      '9.2299999999999995E1',
      '1E-3',
      '13800000000',
      '1.2345678901234567',
      '-0.5',
    ];
    expect(rowsOf(row(...numbers.map((value) => `<c><v>${value}</v></c>`)))).toEqual([
      ['92.5', '92.3', '92.3', '0.001', '13800000000', '1.23456789012346', '-0.5'],
    ]);
  });

  const styles = (codes: readonly string[], ids: readonly number[]) =>
    `<numFmts>${codes.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code.replace(/"/g, '&quot;')}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${[...ids, ...codes.map((_code, at) => 164 + at)].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;
  const styled = (value: string, codes: readonly string[], ids: readonly number[] = [], properties = '') =>
    rowsOf(
      row(
        ...Array.from(
          { length: codes.length + ids.length },
          (_, at) => `<c s="${at + 1}"><v>${value}</v></c>`,
        ),
      ),
      { styles: styles(codes, ids), properties },
    )?.[0];

  test('a date and a time where its format shows one, in every form that Chinese and English sheets have', () => {
    const dates = [
      'yyyy"年"m"月"d"日";@',
      '[$-804]yyyy/m/d\\ h:mm;@',
      'm/d/yy',
      '[DBNum1][$-804]yyyy"年"m"月"d"日"',
      'yyyy\\-mm\\-dd',
      'h:mm AM/PM',
      '上午/下午h"时"mm"分"',
      '[h]:mm',
      'mm:ss.0',
      '[$-409]d\\-mmm;@',
      'aaaa',
    ];
    expect(styled('44748.395833333336', dates, [14, 20, 22, 31, 57])).toEqual(
      Array(16).fill('2022-07-06 09:30'),
    );
    const numbers = [
      '0.00',
      '#,##0.00_ ;[Red]\\-#,##0.00\\ ',
      '0.0"分"',
      '0.00E+00',
      'General',
      '@',
      '"第"0"站"',
      '[=0]"无";0',
      'G/通用格式',
    ];
    expect(styled('44748.395833333336', numbers)).toEqual(Array(9).fill('44748.3958333333'));
  });

  test('rounded to the second, from 1900 with its 29 February, or from 1904', () => {
    const of = (value: string, properties = '') => styled(value, [], [22], properties)?.[0];
    expect(of('44748.39583333')).toBe('2022-07-06 09:30');
    expect(of('44747.9999999')).toBe('2022-07-06');
    expect(of('0.395833333333333')).toBe('09:30');
    expect(of('44748.395846')).toBe('2022-07-06 09:30:01');
    expect(of('59')).toBe('1900-02-28');
    expect(of('61')).toBe('1900-03-01');
    const extended = '<workbookPr date1904="1"/><x15:workbookPr chartTrackingRefBase="1"/>';
    expect(of('43286.395833333336', extended)).toBe('2022-07-06 09:30');
    for (const on of ['1', 'true'])
      expect(of('43286.395833333336', `<workbookPr date1904="${on}"/>`)).toBe('2022-07-06 09:30');
    expect(of('44748', '<workbookPr date1904="0"/>')).toBe('2022-07-06');
  });

  test('a code with the noughts that its format puts in front', () => {
    expect(styled('7', ['000', '0000000', '0', '00.0'])).toEqual(['007', '0000007', '7', '7']);
    expect(styled('7.5', ['000'])).toEqual(['7.5']);
  });

  test('a percentage with its sign', () => {
    expect(styled('0.999', ['0.0%', '0%'], [9, 10])).toEqual(Array(4).fill('99.9%'));
  });
});

describe('a sheet of a workbook', () => {
  test('holds rows and cells where they say, and else behind those before them', () => {
    const rows =
      '<row><c t="inlineStr"><is><t>一</t></is></c><c r="C1"><v>3</v></c><c><v>4</v></c></row><row r="5" hidden="1"><c r="B5"><v>2</v></c></row><row><c><v>6</v></c></row><row r="9"><c r="A9" s="1"/></row>';
    expect(sheetsOf({ sheets: [{ rows }] })[0]?.rows).toEqual([
      { number: 1, cells: ['一', '', '3', '4'] },
      { number: 5, cells: ['', '2'], hidden: true },
      { number: 6, cells: ['6'] },
    ]);
  });

  test('says which cells are one, and which formulas nobody computed', () => {
    const rows =
      '<row r="1"><c r="A1"><f>B1+1</f></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><v>1</v></c></row>';
    const [sheet] = sheetsOf({
      sheets: [
        {
          rows,
          behind: '<mergeCells count="2"><mergeCell ref="A2:A4"/><mergeCell ref="$B$1:D1"/></mergeCells>',
        },
      ],
    });
    expect(sheet?.uncomputed).toEqual(['1:0']);
    expect(sheet?.merges).toEqual([
      { top: 2, left: 0, bottom: 4, right: 0 },
      { top: 1, left: 1, bottom: 1, right: 3 },
    ]);
  });

  test('is there with its name and whether it is hidden; charts are none', () => {
    const one = { rows: plainRows([['a']]) };
    const sheets = sheetsOf({
      sheets: [
        { ...one, name: '评委 &amp; 名单' },
        { ...one, name: '旧', state: 'veryHidden' },
      ],
    });
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['评委 & 名单', false],
      ['旧', true],
    ]);
  });

  test('is read whatever its producer does: prefixes, strict names, backslashes, other names of files, whole paths', () => {
    const main = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
    const files = {
      '_rels/.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="R1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/xl\\book.xml"/></Relationships>',
      'xl/workbook.xml': null,
      'xl/_rels/workbook.xml.rels': null,
      'xl\\book.xml': `<x:workbook xmlns:x="${main}" xmlns:q="http://purl.oclc.org/ooxml/officeDocument/relationships"><x:sheets><x:sheet name="甲" sheetId="1" q:id="R2"/></x:sheets></x:workbook>`,
      'xl/_rels/book.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="R2" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="/xl/Worksheets/Sheet1.XML"/></Relationships>',
      'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t><![CDATA[竹<溪]]></x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`,
    };
    expect(sheetsOf({ files })).toMatchObject([{ name: '甲', rows: [{ number: 1, cells: ['竹<溪'] }] }]);
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(
        new Uint16Array([...'<sst><si><t>县</t></si></sst>'].map((letter) => letter.charCodeAt(0))).buffer,
      ),
    ]);
    expect(rowsOf(row('<c t="s"><v>0</v></c>'), { files: { 'xl/sharedStrings.xml': utf16 } })).toEqual([
      ['县'],
    ]);
  });

  test('with macros is read for its data alone, and that is said', () => {
    const read = readFile(
      workbookOf({
        sheets: [{ rows: plainRows([['a']]) }],
        files: { 'xl/vbaProject.bin': new Uint8Array(9) },
      }),
      '表.xlsm',
    );
    expect(read).toMatchObject({ ok: true, book: { macros: true, sheets: [{ rows: [{ cells: ['a'] }] }] } });
  });

  test('whose formatted rows go on to the last one of all is read at once', () => {
    const rows = `${plainRows([['a']])}${Array.from({ length: 5_000 }, (_, at) => `<row r="${at + 1_040_000}"><c r="A${at + 1_040_000}" s="3"/></row>`).join('')}`;
    expect(
      cellsOf({ sheets: [{ rows, behind: '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>' }] }),
    ).toEqual([['a']]);
  });
});
