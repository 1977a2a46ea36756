import postcss from 'postcss';
import { describe, expect, test } from 'vitest';
import { apart, floorStyle, sidesOf, weighed, withoutMix } from '../../../client/build/floor.ts';
import { newerInStyle } from '../../support/floor/style-findings.ts';

const written = (css: string): string =>
  postcss([floorStyle]).process(css, { from: undefined }).css.replace(/\s+/g, ' ');

describe('style as the build writes it for the floor', () => {
  test.each([
    ['.a.s1234', '.a.s1234.s1234.s1234'],
    ['.a.s1234 b:where(.s1234)', '.a.s1234.s1234 b.s1234'],
    ['.a.s1234 b:where(.s1234) i:where(.s1234)', '.a.s1234 b.s1234 i.s1234'],
    ['.a.s1234::before', '.a.s1234.s1234.s1234::before'],
    ['body .a', 'body .a'],
    ['.s12345', '.s12345'],
  ])('each part gets the class of its component, all selectors as often: %s', (selector, plain) => {
    expect(weighed(selector)).toBe(plain);
  });

  test('a list in :not is several of it', () => {
    expect(apart('a:not(b, .c)')).toBe('a:not(b):not(.c)');
    expect(apart('a:not(b):hover')).toBe('a:not(b):hover');
  });

  test.each([
    ['inset', '0', ['0', '0', '0', '0']],
    ['inset', 'auto 0 1px', ['auto', '0', '1px', '0']],
    ['inset', '1px calc(2px + 3px) var(--a) 4px', ['1px', 'calc(2px + 3px)', 'var(--a)', '4px']],
    [
      'inset',
      'max(1px, env(a, var(--b))) 2px',
      ['max(1px, env(a, var(--b)))', '2px', 'max(1px, env(a, var(--b)))', '2px'],
    ],
    ['margin-inline', 'auto', ['auto', 'auto']],
    ['padding-block', 'var(--a) 2px', ['var(--a)', '2px']],
    ['border-inline', '1px solid var(--line)', ['1px solid var(--line)', '1px solid var(--line)']],
  ])('%s: %s is what it says of each side', (prop, value, sides) => {
    expect(sidesOf(prop, value)?.map((one) => one.value)).toEqual(sides);
  });

  test('other properties are left alone', () => {
    expect(sidesOf('margin', '0')).toBeUndefined();
    expect(sidesOf('inset-inline-start', '0')).toBeUndefined();
  });

  test.each([
    ['color-mix(in srgb, red 10%, blue)', 'red'],
    ['color-mix(in srgb, var(--a) 10%, transparent)', 'var(--a)'],
    ['1px solid color-mix(in srgb, #fff, var(--b))', '1px solid #fff'],
    [
      '0 0 1px color-mix(in srgb, var(--a), red), 0 0 2px color-mix(in srgb, blue, red)',
      '0 0 1px var(--a), 0 0 2px blue',
    ],
    ['var(--a)', 'var(--a)'],
  ])('%s is without a mix %s', (value, plain) => {
    expect(withoutMix(value)).toBe(plain);
  });

  test('a mix stays for those who can mix, in its place and as strong as it was', () => {
    expect(written('@media print { .a { color: color-mix(in srgb, red, var(--b)) !important } }')).toBe(
      '@media print { .a { color: red !important } @supports (color: color-mix(in srgb, red, red)) { .a { color: color-mix(in srgb, red, var(--b)) !important } } }',
    );
    expect(written('a { inset: 0 1px !important }')).toBe(
      'a { top: 0 !important; right: 1px !important; bottom: 0 !important; left: 1px !important }',
    );
  });

  test('what it writes is not newer than the floor', () => {
    const sheets = [
      '.a.s1234 b:where(.s1234):not(i, u) { inset: 0; margin-inline: 1px var(--a); padding-block: 1px }',
      '.a.s1234 { background: linear-gradient(color-mix(in srgb, var(--a) 5%, var(--b)), red) }',
      '.a.s1234 { border-block: 1px solid color-mix(in srgb, var(--a) 5%, red) }',
    ];
    for (const sheet of sheets) {
      expect(newerInStyle(sheet)).not.toEqual([]);
      expect(newerInStyle(written(sheet))).toEqual([]);
    }
  });
});
