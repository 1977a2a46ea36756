import { describe, expect, test } from 'vitest';
import { explainArea, explainItem } from '../../../shared/scoring/explain.ts';
import { recomputed, resultFile } from '../../../shared/scoring/result-file.ts';
import { basisOf } from '../../../shared/scoring/results.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import {
  castAll,
  type Given,
  judge,
  organiser,
  panelOf,
  ruled,
  scoredTour,
} from '../../support/scored-tour.ts';

const basis = (tour: Tour) => {
  const found = basisOf(tour, Number.POSITIVE_INFINITY);
  if (found === undefined) throw new Error('The tour is not set up');
  return found;
};
const totals = (ballots: readonly { counts: string; dropped?: string }[] | undefined) =>
  ballots?.map(({ counts, dropped }) => [counts, dropped]);

describe('how a score came about', () => {
  test('shows every ballot, and which are dropped', () => {
    const tour = scoredTour(panelOf(4), castAll('a1', ['90', '99', '61', '80']));
    const found = explainItem(basis(tour), 'a1');
    expect(found).toMatchObject({ score: '85.00', expected: 4, quorum: 2, abstained: [], recusedByRule: [] });
    expect(totals(found?.ballots)).toEqual([
      ['61', 'low'],
      ['80', undefined],
      ['90', undefined],
      ['99', 'high'],
    ]);
  });

  test('shows who gave no marks, and why', () => {
    const tour = scoredTour(panelOf(2), [
      ...castAll('a1', ['90']),
      [judge('j2'), { type: 'castBallot', itemId: 'a1', marks: {}, abstains: 'recused' }],
    ]);
    expect(explainItem(basis(tour), 'a1')).toMatchObject({
      abstained: [{ judgeId: 'j2', why: 'recused' }],
      expected: 1,
      quorum: 1,
    });
  });

  test('shows what evening out made of a total', () => {
    const tour = scoredTour(panelOf(2), [
      ruled({ severity: { mode: 'z-score' } }),
      ...castAll('a1', ['70', '90']),
      ...castAll('b1', ['60', '100']),
    ]);
    const found = explainItem(basis(tour), 'a1');
    expect(found?.ballots.map(({ total }) => total).sort()).toEqual(['70', '90']);
    expect(found?.ballots.every(({ total, counts }) => total !== counts)).toBe(true);
  });

  test('shows the parts of a total with their weights, and the points', () => {
    const given: Given[] = [
      ruled({ weights: { onSite: '60', roadShow: '0', routine: '40' } }),
      ...['a1', 'a2', 'b1', 'b2'].flatMap((id) => castAll(id, ['80'])),
      [
        organiser,
        {
          type: 'scoreRoutine',
          scores: [
            { areaId: 'a', score: '90' },
            { areaId: 'b', score: '70' },
          ],
        },
      ],
      [
        organiser,
        { type: 'adjustArea', adjustmentId: 'adjust-01', areaId: 'a', points: '1.5', reason: '创新' },
      ],
    ];
    expect(explainArea(basis(scoredTour(panelOf(1), given)), 'a')).toMatchObject({
      result: { total: '85.50' },
      parts: [
        { part: 'onSite', score: '80.00', weight: '60', weighted: '48' },
        { part: 'routine', score: '90.00', weight: '40', weighted: '36' },
      ],
      adjustments: [{ points: '1.5', reason: '创新' }],
      items: [{ score: '80.00' }, { score: '80.00' }, { score: null }],
    });
  });

  test('of what is not known there is nothing to say', () => {
    const tour = scoredTour(panelOf(1), []);
    expect([explainItem(basis(tour), 'zz'), explainArea(basis(tour), 'zz')]).toEqual([undefined, undefined]);
  });
});

describe('an exported result', () => {
  const tour = scoredTour(panelOf(5), [
    ruled({ average: 'median', tieBreaks: ['digits'] }),
    ...castAll('a1', ['90', '80', undefined, '70', '60']),
    ...castAll('b1', ['90', '85', '81', '70', '60']),
  ]);

  test('is counted again from its own bytes to the same', () => {
    const file = resultFile(tour, 1);
    const read = JSON.parse(JSON.stringify(file)) as NonNullable<typeof file>;
    expect(JSON.parse(JSON.stringify(recomputed(read)))).toEqual(read.standings);
    expect(read.standings.rows[0]).toMatchObject({ areaId: 'b', score: '81.00' });
  });

  test('that somebody changed is found out', () => {
    const file = resultFile(tour, 1);
    const read = JSON.parse(JSON.stringify(file).replace('"m":"90"', '"m":"9"')) as NonNullable<typeof file>;
    expect(JSON.parse(JSON.stringify(recomputed(read)))).not.toEqual(read.standings);
  });
});
