import { describe, expect, test } from 'vitest';
import { prizeOfRank } from '../../../shared/scoring/prizes.ts';
import { fullStandings, publicStandings } from '../../../shared/scoring/standings.ts';
import { PLAIN_RULE, type ScoringRule } from '../../../shared/tour/judging/scoring-rule.ts';
import {
  castAll,
  type Given,
  judge,
  organiser,
  panelOf,
  ruled,
  scoredTour,
} from '../../support/scored-tour.ts';

const weights = { onSite: '60', roadShow: '20', routine: '20' };
const routine = (a: string, b: string, at = 100): Given => [
  organiser,
  {
    type: 'scoreRoutine',
    scores: [
      { areaId: 'a', score: a },
      { areaId: 'b', score: b },
    ],
  },
  at,
];
const stops = (a: string, b: string): Given[] => [
  ...['a1', 'a2'].flatMap((id) => castAll(id, [a])),
  ...['b1', 'b2'].flatMap((id) => castAll(id, [b])),
];
const talks = (a: string, b: string): Given[] => [...castAll('talk-a', [a]), ...castAll('talk-b', [b])];
const standings = (changes: Partial<ScoringRule>, ...given: readonly Given[]) =>
  fullStandings(scoredTour(panelOf(1), [ruled({ weights, ...changes }), ...given]));
const adjust = (areaId: string, points: string, id = `adjust-${areaId}-1`): Given => [
  organiser,
  { type: 'adjustArea', adjustmentId: id, areaId, points, reason: '加减分' },
];

describe('an area’s total', () => {
  test('is its parts by their weights, and the points added and taken off', () => {
    const { by, areas, rows } = standings(
      {},
      ...stops('90', '80'),
      ...talks('70', '95'),
      routine('85.5', '88'),
      adjust('a', '-0.25'),
    );
    expect(by).toBe('total');
    // 0.6·90 + 0.2·70 + 0.2·85.5 − 0.25 = 84.85; 0.6·80 + 0.2·95 + 0.2·88 = 84.6
    expect(areas.map(({ areaId, total }) => [areaId, total])).toEqual([
      ['a', '84.85'],
      ['b', '84.60'],
    ]);
    expect(rows[0]).toMatchObject({
      areaId: 'a',
      rank: 1,
      score: '84.85',
      parts: { onSite: '90.00', points: '-0.25' },
    });
  });

  test('does not count before every area has every part: until then on-site scores are ranked', () => {
    const early = standings({}, ...stops('80', '90'), ...talks('100', '10'), [
      organiser,
      { type: 'scoreRoutine', scores: [{ areaId: 'a', score: '100' }] },
    ]);
    expect(early.by).toBe('on-site');
    expect(early.rows.map(({ areaId, score }) => [areaId, score])).toEqual([
      ['b', '90.00'],
      ['a', '80.00'],
    ]);
    expect(early.areas.map(({ total, missing }) => [total, missing])).toEqual([
      ['88.00', []],
      [null, ['routine']],
    ]);
    expect(JSON.stringify(early.rows)).not.toContain('parts');
  });

  test('an area with a stop below its quorum has none', () => {
    const tour = scoredTour(panelOf(4), [
      ruled({}),
      ...castAll('a1', ['90', '90']),
      ...castAll('a2', ['90']),
    ]);
    expect(fullStandings(tour).areas[0]).toMatchObject({ total: null, missing: ['onSite'], scoredStops: 1 });
  });

  test('rounds each weighted part where the rule says so', () => {
    const given = [...stops('33.33', '10'), ...talks('33.33', '10'), routine('33.33', '10')];
    const total = (roundParts: boolean) =>
      standings({ roundParts, weights: { onSite: '50', roadShow: '25', routine: '25' } }, ...given).areas[0]
        ?.total;
    // 16.665 + 8.3325 + 8.3325 = 33.33; rounded one by one 16.67 + 8.33 + 8.33.
    expect([total(false), total(true)]).toEqual(['33.33', '33.33']);
    const uneven = (roundParts: boolean) =>
      standings(
        { roundParts, weights: { onSite: '33.3', roadShow: '33.3', routine: '33.4' } },
        ...[...stops('33.35', '1'), ...talks('33.35', '1'), routine('33.35', '1')],
      ).areas[0]?.total;
    expect([uneven(false), uneven(true)]).toEqual(['33.35', '33.36']);
  });

  test('kinds of stop count by their weights', () => {
    const given = [...castAll('a1', ['90']), ...castAll('a2', ['60'])];
    expect(standings({ onSite: { by: 'kind', weights: { hall: '2' } } }, ...given).areas[0]?.onSite).toBe(
      '80.00',
    );
    expect(standings({ onSite: { by: 'kind', weights: {} } }, ...given).areas[0]?.onSite).toBe('75.00');
  });

  test('an adjustment that was revoked does not count', () => {
    const given = [...stops('90', '80'), ...talks('90', '80'), routine('90', '80'), adjust('b', '50')];
    const revoke: Given = [
      organiser,
      { type: 'revokeAdjustment', adjustmentId: 'adjust-b-1', reason: '误加' },
    ];
    expect(standings({}, ...given).rows[0]?.areaId).toBe('b');
    expect(standings({}, ...given, revoke).rows[0]?.areaId).toBe('a');
  });
});

describe('ties', () => {
  // Two of 66.90, the higher element score stands before: 6th and 7th of an ISU result.
  const equal = [...stops('80', '70'), ...talks('70', '80'), routine('70', '90')];

  test('are decided by the parts that the rule names, in order, and the row says by which', () => {
    const total = standings({}, ...equal).areas.map((one) => one.total);
    expect(total[0]).toBe(total[1]);
    const by = (tieBreaks: ScoringRule['tieBreaks']) =>
      standings({ tieBreaks }, ...equal).rows.map(({ areaId, rank, tieBreak }) => [areaId, rank, tieBreak]);
    expect(by(['on-site'])).toEqual([
      ['a', 1, undefined],
      ['b', 2, 'on-site'],
    ]);
    expect(by(['routine', 'on-site'])).toEqual([
      ['b', 1, undefined],
      ['a', 2, 'routine'],
    ]);
  });

  test('that nothing decides share a rank', () => {
    const same = [...stops('80', '80'), ...talks('80', '80'), routine('80', '80')];
    const { rows } = standings({ tieBreaks: ['digits', 'on-site', 'best-stop'] }, ...same);
    expect(rows.map(({ rank }) => rank)).toEqual([1, 1]);
  });

  test('further digits decide where rounding made the scores equal', () => {
    const given = [
      ...castAll('a1', ['80.01']),
      ...castAll('a2', ['80.00']),
      ...castAll('b1', ['80.00']),
      ...castAll('b2', ['80.00']),
      ...talks('80', '80'),
      routine('80', '80'),
    ];
    const rows = (tieBreaks: ScoringRule['tieBreaks']) =>
      standings({ tieBreaks, areaDigits: 1, totalDigits: 1 }, ...given).rows.map(({ areaId, rank }) => [
        areaId,
        rank,
      ]);
    expect(rows([])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    expect(rows(['digits'])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  test('further digits are those of the total: of exactly equal ones none decides, of others the higher', () => {
    const ranks = (...given: readonly Given[]) =>
      standings({ tieBreaks: ['digits'], totalDigits: 1 }, ...given).rows.map(
        ({ areaId, rank, tieBreak }) => [areaId, rank, tieBreak],
      );
    expect(ranks(...equal).map(([, rank]) => rank)).toEqual([1, 1]);
    // 0.6 · 80 + 0.2 · 70 + 0.2 · 70 = 76, and 0.6 · 70 + 0.2 · 80 + 0.2 · 90.1 = 76.02 with less on site.
    expect(ranks(...stops('80', '70'), ...talks('70', '80'), routine('70', '90.1'))).toEqual([
      ['b', 1, undefined],
      ['a', 2, 'digits'],
    ]);
  });

  test('further digits come about by the same rule: kinds of stop by their weights', () => {
    const given = [
      ...[...castAll('a1', ['90.3']), ...castAll('a2', ['60'])],
      ...[...castAll('b1', ['60']), ...castAll('b2', ['90.4'])],
      ...[...talks('80', '80'), routine('80', '80')],
    ];
    const first = (onSite: ScoringRule['onSite']) =>
      standings({ areaDigits: 0, totalDigits: 0, tieBreaks: ['digits'], onSite }, ...given).rows[0]?.areaId;
    // b's mean of stops is the higher one. a's better stop is of the kind that counts for more.
    expect(first({ by: 'stop' })).toBe('b');
    expect(first({ by: 'kind', weights: { hall: '1.01' } })).toBe('a');
  });

  test('thirds that were cut off on the way decide nothing', () => {
    // Both areas have a third on site: twice a third, and nothing and two thirds.
    const given = [
      ...[...castAll('a1', ['1', '0', '0']), ...castAll('a2', ['1', '0', '0'])],
      ...[...castAll('b1', ['0', '0', '0']), ...castAll('b2', ['1', '1', '0'])],
    ];
    const rule = ruled({ tieBreaks: ['digits'], average: 'mean', itemDigits: 6 });
    const tour = scoredTour(panelOf(3), [rule, ...given]);
    expect(fullStandings(tour).rows.map(({ rank }) => rank)).toEqual([1, 1]);
  });
});

describe('frozen standings', () => {
  const before = [...stops('80', '70')];
  const freeze: Given = [
    organiser,
    { type: 'setVisibility', visibility: { mode: 'frozen', fromUnixMs: 1000 } },
    900,
  ];
  const seen = (...later: readonly Given[]) =>
    JSON.stringify(
      publicStandings(scoredTour(panelOf(1), [ruled({ weights }), ...before, freeze, ...later])),
    );

  test.each([
    [
      'a rule',
      [
        organiser,
        {
          type: 'setScoringRule',
          reason: '改',
          rule: { ...PLAIN_RULE, average: 'median', itemDigits: 0 },
          basedOnVersion: 1,
        },
        1000,
      ],
    ],
    ['routine scores', routine('1', '99', 1000)],
    [
      'points',
      [
        organiser,
        { type: 'adjustArea', adjustmentId: 'adjust-later', areaId: 'b', points: '40', reason: '奖励' },
        1000,
      ],
    ],
    ['a talk', [judge('j1'), { type: 'castBallot', itemId: 'talk-a', marks: { m: '99' } }, 1000]],
    [
      'a recusal',
      [
        judge('j1'),
        { type: 'amendBallot', itemId: 'a1', marks: {}, abstains: 'recused', basedOnVersion: 1 },
        1000,
      ],
    ],
  ] satisfies readonly (readonly [string, Given])[])(
    'do not show %s of the instant or later',
    (_what, later) => {
      expect(seen(later)).toBe(seen());
    },
  );
});

describe('prizes', () => {
  const prizes = [
    { id: 'first', name: { zh: '一等奖' }, places: 1, moneyYuan: 100_000 },
    { id: 'second', name: { zh: '二等奖' }, places: 2, moneyYuan: 50_000 },
  ];
  test.each([
    [1, 'first'],
    [2, 'second'],
    [3, 'second'],
    [4, undefined],
    [null, undefined],
  ])('rank %s gets %s', (rank, id) => {
    expect(prizeOfRank(rank, prizes)?.prize.id).toBe(id);
  });
});
