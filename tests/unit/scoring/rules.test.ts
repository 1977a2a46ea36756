import { describe, expect, test } from 'vitest';
import { fullStandings } from '../../../shared/scoring/standings.ts';
import type { Setup } from '../../../shared/tour/setup/setup.ts';
import {
  castAll,
  type Given,
  judge,
  organiser,
  panelOf,
  ruled,
  scoredSetup,
  scoredTour,
} from '../../support/scored-tour.ts';

const scoreOf = (itemId: string, panel: number, ...given: readonly Given[]) =>
  fullStandings(scoredTour(panelOf(panel), given)).stops[itemId]?.score;

/** A tour with one stop whose rubric has these criteria; one judge marks them. */
function byCriteria(marks: readonly string[], weight: string): string | null | undefined {
  const ids = marks.map((_, index) => `c${index}`);
  const part = { label: { zh: '分项' }, min: '0', max: '10', step: '0.01', weight };
  const setup: Setup = {
    ...scoredSetup,
    stops: scoredSetup.stops.slice(0, 1).map((stop) => ({ ...stop, rubricId: 'parts' })),
    talks: [],
    rubrics: [{ id: 'parts', name: { zh: '分项' }, criteria: ids.map((id) => ({ ...part, id })) }],
  };
  const cast: Given = [
    judge('j1'),
    {
      type: 'castBallot',
      itemId: 'a1',
      marks: Object.fromEntries(ids.map((id, index) => [id, marks[index] ?? ''])),
    },
  ];
  return fullStandings(scoredTour(panelOf(1), [ruled({ countBy: 'criterion' }), cast], setup)).stops.a1
    ?.score;
}

describe('averages', () => {
  test.each([
    ['trimmed', ['9.9', '8', '8.5', '6.1'], '8.25'],
    ['mean', ['9.9', '8', '8.5', '6.1'], '8.13'],
    ['median', ['9.9', '8', '8.5', '6.1'], '8.25'],
    ['median', ['9', '7', '1'], '7.00'],
  ] as const)('%s of %j is %s', (average, marks, score) => {
    expect(scoreOf('a1', 4, ruled({ average }), ...castAll('a1', marks))).toBe(score);
  });

  test('two and two are dropped where the rule says so, from as many ballots on as it says', () => {
    const rule = ruled({ dropHigh: 2, dropLow: 2, trimFrom: 6 });
    expect(scoreOf('a1', 6, rule, ...castAll('a1', ['100', '90', '80', '70', '10', '0']))).toBe('75.00');
    expect(scoreOf('a1', 6, rule, ...castAll('a1', ['100', '90', '80', '70', '10']))).toBe('70.00');
  });

  // RopeScore: of three the closest two count; of two their mean; one is itself.
  test.each([
    [['90', '80', '79'], '79.50'],
    [['90', '89', '70'], '89.50'],
    // Of three as far apart the higher two: 90 and 80 of 90, 80, 70.
    [['90', '80', '70'], '85.00'],
    [['7', '1', '4'], '5.50'],
    [['90', '80'], '85.00'],
    [['90'], '90.00'],
    [['90', '80', '79', '10'], '79.50'],
  ])('a small panel of %j has %s', (marks, score) => {
    expect(scoreOf('a1', marks.length, ruled({ smallPanel: 'closest-two' }), ...castAll('a1', marks))).toBe(
      score,
    );
  });
});

describe('criteria averaged, weighted and rounded one by one', () => {
  // Official results of the ISU.
  test('97.08 of five components, each twice', () => {
    expect(byCriteria(['9.86', '9.75', '9.46', '9.68', '9.79'], '2')).toBe('97.08');
  });

  test('36.92 where rounding the sum once would give 36.91', () => {
    expect(byCriteria(['9.07', '9.14', '9.21', '9.36', '9.36'], '0.8')).toBe('36.92');
  });
});

describe('who does not score', () => {
  const marks = ['90', '80', '70'];

  test('the own area, where the rule recuses: the ballot is refused, and older ones do not count', () => {
    const panel = panelOf(3).map((one) => (one.id === 'j1' ? { ...one, areaId: 'a' } : one));
    const before = scoredTour(panel, castAll('a1', marks));
    expect(fullStandings(before).stops.a1).toEqual({ score: '80.00', ballots: 3 });
    const after = scoredTour(panel, [...castAll('a1', marks), ruled({ recuseOwnArea: true }, 200)]);
    expect(fullStandings(after).stops.a1).toEqual({ score: '75.00', ballots: 2 });
    expect(() => scoredTour(panel, [ruled({ recuseOwnArea: true }), ...castAll('a1', ['90'])])).toThrow(
      'ballot.own-area',
    );
  });

  test('who is recused makes the panel smaller, who is absent does not', () => {
    const abstain = (abstains: 'recused' | 'absent'): Given[] =>
      ['j2', 'j3', 'j4'].map(
        (id): Given => [judge(id), { type: 'castBallot', itemId: 'a1', marks: {}, abstains }],
      );
    expect(scoreOf('a1', 4, ...castAll('a1', ['90']), ...abstain('recused'))).toBe('90.00');
    expect(scoreOf('a1', 4, ...castAll('a1', ['90']), ...abstain('absent'))).toBe(null);
  });

  test('nobody scored: no zero, no score', () => {
    const tour = scoredTour(panelOf(1), [
      [judge('j1'), { type: 'castBallot', itemId: 'a1', marks: {}, abstains: 'absent' }],
    ]);
    expect(fullStandings(tour).stops).toEqual({});
  });
});

describe('severity', () => {
  test('a strict judge is evened out; one whose marks are all equal keeps them', () => {
    const given = [
      ruled({ severity: { mode: 'z-score' }, average: 'mean', itemDigits: 4 }),
      // The first is ten points stricter than the second, the third gives everybody the same.
      ...castAll('a1', ['70', '80', '85']),
      ...castAll('b1', ['80', '90', '85']),
    ];
    const { stops } = fullStandings(scoredTour(panelOf(3), given));
    // Both of the first two judges come to μ ± σ, the third keeps 85.
    const mean = 490 / 6;
    const sigma = Math.sqrt([70, 80, 85, 80, 90, 85].reduce((sum, x) => sum + (x - mean) ** 2, 0) / 6);
    expect(Number(stops.a1?.score)).toBeCloseTo((2 * (mean - sigma) + 85) / 3, 3);
    expect(Number(stops.b1?.score)).toBeCloseTo((2 * (mean + sigma) + 85) / 3, 3);
  });

  test('all marks equal: σ is 0, and nothing changes', () => {
    const given = [
      ruled({ severity: { mode: 'z-score' } }),
      ...castAll('a1', ['80', '80']),
      ...castAll('b1', ['80', '80']),
    ];
    expect(fullStandings(scoredTour(panelOf(2), given)).stops.a1?.score).toBe('80.00');
  });

  test('二次平均: raw × overall mean ÷ mean of the group', () => {
    const given = [
      ruled({ severity: { mode: 'group', by: 'day' } }),
      ...castAll('a1', ['80']),
      ...castAll('b1', ['90']),
      ...castAll('a2', ['60']),
      ...castAll('b2', ['70']),
    ];
    const { stops } = fullStandings(scoredTour(panelOf(1), given));
    // Overall 75; day 1: 85, day 2: 65.
    expect(Object.fromEntries(Object.entries(stops).map(([id, { score }]) => [id, score]))).toEqual({
      a1: '70.59',
      b1: '79.41',
      a2: '69.23',
      b2: '80.77',
    });
  });

  test('a group whose mean is 0 keeps its scores', () => {
    const given = [
      ruled({ severity: { mode: 'group', by: 'day' } }),
      ...castAll('a1', ['0']),
      ...castAll('a2', ['60']),
    ];
    const { stops } = fullStandings(scoredTour(panelOf(1), given));
    expect([stops.a1?.score, stops.a2?.score]).toEqual(['0.00', '30.00']);
  });
});

describe('a rule that cannot be used is refused', () => {
  test.each([
    [{ weights: { onSite: '60', roadShow: '20', routine: '19.9' } }, 'rule.weights'],
    [{ weights: { onSite: '0', roadShow: '50', routine: '50' } }, 'rule.no-on-site'],
    [{ dropHigh: 2, dropLow: 2, trimFrom: 4 }, 'rule.drops-all'],
    [{ dropHigh: 3, dropLow: 3, trimFrom: 9 }, 'rule.drops-all'],
  ])('%j: %s', (changes, code) => {
    expect(() => scoredTour(panelOf(6), [ruled(changes)])).toThrow(code);
  });

  test('one that was edited on an older version too', () => {
    expect(() => scoredTour(panelOf(3), [ruled({ average: 'mean' }), ruled({ average: 'median' })])).toThrow(
      'rule.stale',
    );
  });

  test('weights are exact decimals: 33.3, 33.3 and 33.4 make 100', () => {
    const weights = { onSite: '33.3', roadShow: '33.3', routine: '33.4' };
    expect(scoredTour(panelOf(3), [ruled({ weights })]).rules).toHaveLength(1);
  });
});

test('a rubric is kept once ballots were cast by it, and the refusal says so', () => {
  const changed = {
    ...scoredSetup,
    rubrics: scoredSetup.rubrics.map((one) => ({
      ...one,
      criteria: one.criteria.map((c) => ({ ...c, max: '10' })),
    })),
  };
  expect(() =>
    scoredTour(panelOf(1), [
      ...castAll('a1', ['80']),
      [organiser, { type: 'setUpTour', setup: changed, basedOnVersion: 1 }],
    ]),
  ).toThrow('setup.rubric-has-ballots');
});
