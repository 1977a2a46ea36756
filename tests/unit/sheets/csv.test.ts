import { describe, expect, test } from 'vitest';
import { nameIn } from '../../../shared/sheets/cells/plain.ts';
import { csvOf } from '../../../shared/sheets/csv.ts';

describe('a CSV', () => {
  const cellOf = (value: string | number) => csvOf([[value]]).slice(2, -3);

  test('opens as UTF-8; quotes are doubled, words stay as they are', () => {
    expect(csvOf([['a"b', 'a-b', '水坪镇', '约 3%', '']])).toBe('\ufeff"a""b","a-b","水坪镇","约 3%",""\r\n');
  });

  test('has no cell that a sheet takes for a formula, whatever stands before or between', () => {
    const signs = ['=', '+', '-', '@', '%', '＝', '＋', '－', '＠', '−', '﹦'];
    const before = [
      '',
      ' ',
      '  ',
      '\t',
      '\r',
      '\n',
      '|',
      '| ',
      '\u00a0',
      '\u3000',
      '\ufeff',
      '\u200b',
      '\u0000',
      "'",
      '"',
      ',',
      ';',
    ];
    for (const sign of signs)
      for (const first of before)
        for (const second of before)
          for (const rest of ['1+1', "cmd|' /C calc'!A0", '(1)', '3 4'])
            expect(cellOf(first + second + sign + rest)[0]).toBe("'");
  });

  test('keeps plain numbers as numbers, also below zero', () => {
    for (const number of [-3, 0, 2.5, '-0.5', '12', '9.75']) expect(cellOf(number)).toBe(String(number));
    for (const other of ['-1-1', '-1e9+A1', '+8613800138000', '-.5', '1|=2'])
      expect([other, cellOf(other)]).toEqual([other, other === '1|=2' ? other : `'${other}`]);
  });

  test('gives a name with a formula back as it was when it is read again', () => {
    for (const name of ['=HYPERLINK("http://example.org","甲")', '+86 站', '@甲', '-乙', '甲=乙', "'90s"])
      expect(nameIn(cellOf(name).replace(/""/g, '"'))).toBe(name);
  });
});
