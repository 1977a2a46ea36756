import { describe, expect, test } from 'vitest';
import {
  type JudgeHabit,
  markTable,
  OUTLYING_FROM_PERCENT,
  type OutlyingMark,
  outlyingMarks,
  type PanelHabits,
  panelHabits,
} from '../../../shared/scoring/fairness/index.ts';
import { PLAIN_RULE } from '../../../shared/tour/judging/scoring-rule.ts';
import { emptyTour, type Tour } from '../../../shared/tour/state.ts';
import {
  cast,
  demoTour,
  judgesNumbered,
  oneMarkSetup,
  tourOfMarks,
  tourWith,
} from '../../support/fair-tour.ts';

const habitsOf = (tour: Tour): PanelHabits => panelHabits(markTable(tour));
const outlyingIn = (tour: Tour): readonly OutlyingMark[] => outlyingMarks(markTable(tour));

describe('a judge’s severity and spread', () => {
  test('severity is the mean difference to the panel over the judge’s own items', () => {
    const { judges } = habitsOf(
      tourOfMarks([
        [80, 90, null],
        [70, 70, 10],
        [60, 80, 20],
      ]),
    );
    // Panel: 70, 80, 15. j1: +10, +10. j2: 0, −10, −5. j3: −10, 0, +5.
    expect(judges.map(({ severity }) => severity)).toEqual([10, -5, -5 / 3]);
    expect(judges.map(({ ballots }) => ballots)).toEqual([2, 3, 3]);
  });

  test('spread is the population deviation of the own totals; the panel’s is the middle one', () => {
    const { judges, panelSpread } = habitsOf(
      tourOfMarks([
        [80, 90],
        [60, 80],
        [70, 72],
      ]),
    );
    expect(judges.map(({ spread }) => spread)).toEqual([5, 10, 1]);
    expect(panelSpread).toBe(5);
    expect(judges.map(({ spreadRatio }) => spreadRatio)).toEqual([1, 2, 0.2]);
  });

  test('a judge whose marks are all equal has a spread of exactly 0', () => {
    const { judges } = habitsOf(
      tourOfMarks([
        [8.7, 8.7, 8.7, 8.7, 8.7, 8.7],
        [1, 2, 3, 4, 5, 6],
      ]),
    );
    expect(judges[0]).toMatchObject({ spread: 0, spreadRatio: 0 });
  });

  test('where nobody tells items apart there is no ratio, never NaN', () => {
    const { judges, panelSpread } = habitsOf(
      tourOfMarks([
        [5, 5],
        [5, 5],
      ]),
    );
    expect(panelSpread).toBe(0);
    expect(judges[0]).toEqual({ judgeId: 'j1', ballots: 2, severity: 0, spread: 0, spreadRatio: null });
  });

  test('a judge without a ballot is on the list, without figures', () => {
    const { judges } = habitsOf(tourOfMarks([[5], []]));
    expect(judges[1]).toEqual({
      judgeId: 'j2',
      ballots: 0,
      severity: null,
      spread: null,
      spreadRatio: null,
    });
  });

  test('there is nothing before the set-up', () => {
    expect(habitsOf(emptyTour)).toEqual({ judges: [], panelSpread: null });
  });

  test('absent is no mark, and a judge of the own area does not count where the rule recuses', () => {
    const [own, other] = judgesNumbered(2);
    if (own === undefined || other === undefined) throw new Error('two judges');
    const ballots = { s1: { j1: cast({ m: '9' }), j2: cast({ m: '1' }) }, s2: { j1: cast(undefined) } };
    const rule = { ...PLAIN_RULE, recuseOwnArea: true };
    const tour = tourWith(oneMarkSetup(2), [{ ...own, areaId: 'a1' }, other], ballots, rule);
    expect(habitsOf(tour).judges.map(({ ballots: count }) => count)).toEqual([0, 1]);
  });

  test('in the demo, the strict judge is the strictest, by far', () => {
    const { judges } = habitsOf(demoTour());
    const strictest: JudgeHabit | undefined = judges.toSorted(
      (a, b) => (a.severity ?? 0) - (b.severity ?? 0),
    )[0];
    expect(strictest?.judgeId).toBe('j31');
    expect(strictest?.severity).toBeLessThan(-8);
    expect(judges.every(({ spread }) => Number.isFinite(spread))).toBe(true);
  });
});

describe('outlying marks', () => {
  const panel = (far: string) => tourOfMarks([[far], [8], [8], [8], [8]], undefined, oneMarkSetup(1, '10'));

  test('1.5 or more from the panel’s mean on a scale of 10', () => {
    // (8 × 4 + x) ÷ 5 = x + 1.5 for x = 6.125
    expect(OUTLYING_FROM_PERCENT).toBe(15);
    expect(outlyingIn(panel('6.125'))).toEqual([
      {
        judgeId: 'j1',
        itemId: 's1',
        total: '6.125',
        panelMean: '7.63',
        distancePercent: expect.closeTo(-15, 9),
      },
    ]);
    expect(outlyingIn(panel('6.13'))).toEqual([]);
  });

  test('the scale is what the rubric can give, from its least to its most', () => {
    const setup = oneMarkSetup(1, '10');
    const rubrics = setup.rubrics.map((rubric) => ({
      ...rubric,
      criteria: rubric.criteria.map((one) => ({ ...one, min: '5', weight: '10' })),
    }));
    const tour = tourOfMarks([[7.25], [8], [8], [8], [8]], undefined, { ...setup, rubrics });
    // Range 50 to 100; mean 78.5; 72.5 lies 6 points off, that is 12 %.
    expect(outlyingIn(tour)).toEqual([]);
    expect(outlyingMarks(markTable(tour), 12)).toMatchObject([
      { total: '72.5', distancePercent: expect.closeTo(-12, 9) },
    ]);
  });

  test('the farthest stands first', () => {
    const tour = tourOfMarks([
      [20, 60],
      [90, 90],
      [90, 90],
      [90, 90],
    ]);
    expect(outlyingIn(tour).map(({ itemId, judgeId }) => `${judgeId} ${itemId}`)).toEqual([
      'j1 s1',
      'j1 s2',
      'j2 s1',
      'j3 s1',
      'j4 s1',
    ]);
  });

  test('in the demo, most outlying marks are the strict judge’s', () => {
    const found = outlyingIn(demoTour());
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ judgeId }) => judgeId === 'j31').length).toBeGreaterThan(found.length / 2);
  });
});
