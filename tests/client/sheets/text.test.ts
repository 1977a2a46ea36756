import { describe, expect, test } from 'vitest';
import { readFile, readPasted } from '../../../client/sheets/reading/read-book.ts';

const cellsOf = (bytes: Uint8Array, name = '表.csv') => {
  const read = readFile(bytes, name);
  if (!read.ok) throw new Error(read.why);
  return read.book.sheets[0]?.rows.map(({ cells }) => cells);
};
const pasted = (text: string, html = '') => {
  const read = readPasted({ text, html });
  if (!read.ok) throw new Error(read.why);
  return read.book.sheets[0];
};
const rowsOf = (text: string, html = '') => pasted(text, html)?.rows.map(({ cells }) => cells);
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, big = false) =>
  new Uint8Array(
    [...text].flatMap((letter) => {
      const code = letter.charCodeAt(0);
      return big ? [code >> 8, code & 255] : [code & 255, code >> 8];
    }),
  );
/** 县区,得分 竹溪县,92.5 in GBK; and 㑇 (GB18030 alone, four bytes). */
const GBK = [
  0xcf, 0xd8, 0xc7, 0xf8, 0x2c, 0xb5, 0xc3, 0xb7, 0xd6, 0x0d, 0x0a, 0xd6, 0xf1, 0xcf, 0xaa, 0xcf, 0xd8, 0x2c,
  0x39, 0x32, 0x2e, 0x35,
];
const table = [
  ['县区', '得分'],
  ['竹溪县', '92.5'],
];
const text = '县区,得分\r\n竹溪县,92.5';

describe('a text file', () => {
  test.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`)],
    ['UTF-16 little endian', utf16(`\ufeff${text}`)],
    ['UTF-16 big endian', utf16(`\ufeff${text}`, true)],
    ['UTF-16 without a mark', utf16(`no,name\r\n1,a\r\n${text}`)],
    ['GBK', new Uint8Array(GBK)],
  ])('is read in %s', (what, bytes) => {
    const rows = what === 'UTF-16 without a mark' ? [['no', 'name'], ['1', 'a'], ...table] : table;
    expect(cellsOf(bytes)).toEqual(rows);
  });
  test('in GB18030 holds what GBK has not', () => {
    expect(cellsOf(new Uint8Array([...GBK, 0x2c, 0x82, 0x30, 0x9c, 0x32]))?.[1]?.[2]).toBe(
      new TextDecoder('gb18030').decode(new Uint8Array([0x82, 0x30, 0x9c, 0x32])),
    );
  });
  test('in UTF-8 with one torn character stays UTF-8', () => {
    const bytes = utf8(text);
    expect(cellsOf(new Uint8Array([...bytes, 0x2c, 0xe7, 0xab]))?.[1]?.[0]).toBe('竹溪县');
  });

  test.each([
    ['tabs', '县区\t得分\n竹溪县\t92.5'],
    ['semicolons', '县区;得分\n竹溪县;92.5'],
    ['full-width commas', '县区，得分\n竹溪县，92.5'],
    ['what its first line says', 'sep=;\r\n县区;得分\n竹溪县;92.5'],
    ['quotes around all', '"县区","得分"\r\n"竹溪县","92.5"\r\n'],
    ['old line ends', '县区,得分\r竹溪县,92.5'],
  ])('has cells separated by %s', (_what, body) => expect(cellsOf(utf8(body))).toEqual(table));

  test('has quotes, line ends and separators within quotes, and quotes that are only words', () => {
    expect(cellsOf(utf8('a,"b ""c""\nd,e",f\n"好人"广场,"x"y",z'))).toEqual([
      ['a', 'b "c"\nd,e', 'f'],
      ['"好人"广场', '"x"y"', 'z'],
    ]);
    expect(rowsOf('"好人"广场\t1\n"竹溪\n县"\t2\n甲"乙\t3')).toEqual([
      ['"好人"广场', '1'],
      ['竹溪\n县', '2'],
      ['甲"乙', '3'],
    ]);
    expect(rowsOf('县区,得分\n竹溪县,"1,092.5"')).toEqual([
      ['县区', '得分'],
      ['竹溪县', '1,092.5'],
    ]);
  });

  test('has rows where they stand, empty cells and empty lines', () => {
    const read = readFile(utf8('a,b,c\n\n,,\nd,,f,\n'), 'x.csv');
    expect(read.ok && read.book.sheets[0]?.rows).toEqual([
      { number: 1, cells: ['a', 'b', 'c'] },
      { number: 4, cells: ['d', '', 'f', ''] },
    ]);
  });
});

describe('what is pasted', () => {
  test.each([
    ['spaces', '竹溪县 92.5\n房县 91'],
    ['a wide space', '竹溪县　92.5\n房县　91'],
    ['a colon', '竹溪县：92.5\n房县：91'],
  ])('loosely, with %s', (_what, loose) =>
    expect(rowsOf(loose)).toEqual([
      ['竹溪县', '92.5'],
      ['房县', '91'],
    ]),
  );
  test('with lines that are counted', () => {
    expect(rowsOf('1 竹溪县 92.5\n2、 房县 91')).toEqual([
      ['1', '竹溪县', '92.5'],
      ['2', '房县', '91'],
    ]);
  });

  const excel = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{mso-number-format:General}</style></head><body><table>
    <!--StartFragment--><col width=72><tr height=20><td rowspan=2 class=xl65>竹溪县<br>（县）</td><td>水坪镇&nbsp;实践所</td><td align=right x:num="92.5">92.5</td></tr>
    <tr><td>好人&amp;长廊</td><td colspan="2">&#134071;站</td></tr>
    <![if supportMisalignedColumns]><tr style='display:none'><td width=72></td></tr><![endif]><!--EndFragment--></table></body></html>`;
  test('as HTML knows which cells are one', () => {
    const sheet = pasted('竹溪县\t水坪镇 实践所\t92.5\n\t好人&长廊\t𠮷站', excel);
    expect(sheet?.rows.map(({ cells }) => cells)).toEqual([
      ['竹溪县\n（县）', '水坪镇\u00a0实践所', '92.5'],
      ['', '好人&长廊', '𠮷站', ''],
    ]);
    expect(sheet?.merges).toEqual([
      { top: 1, left: 0, bottom: 2, right: 0 },
      { top: 2, left: 2, bottom: 2, right: 3 },
    ]);
  });
  test('as HTML without merged cells is read as the text beside it, and without that as it is', () => {
    const html = '<table><tr><td>竹溪县</td><td>92.5</td></tr></table>';
    expect(rowsOf('竹溪县\t92.50', html)).toEqual([['竹溪县', '92.50']]);
    expect(rowsOf('竹溪县 92.5', html)).toEqual([['竹溪县', '92.5']]);
    expect(rowsOf('竹溪县\t92.5', '<p>no table</p>')).toEqual([['竹溪县', '92.5']]);
  });
  test('of a page whose tags never end is read as far as it goes', () => {
    expect(rowsOf('', '<table><tr><td>a<td>b<tr><td>c<td>d')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(rowsOf('', '<table><tr><td rowspan=99999999>a<td colspan=0>b<tr><td>c')?.[1]?.slice(0, 2)).toEqual(
      ['', 'c'],
    );
  });
});

test('a page that calls itself .xls is read as the table that it is', () => {
  expect(
    cellsOf(
      utf8(
        '<html><body><table><tr><th>县区</th><th>得分</th></tr><tr><td>竹溪县</td><td>92.5</td></tr></table>',
      ),
      '导出.xls',
    ),
  ).toEqual(table);
});
