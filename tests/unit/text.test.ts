import { describe, expect, test } from 'vitest';
import { cutText, wellFormed } from '../../shared/text.ts';
import { pick, seeded, whole } from '../support/seeded.ts';

describe('cutText', () => {
  test('leaves a text that is short enough as it is, and counts code points', () => {
    expect(cutText('𠮷野家', 3)).toBe('𠮷野家');
    expect(cutText('', 0)).toBe('');
  });

  test('counts the ending in, and gives it to none but a longer text', () => {
    expect(cutText('水坪镇实践所', 4, '…')).toBe('水坪镇…');
    expect(cutText('水坪镇所', 4, '…')).toBe('水坪镇所');
  });

  test.each([
    ['a surrogate pair', '站𠮷𠮷', 2, '站𠮷'],
    ['a letter and its mark', 'cafe\u0301s', 4, 'caf'],
    ['what is joined', '好👨‍👩‍👧‍👦', 4, '好'],
    ['a colour of skin', '好👍🏽', 2, '好'],
    ['a heart and its selector', '好❤️好', 2, '好'],
    ['a flag', '🇨🇳🇨🇳', 3, '🇨🇳'],
  ])('never cuts %s', (_what, text, most, cut) => {
    expect(cutText(text, most)).toBe(cut);
  });

  test('cuts a character that is longer than the whole, and a heap of marks, between code points', () => {
    expect(cutText('👨‍👩‍👧‍👦', 2)).toBe('👨‍');
    expect(cutText(`a${'\u0301'.repeat(500)}`, 100)).toHaveLength(100);
  });

  test('leaves no half of a pair, wherever it was', () => {
    expect(cutText('a\uD842', 5)).toBe('a\uFFFD');
    expect(wellFormed('\uDFB7𠮷')).toBe('\uFFFD𠮷');
  });

  test.each([1, 2, 3])('gives a beginning of at most so many code points, for any text (seed %i)', (seed) => {
    const random = seeded(seed);
    const parts = ['𠮷', '😀', '👨‍👩‍👧', '🇨🇳', 'e\u0301', 'a', '站', '\uD842', '\u200D'];
    for (let round = 0; round < 500; round += 1) {
      const text = Array.from({ length: whole(random, 0, 30) }, () => pick(random, parts)).join('');
      const most = whole(random, 0, 40);
      const cut = cutText(text, most, '…');
      expect([...cut].length).toBeLessThanOrEqual(Math.max(1, most));
      expect(cut).not.toMatch(/[\uD800-\uDFFF]/u);
      expect(wellFormed(text).startsWith(cut.replace(/…$/, ''))).toBe(true);
    }
  });
});
