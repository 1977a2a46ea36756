import { describe, expect, test } from 'vitest';
import { Presses } from '../../../client/remote/presses.ts';

describe('a press that asks once more', () => {
  test('is done by the second one, neither at once nor much later', () => {
    const presses = new Presses();
    expect(presses.press('next', 3, true, 0)).toBe('arm');
    expect(presses.press('next', 3, true, 299)).toBe('too-soon');
    expect(presses.press('next', 3, true, 300)).toBe('do');
    expect(presses.press('next', 3, true, 1_000)).toBe('arm');
    expect(presses.press('next', 3, true, 6_000)).toBe('arm');
    expect(presses.press('next', 3, true, 10_999)).toBe('do');
  });

  test('is another one at another step, and where something else was pressed in between', () => {
    const presses = new Presses();
    expect(presses.press('next', 3, true, 0)).toBe('arm');
    expect(presses.press('next', 4, true, 1_000)).toBe('arm');
    expect(presses.press('unveil', 4, false, 1_500)).toBe('do');
    expect(presses.press('next', 4, true, 2_000)).toBe('arm');
    presses.disarm();
    expect(presses.press('next', 4, true, 3_000)).toBe('arm');
  });

  test('keys that bounce are one press, but another deed at once is meant', () => {
    const presses = new Presses();
    expect(presses.press('next', 1, false, 0)).toBe('do');
    expect(presses.press('next', 2, false, 120)).toBe('too-soon');
    expect(presses.press('back', 2, false, 150)).toBe('do');
    expect(presses.press('next', 2, false, 200)).toBe('do');
  });
});
