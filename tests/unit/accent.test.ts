import { describe, expect, test } from 'vitest';
import { accentStyles, contrast, readAccent, readableAccent } from '../../server/render/accent.ts';
import { seeded } from '../support/seeded.ts';

/** The grounds that text stands on in an embed; see `client/ui/tokens.css`. */
const LIGHT = ['#faf8f4', '#ffffff', '#e9f0f7'];
const DARK = ['#10151a', '#182028', '#17293a'];

describe('an accent', () => {
  test('contrast is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  test('of any colour is readable on every paper of both themes', () => {
    const random = seeded(7);
    const colours = ['#000000', '#ffffff', '#ffff00', '#0000ff', '#ff0000', '#808080'];
    for (let at = 0; at < 500; at += 1)
      colours.push(
        `#${Math.floor(random() * 0x1000000)
          .toString(16)
          .padStart(6, '0')}`,
      );
    for (const colour of colours) {
      const { light, dark } = readableAccent(colour);
      for (const paper of LIGHT)
        expect(contrast(light, paper), `${colour} on ${paper}`).toBeGreaterThanOrEqual(4.5);
      for (const paper of DARK)
        expect(contrast(dark, paper), `${colour} on ${paper}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('that is readable already stays what it is', () => {
    expect(readableAccent('#0e64ae').light).toBe('#0e64ae');
    expect(readableAccent('#62b1ff').dark).toBe('#62b1ff');
  });

  test('is six hexadecimal digits, and nothing else gets into a style sheet', () => {
    expect(readAccent('C81E2B')).toBe('#c81e2b');
    expect(readAccent('#c81e2b')).toBe('#c81e2b');
    for (const wrong of [undefined, '', 'red', '#fff', 'c81e2b}', '{c81e2', 'c81e2b;'])
      expect(readAccent(wrong)).toBeUndefined();
    expect(accentStyles('#c81e2b')).toMatch(/^:root\{--blue:#[0-9a-f]{6}\}/);
  });
});
