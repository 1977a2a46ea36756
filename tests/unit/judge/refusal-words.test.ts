import { expect, test } from 'vitest';
import { withName } from '../../../client/judge/refusal-words.ts';
import { REFUSALS } from '../../../shared/refusals.ts';

test.each(['item.locked', 'ballot.other-rubric', 'ballot.own-area', 'ballot.exists'] as const)(
  'the sentence of %s names the stop, not its id',
  (code) => {
    for (const language of ['zh', 'en'] as const) {
      const sentence = REFUSALS[code][language].replace('{stop}', 's-1').replace('{version}', '1');
      expect(sentence).toContain('s-1');
      expect(withName(sentence, 's-1', '好人广场')).toBe(sentence.replace('s-1', '好人广场'));
    }
  },
);

test('nothing else in a sentence is taken for an id', () => {
  expect(withName('点位 1 已打过分（第 1 版）', '1', '好人广场')).toBe('点位 好人广场 已打过分（第 1 版）');
});
