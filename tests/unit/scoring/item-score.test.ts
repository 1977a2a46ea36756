import { describe, expect, test } from 'vitest';
import { averageOf, keptOf } from '../../../shared/scoring/average.ts';
import { ballotTotal, itemScore, quorumOf } from '../../../shared/scoring/item-score.ts';
import type { Ballot, Marks } from '../../../shared/tour/judging/ballots.ts';
import { PLAIN_RULE } from '../../../shared/tour/judging/scoring-rule.ts';
import type { Rubric } from '../../../shared/tour/setup/rubric.ts';

const criterion = { label: { zh: '指标' }, min: '0', max: '10', step: '0.25' };
const rubric: Rubric = {
  id: 'plain',
  name: { zh: '通用' },
  criteria: [{ ...criterion, id: 'only', weight: '1' }],
};
const ballot = (mark: string, castAt = 100): Ballot => ({
  version: 1,
  marks: { only: mark },
  castAt,
  earlier: [],
});
const ballotsOf = (marks: readonly string[]): Record<string, Ballot> =>
  Object.fromEntries(marks.map((mark, index) => [`j${index}`, ballot(mark)]));
const scoreOf = (marks: readonly string[], panelSize = marks.length) =>
  itemScore(
    rubric,
    ballotsOf(marks),
    { judges: panelSize, recused: [], left: [] },
    PLAIN_RULE,
    Number.POSITIVE_INFINITY,
  );

describe('the score of a stop', () => {
  // Official results of the ISU: shared/facts/scoring.md.
  test('one highest and one lowest do not count: 9.86', () => {
    expect(scoreOf(['10', '10', '9.75', '10', '9.25', '10', '9.75', '10', '9.5'])).toEqual({
      score: '9.86',
      ballots: 9,
    });
  });

  test('a half goes up, and who is absent does not count: exactly 7.125 is 7.13', () => {
    const marks = ['7.25', '7.25', '6.75', '7.5', '7.25', '6.75', '6.75', '7.5'];
    expect(scoreOf(marks, 9)).toEqual({ score: '7.13', ballots: 8 });
    const even = { ...PLAIN_RULE, rounding: 'half-even' } as const;
    expect(averageOf(keptOf(marks, (mark) => mark, even).counted, even, 2)).toBe('7.12');
  });

  test.each([
    [['9'], '9.00'],
    [['9', '8'], '8.50'],
    [['9', '8', '1'], '6.00'],
    [['9', '8', '7', '1'], '7.50'],
  ])('%j makes %s: fewer than four are not trimmed', (marks, score) => {
    expect(scoreOf(marks).score).toBe(score);
  });

  test('of equal marks only one is dropped at each end', () => {
    expect(scoreOf(['10', '10', '0', '0']).score).toBe('5.00');
  });

  test('absent is not zero', () => {
    expect(scoreOf(['9', '9', '9'], 6).score).toBe('9.00');
  });

  test('below the quorum there is no score, at it there is', () => {
    expect(scoreOf(['9', '9'], 5)).toEqual({ score: null, ballots: 2 });
    expect(scoreOf(['9', '9', '9'], 5).score).toBe('9.00');
    expect(scoreOf([], 0)).toEqual({ score: null, ballots: 0 });
  });

  test.each([
    [0, 1],
    [1, 1],
    [3, 2],
    [4, 2],
    [52, 26],
    [53, 27],
  ])('a panel of %i has a quorum of %i', (panel, quorum) => {
    expect(quorumOf(panel, PLAIN_RULE)).toBe(quorum);
  });

  test('zero is a mark', () => {
    expect(scoreOf(['0', '0'], 2)).toEqual({ score: '0.00', ballots: 2 });
  });

  test('criteria count by their weights', () => {
    const weighted: Rubric = {
      ...rubric,
      criteria: [
        { ...criterion, id: 'work', weight: '6' },
        { ...criterion, id: 'show', weight: '0.4' },
      ],
    };
    expect(ballotTotal(weighted, { work: '9.5', show: '0.25' })).toBe('57.1');
  });

  test('another rubric gives another total of the same marks', () => {
    const marks: Marks = { only: '5' };
    const of = (weight: string) =>
      itemScore(
        { ...rubric, criteria: [{ ...criterion, id: 'only', weight }] },
        { j1: { version: 1, marks, castAt: 1, earlier: [] } },
        { judges: 1, recused: [], left: [] },
        PLAIN_RULE,
        Number.POSITIVE_INFINITY,
      ).score;
    expect([of('1'), of('3')]).toEqual(['5.00', '15.00']);
  });
});

describe('the score before an instant', () => {
  test('the instant itself is after', () => {
    const ballots = { j1: ballot('8', 100), j2: ballot('6', 200) };
    const asOf = (instant: number) =>
      itemScore(rubric, ballots, { judges: 1, recused: [], left: [] }, PLAIN_RULE, instant);
    expect(asOf(100)).toEqual({ score: null, ballots: 0 });
    expect(asOf(200)).toEqual({ score: '8.00', ballots: 1 });
    expect(asOf(201)).toEqual({ score: '7.00', ballots: 2 });
  });

  test('an amendment after it shows the mark before', () => {
    const amended: Ballot = {
      version: 2,
      marks: { only: '1' },
      castAt: 300,
      earlier: [{ marks: { only: '9' }, castAt: 100 }],
    };
    const asOf = (instant: number) =>
      itemScore(rubric, { j1: amended }, { judges: 1, recused: [], left: [] }, PLAIN_RULE, instant).score;
    expect([asOf(300), asOf(301)]).toEqual(['9.00', '1.00']);
  });
});
