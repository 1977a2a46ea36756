import { expect, test } from 'vitest';
import {
  averageFigures,
  averageWords,
  evenedFigures,
  totalFigures,
} from '../../client/organiser/result/origin-words.ts';
import { explainItem } from '../../shared/scoring/explain.ts';
import { basisOf } from '../../shared/scoring/results.ts';
import { castAll, type Given, panelOf, ruled, scoredTour } from '../support/scored-tour.ts';

/** What the organiser reads of item a1 after these ballots. */
function read(judges: number, given: readonly Given[]) {
  const basis = basisOf(scoredTour(panelOf(judges), given), Number.POSITIVE_INFINITY);
  const item = basis && explainItem(basis, 'a1');
  if (basis === undefined || item === undefined) throw new Error('there is no such item');
  return {
    item,
    figures: averageFigures(item, basis.rule, 'zh'),
    words: averageWords(item, basis.rule, 'zh'),
  };
}

test('a score is said in words and in figures, with the marks that were dropped', () => {
  const { item, figures, words } = read(4, castAll('a1', ['90', '99', '61', '80']));
  expect(words).toEqual(['共 4 张打分票，去掉 1 个最高分、1 个最低分，其余 2 张取平均数，保留 2 位小数。']);
  expect(figures).toEqual(['85.00 = 170 ÷ 2，去掉 61、99']);
  expect(totalFigures(item.rubric, item.ballots[0]?.marks ?? {})).toBe('61 × 1');
});

test('a median is the middle one, or the mean of the middle two', () => {
  const median = ruled({ average: 'median' });
  expect(read(3, [median, ...castAll('a1', ['90', '99', '61'])]).figures).toEqual(['90.00 = 90']);
  expect(read(4, [median, ...castAll('a1', ['90', '99', '61', '80'])]).figures).toEqual([
    '85.00 = (80 + 90) ÷ 2',
  ]);
});

test('groups that were evened out show by what', () => {
  const group = ruled({ severity: { mode: 'group', by: 'kind' } });
  const given = [
    ['a1', '80'],
    ['b1', '90'],
    ['a2', '60'],
    ['b2', '70'],
  ] as const;
  const { item, figures } = read(1, [group, ...given.flatMap(([id, mark]) => castAll(id, [mark]))]);
  // 二次平均: raw × overall mean ÷ the group's: 80 × 75 ÷ 85.
  expect(item.score).toBe('70.59');
  expect(figures).toEqual(['80.00 = 80 ÷ 1', '70.59 = 80.00 × 75 ÷ 85（各站平均 ÷ 本组 2 站平均）']);
});

test('ballots that could not be evened out are said to count as they are', () => {
  const given = [
    ruled({ severity: { mode: 'z-score' } }),
    ...castAll('a1', ['70', '50']),
    ...castAll('b1', ['60', '50']),
  ];
  expect(read(2, given).words.join()).toContain('其中 1 张没有校正');
  const both = [
    ruled({ severity: { mode: 'z-score' } }),
    ...castAll('a1', ['70', '90']),
    ...castAll('b1', ['60', '100']),
  ];
  expect(read(2, both).words.join()).not.toContain('没有校正');
});

test('a judge who was evened out shows by what', () => {
  const given = [
    ruled({ severity: { mode: 'z-score' } }),
    ...castAll('a1', ['70', '90']),
    ...castAll('b1', ['60', '100']),
  ];
  const { item } = read(2, given);
  const [first] = item.ballots;
  // All: mean 80, σ √250; the judge's own: mean 65, σ 5. 80 + 15.811 × (70 − 65) ÷ 5.
  expect(first && [first.judgeId, evenedFigures(item, first)]).toEqual([
    'j2',
    '≈ 80 + 15.811 × (90 − 95) ÷ 5',
  ]);
  expect(item.ballots.map(({ counts }) => counts)).toEqual(['64.188612', '95.811388']);
});

test('below the quorum, and where criteria count one by one, there is no such sum', () => {
  expect(read(4, castAll('a1', ['90'])).figures).toEqual([]);
  expect(read(2, [ruled({ countBy: 'criterion' }), ...castAll('a1', ['90', '80'])]).figures).toEqual([]);
});
