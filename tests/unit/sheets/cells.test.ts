import { describe, expect, test } from 'vitest';
import { figureIn, wholeIn } from '../../../shared/sheets/cells/figure.ts';
import { momentIn } from '../../../shared/sheets/cells/moment.ts';
import { anglesIn, pairOf } from '../../../shared/sheets/cells/place.ts';
import { nameIn, sameWord, saysNothing, troubleIn } from '../../../shared/sheets/cells/plain.ts';
import { columnLetters, columnOf } from '../../../shared/sheets/sheet.ts';

describe('a figure of a cell', () => {
  test.each([
    ['92.5', '92.5'],
    ['92.5分', '92.5'],
    ['９２．５', '92.5'],
    ['92。5', '92.5'],
    ['1,092.5', '1092.5'],
    ['1，092.5', '1092.5'],
    ['92.30000000000001', '92.3'],
    ['90.99999999999999', '91'],
    ['\u00a092.50 ', '92.50'],
    ['−0.5', '-0.5'],
    ['5 pts', '5'],
  ])('%s is %s', (text, decimal) => {
    expect(figureIn(text)).toEqual({ ok: true, value: { decimal, percent: false } });
  });
  test('says when it is one of a hundred', () => {
    expect(figureIn('99.9%')).toEqual({ ok: true, value: { decimal: '99.9', percent: true } });
    expect(figureIn('９９．９％')).toEqual({ ok: true, value: { decimal: '99.9', percent: true } });
  });
  test.each([
    ['abc', 'figure.none'],
    ['9²', 'figure.none'],
    ['1e3', 'figure.none'],
    ['9,5', 'figure.none'],
    ['92.1234567', 'figure.digits'],
    ['12345678', 'figure.digits'],
    ['2022-09-05', 'figure.date'],
    ['9月5日', 'figure.date'],
  ])('%s is none: %s', (text, code) => expect(figureIn(text)).toMatchObject({ ok: false, code }));
  test.each(['7', '第7站', 'No.7', '７', '7、', '#7', '7.0'])('%s is a whole number', (text) =>
    expect(wholeIn(text, 1, 500)).toEqual({ ok: true, value: 7 }),
  );
  test.each(['0', '501', '7.5', '7%', '-1', 'x'])('%s is no number of a stop', (text) =>
    expect(wholeIn(text, 1, 500)).toMatchObject({ ok: false, code: 'whole.none' }),
  );
});

describe('a time of a cell', () => {
  const july6 = { month: 7, day: 6 };
  const in2022 = [{ year: 2022, ...july6 }];
  test.each([
    ['9:30', { from: '09:30' }],
    ['09：30', { from: '09:30' }],
    ['9点半', { from: '09:30' }],
    ['9时', { from: '09:00' }],
    ['下午2点15分', { from: '14:15' }],
    ['中午12:30', { from: '12:30' }],
    ['2:30 PM', { from: '14:30' }],
    ['9:30-10:10', { from: '09:30', to: '10:10' }],
    ['上午9：30～10：10', { from: '09:30', to: '10:10' }],
    ['下午2:30—4:00', { from: '14:30', to: '16:00' }],
    ['9:30至10:10', { from: '09:30', to: '10:10' }],
    ['约9:30', { from: '09:30' }],
    ['7月6日上午9：30', { dates: [july6], from: '09:30' }],
    ['7月6日（星期三）9:30-10:10', { dates: [july6], from: '09:30', to: '10:10' }],
    ['2022.7.6', { dates: in2022 }],
    ['2022/7/6 9:30', { dates: in2022, from: '09:30' }],
    ['2022年7月6日', { dates: in2022 }],
    ['2022-07-06T09:30:00', { dates: in2022, from: '09:30' }],
    ['20220706', { dates: in2022 }],
    ['7.6', { dates: [july6] }],
    ['7/6 9:30', { dates: [july6], from: '09:30' }],
    ['6 Jul 2022', { dates: in2022 }],
    ['Jul 6, 2022 9:30 am', { dates: in2022, from: '09:30' }],
    ['7/6/2022', { dates: [...in2022, { year: 2022, month: 6, day: 7 }] }],
    ['第1天', { day: 1 }],
    ['第二天', { day: 2 }],
    ['第十二天', { day: 12 }],
    ['Day 3', { day: 3 }],
    ['2', { day: 2 }],
    ['0.3958333333', { from: '09:30' }],
    ['0.5', { from: '12:00' }],
    ['44748', { dates: in2022 }],
    ['44748.395833333336', { dates: in2022, from: '09:30' }],
  ])('%s', (text, moment) => expect(momentIn(text)).toEqual({ ok: true, value: moment }));
  test('counts days from 1904 where the sheet does', () => {
    expect(momentIn('43286.39583', true)).toEqual({ ok: true, value: { dates: in2022, from: '09:30' } });
  });
  test('rounds what a sheet keeps of 9:30 to the second, also just before midnight', () => {
    expect(momentIn('44748.39583333')).toMatchObject({ value: { from: '09:30' } });
    expect(momentIn('44747.999999')).toMatchObject({ value: { dates: in2022, from: '00:00' } });
  });
  test.each([
    '25:00',
    '9:60',
    '待定',
    '9:30出发 10:10到达 11:00返回',
    '13月1日',
    '2022年7月',
    '第99天',
    '7月6日前后',
    '',
  ])('%s is none', (text) => expect(momentIn(text)).toMatchObject({ ok: false, code: 'time.none' }));
});

describe('a place of a cell', () => {
  test.each([
    ['32.65', [{ degrees: 32.65 }]],
    ['32.65°N', [{ degrees: 32.65, axis: 'latitude' }]],
    ['北纬32°39′', [{ degrees: 32.65, axis: 'latitude' }]],
    ['N32°39\'00"', [{ degrees: 32.65, axis: 'latitude' }]],
    ['32º39’0”', [{ degrees: 32.65 }]],
    ['110度47分24秒', [{ degrees: 110.79 }]],
    ['-33.5', [{ degrees: -33.5 }]],
    ['32,6500', [{ degrees: 32.65 }]],
    ['32.65,110.79', [{ degrees: 32.65 }, { degrees: 110.79 }]],
    ['（110.79，32.65）', [{ degrees: 110.79 }, { degrees: 32.65 }]],
    [
      '东经110.79 北纬32.65',
      [
        { degrees: 110.79, axis: 'longitude' },
        { degrees: 32.65, axis: 'latitude' },
      ],
    ],
  ])('%s', (text, angles) => expect(anglesIn(text)).toEqual({ ok: true, value: angles }));
  test.each(['竹溪县', '32.65,110.79,500', '32°75′', '', '32.65米'])('%s is none', (text) =>
    expect(anglesIn(text)).toMatchObject({ ok: false, code: 'place.none' }),
  );
  test('two of a cell stand in the only order that is possible, else in that of the heading', () => {
    const of = (text: string, order: 'latitude' | 'longitude' = 'latitude') => {
      const angles = anglesIn(text);
      const [first, second] = angles.ok ? angles.value : [];
      if (first === undefined || second === undefined) throw new Error(text);
      return pairOf(
        [first, second],
        order === 'latitude' ? ['latitude', 'longitude'] : ['longitude', 'latitude'],
      );
    };
    for (const text of ['32.65,110.79', '110.79,32.65', 'E110.79,N32.65'])
      expect(of(text)).toEqual([32.65, 110.79]);
    expect(of('43.8,87.6')).toEqual([43.8, 87.6]);
    expect(of('87.6,43.8', 'longitude')).toEqual([43.8, 87.6]);
    expect(of('110.79,120.5')).toBeUndefined();
  });
});

describe('a text of a cell', () => {
  test('is a name on one line, as it was written', () => {
    expect(nameIn('竹溪\n县')).toBe('竹溪县');
    expect(nameIn(' Zhuxi\r\n County ')).toBe('Zhuxi County');
    expect(nameIn('县（市、区）\u200b')).toBe('县（市、区）');
    expect(nameIn('\'=HYPERLINK("x")')).toBe('=HYPERLINK("x")');
    expect(nameIn("'90s square")).toBe("'90s square");
  });
  test('is compared whatever its width, case and space', () => {
    expect(sameWord(' Ｚｈｕｘｉ　County')).toBe(sameWord('zhuxi COUNTY'));
  });
  test('may say that there is nothing, or what went wrong', () => {
    for (const text of ['', ' ', '—', '/', '无', '-', 'N/A']) expect(saysNothing(text)).toBe(true);
    expect(saysNothing('0')).toBe(false);
    for (const text of ['#N/A', '#REF!', '#DIV/0!', '＃Ｎ／Ａ']) expect(troubleIn(text)).toBe('error');
    expect(troubleIn('########')).toBe('narrow');
    expect(troubleIn('#1')).toBeUndefined();
  });
  test('columns have letters', () => {
    for (const [column, letters] of [
      [0, 'A'],
      [25, 'Z'],
      [26, 'AA'],
      [701, 'ZZ'],
      [702, 'AAA'],
    ] as const) {
      expect(columnLetters(column)).toBe(letters);
      expect(columnOf(letters)).toBe(column);
    }
    expect(columnOf('a1')).toBeUndefined();
  });
});
