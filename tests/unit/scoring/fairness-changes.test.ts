import { describe, expect, test } from 'vitest';
import {
  leaveOneOut,
  type OtherAverage,
  otherAverages,
  type PlaceChange,
  type PlaceChanges,
  type WithoutJudge,
} from '../../../shared/scoring/fairness/index.ts';
import { PLAIN_RULE, type ScoringRule } from '../../../shared/tour/judging/scoring-rule.ts';
import { emptyTour } from '../../../shared/tour/state.ts';
import { demoTour, tourOfMarks } from '../../support/fair-tour.ts';

const mean = { ...PLAIN_RULE, average: 'mean' } as const;

describe('one judge left out', () => {
  test('says for every judge which places would change', () => {
    const tour = tourOfMarks(
      [
        [90, 60, 50],
        [70, 72, 50],
        [70, 72, 50],
      ],
      mean,
    );
    expect(leaveOneOut(tour)).toEqual([
      {
        judgeId: 'j1',
        changes: [
          { areaId: 'a1', from: 1, to: 2 },
          { areaId: 'a2', from: 2, to: 1 },
        ],
      },
      { judgeId: 'j2', changes: [] },
      { judgeId: 'j3', changes: [] },
    ]);
  });

  test('the seat goes with the judge: the quorum is that of the smaller panel', () => {
    // Three judges need two ballots for a2; without j3 two need one, and a2 has a place. Nobody has been to a3.
    const tour = tourOfMarks([[80, 90, null], [80], [80]], mean);
    const found: WithoutJudge | undefined = leaveOneOut(tour).find(({ judgeId }) => judgeId === 'j3');
    expect(found?.changes).toEqual([
      { areaId: 'a1', from: 1, to: 2 },
      { areaId: 'a2', from: null, to: 1 },
    ]);
  });

  test('ties are broken as the rule says', () => {
    const rule: ScoringRule = {
      ...mean,
      itemDigits: 0,
      areaDigits: 0,
      totalDigits: 0,
      tieBreaks: ['digits'],
    };
    const tour = tourOfMarks(
      [
        [80.3, 80.2],
        [80, 80],
        [80, 80.2],
      ],
      rule,
    );
    // a2 leads by digits only, 0.1333 to 0.1; without j3 a1 does.
    expect(leaveOneOut(tour)[2]?.changes).toEqual([
      { areaId: 'a2', from: 1, to: 2 },
      { areaId: 'a1', from: 2, to: 1 },
    ]);
  });

  test('places by totals and places by on-site scores are not compared', () => {
    // The only judge of the second stop goes, and with it the last part of a total.
    const tour = tourOfMarks(
      [
        [80, 90],
        [80, null],
      ],
      { ...mean, quorumPercent: 0 },
    );
    const expected: readonly PlaceChanges[] = [null, []];
    expect(leaveOneOut(tour).map(({ changes }) => changes)).toEqual(expected);
  });

  test('there is nobody to leave out before judges are appointed', () => {
    expect(leaveOneOut(emptyTour)).toEqual([]);
  });

  test('in the demo, no judge alone decides who is first', () => {
    const changes = leaveOneOut(demoTour()).flatMap((one) => one.changes ?? []);
    expect(changes.filter(({ from }) => from === 1)).toEqual([]);
  });
});

describe('another average', () => {
  const tour = tourOfMarks(
    [
      [100, 80],
      [71, 72],
      [71, 72],
      [71, 72],
      [71, 72],
      [70, 71],
    ],
    { ...PLAIN_RULE, dropLow: 1, dropHigh: 1 },
  );

  test('says which places would change, and which average is the tour’s own', () => {
    const swap: readonly PlaceChange[] = [
      { areaId: 'a2', from: 1, to: 2 },
      { areaId: 'a1', from: 2, to: 1 },
    ];
    expect(otherAverages(tour)).toEqual([
      { average: 'none', isOwn: false, changes: swap },
      { average: '1/1', isOwn: true, changes: [] },
      { average: '2/2', isOwn: false, changes: [] },
      { average: 'median', isOwn: false, changes: [] },
    ]);
  });

  test('another average than these is nobody’s own', () => {
    const odd = tourOfMarks([[1], [2], [3], [4]], { ...PLAIN_RULE, dropLow: 0 });
    const found: readonly OtherAverage[] = otherAverages(odd);
    expect(found.some(({ isOwn }) => isOwn)).toBe(false);
  });
});
