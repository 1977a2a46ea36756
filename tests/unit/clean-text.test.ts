import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { CalendarDate, Name, plainText } from '../../shared/schema.ts';
import { cleanText, cleanTexts, isBlank } from '../../shared/text.ts';
import { seeded, whole } from '../support/seeded.ts';

const words = Compile(plainText(1000, 1));
const optional = Compile(plainText(1000));

const BLANKS: readonly (readonly [string, string])[] = [
  ['spaces', '   '],
  ['line ends and tabs', '\n\t\n'],
  ['zero-width spaces', '\u200B\u200B'],
  ['ideographic spaces', '\u3000'],
  ['soft hyphens', '\u00AD'],
  ['no-break spaces', '\u00A0'],
  ['joiners', '\u200D\u200C\u2060'],
  ['marks of direction', '\u200E\u200F'],
  ['Hangul fillers', '\u3164\u115F\uFFA0'],
  ['braille blanks', '\u2800'],
  ['variation selectors', '\uFE0F'],
  ['tags', '\u{E0041}'],
  ['all of them', ' \u200B\u3000\u00AD'],
];

describe('blanks', () => {
  test.each(BLANKS)('%s are no text where one is needed', (_what, text) => {
    expect(isBlank(text)).toBe(true);
    expect(words.Check(text)).toBe(false);
    expect(Compile(Name).Check({ zh: text })).toBe(false);
  });

  test.each(BLANKS)('%s beside something to see are text', (_what, text) => {
    expect(isBlank(`${text}站`)).toBe(false);
    expect(words.Check(`${text}站${text}`)).toBe(true);
  });

  test.each(['站', '𠮷', '😀', '👨‍👩‍👧', '.', 'ئ', '0'])('%s is text', (text) => {
    expect(words.Check(text)).toBe(true);
  });
});

describe('cleaning', () => {
  test.each([
    ['Windows line ends', '一\r\n二\r三', '一\n二\n三'],
    ['line ends of word processors and pages', '扎实\u000b整洁\u000c\u2028\u0085', '扎实\n整洁\n\n\n'],
    ['controls', 'a\u0000\u0003\u001b[0m\u007f\u0090b', 'a[0mb'],
    ['halves of characters', '\uD842一\uDFB7', '一'],
    ['what turns the direction', '\u202E镜\u202C\u2066像\u2069', '镜像'],
    ['byte order marks', '\uFEFF县', '县'],
  ])('%s', (_what, text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  test('leaves what is written: joined characters, tabs, soft blanks, other scripts', () => {
    const text = '👨‍👩‍👧 🇨🇳 𠮷\t e\u0301 \u3000第一段\nئۇيغۇر';
    expect(cleanText(text)).toBe(text);
  });

  test('goes through a whole value, and gives the same one where nothing was to do', () => {
    const value = { a: ['x', { b: 'y' }], n: 1, none: null, yes: true };
    expect(cleanTexts(value)).toBe(value);
    expect(cleanTexts({ ...value, a: ['x\r\n', { b: '\u0003y' }] })).toEqual({
      ...value,
      a: ['x\n', { b: 'y' }],
    });
  });

  test.each([1, 2, 3])(
    'what is cleaned is taken by every schema of text, and stays as it is (seed %i)',
    (seed) => {
      const random = seeded(seed);
      for (let round = 0; round < 2000; round += 1) {
        const text = Array.from({ length: whole(random, 0, 12) }, () =>
          String.fromCharCode(random() < 0.5 ? whole(random, 0, 0x2100) : whole(random, 0, 0xffff)),
        ).join('');
        const cleaned = cleanText(text);
        expect(optional.Check(cleaned), JSON.stringify(text)).toBe(true);
        expect(cleanText(cleaned)).toBe(cleaned);
        expect(words.Check(cleaned)).toBe(!isBlank(cleaned));
      }
    },
  );
});

test('days are of years that all clocks know', () => {
  const date = Compile(CalendarDate);
  for (const taken of ['1970-01-01', '2026-07-07', '2099-12-31']) expect(date.Check(taken)).toBe(true);
  for (const refused of ['0206-07-07', '9999-12-31', '1969-12-31', '2100-01-01', '2026-13-01', '2026-7-7'])
    expect(date.Check(refused), refused).toBe(false);
});
