import { describe, expect, test } from 'vitest';
import { signedFigure } from '../../../client/organiser/frame/figures.ts';
import { rounded } from '../../../shared/decimal.ts';
import {
  compareFractions,
  fractionMean,
  fractionOf,
  fractionQuotient,
  fractionRounded,
} from '../../../shared/scoring/fraction.ts';
import { prizeOfRank } from '../../../shared/scoring/prizes.ts';
import { fullStandings } from '../../../shared/scoring/standings.ts';
import type { ScoringRule } from '../../../shared/tour/judging/scoring-rule.ts';
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

/*
 * Scoring bugs that people reported of other systems, tried here. Each test names where it was seen.
 */

/** A stop each for that many areas, a1 of area a1 and so on. */
function areasOf(count: number): Setup {
  const ids = Array.from({ length: count }, (_, at) => `a${at + 1}`);
  return {
    ...scoredSetup,
    areas: ids.map((id) => ({ id, name: { zh: id }, shortName: { zh: id }, seat: [32, 110] })),
    talks: [],
    stops: ids.map((id, at) => ({
      ...{ id, number: at + 1, name: { zh: id }, areaId: id, day: 1, plannedAt: '09:00' },
      ...{ position: [32, 110] as [number, number], rubricId: 'one' },
    })),
  };
}

const rowsOf = (
  marks: readonly (readonly string[])[],
  changes: Partial<ScoringRule> = {},
  ...more: readonly Given[]
) =>
  fullStandings(
    scoredTour(
      panelOf(Math.max(1, ...marks.map((list) => list.length))),
      [ruled(changes), ...marks.flatMap((list, at) => castAll(`a${at + 1}`, list)), ...more],
      areasOf(marks.length),
    ),
  ).rows.map(({ areaId, rank, score }) => [areaId, rank, score]);

const points = (areaId: string, value: string): Given => [
  organiser,
  { type: 'adjustArea', adjustmentId: `adjust-${areaId}`, areaId, points: value, reason: '加减分' },
];

describe('equal scores', () => {
  // UEWBot/dipvis#182: four of 0.30 were 39, 40, 40, 40, for floats differed in a digit that nobody saw.
  test('share a rank however they came about, and the next one is passed over', () => {
    const thirds = { average: 'mean' } as const;
    expect(
      rowsOf(
        [
          ['0.1', '0.2', '0.6'],
          ['0.3', '0.3', '0.3'],
          ['0.7', '0.1', '0.1'],
          ['0.2', '0.2', '0.2'],
        ],
        thirds,
      ),
    ).toEqual([
      ['a1', 1, '0.30'],
      ['a2', 1, '0.30'],
      ['a3', 1, '0.30'],
      ['a4', 4, '0.20'],
    ]);
  });

  // FAI-CIVL/FAI-Airscore#79, CAMI-challenge/OPAL#27: ranked by digits that are not shown, or by the order of the list.
  test('are those that are shown: digits behind them decide only where the rule says so', () => {
    const close = [['80.004'], ['80.001']] as const;
    const finer: Partial<ScoringRule> = { tieBreaks: ['digits'] };
    const setup = (list: readonly (readonly string[])[]) =>
      list.map((one) => one.map((mark) => mark.slice(0, 5)));
    expect(rowsOf(setup(close)).map(([, rank]) => rank)).toEqual([1, 1]);
    // india-ultimate/hub#568: 83/8 and 73/7 both shown as 10.4 were a tie that should be none.
    const eight = ['11', '10', '10', '10', '10', '11', '10', '11'];
    const seven = ['11', '10', '10', '11', '10', '10', '11'];
    const coarse = { average: 'mean', itemDigits: 1, areaDigits: 1, totalDigits: 1 } as const;
    expect(rowsOf([eight, seven], coarse).map(([, rank]) => rank)).toEqual([1, 1]);
    expect(rowsOf([eight, seven], { ...coarse, ...finer }).map(([id, rank]) => [id, rank])).toEqual([
      ['a2', 1],
      ['a1', 2],
    ]);
  });

  // euphwes/cubers.io#48: of equal results one got the better prize, by the order in the database.
  test('share a prize', () => {
    const prizes = [1, 1, 1].map((places, at) => ({ id: `p${at + 1}`, name: { zh: `${at}` }, places }));
    const ranks = rowsOf([['90'], ['90'], ['80']]).map(([, rank]) => rank as number);
    expect(ranks.map((rank) => prizeOfRank(rank, prizes)?.prize.id)).toEqual(['p1', 'p1', 'p3']);
  });

  // penguin-judge/PenguinJudge#139: equal scores of 0 got ranks of their own.
  test('of zero are a shared rank too', () => {
    expect(rowsOf([['0'], ['0'], ['1']])).toEqual([
      ['a3', 1, '1.00'],
      ['a1', 2, '0.00'],
      ['a2', 2, '0.00'],
    ]);
  });
});

describe('nothing is not zero', () => {
  // TabbycatDebate/tabbycat#69, SailScores/SailScores#26 and #34: an average of nothing was 0, and led or trailed a table.
  test('who has no score has no rank and stands behind a real zero', () => {
    expect(rowsOf([['0'], [], ['5']])).toEqual([
      ['a3', 1, '5.00'],
      ['a1', 2, '0.00'],
      ['a2', null, null],
    ]);
  });

  test('a routine score of 0 is a part of the total, one that is taken back is missing', () => {
    const weights = { onSite: '50', roadShow: '0', routine: '50' };
    const routine = (score: string | null, at: number): Given => [
      organiser,
      { type: 'scoreRoutine', reason: '更正', scores: [{ areaId: 'a1', score }] },
      at,
    ];
    expect(rowsOf([['80']], { weights }, routine('0', 100))).toEqual([['a1', 1, '40.00']]);
    const back = fullStandings(
      scoredTour(
        panelOf(1),
        [ruled({ weights }), ...castAll('a1', ['80']), routine('0', 100), routine(null, 200)],
        areasOf(1),
      ),
    );
    expect(back.areas[0]).toMatchObject({ routine: null, total: null, missing: ['routine'] });
  });

  // jpschewe/fll-sw#330, rdunlop/unicycling-registration#3158: judges without a mark were counted as zeros.
  test('absent judges are not dropped marks: of five with one absent the highest and lowest of four go', () => {
    const absent: Given = [judge('j5'), { type: 'castBallot', itemId: 'a1', marks: {}, abstains: 'absent' }];
    const tour = scoredTour(panelOf(5), [...castAll('a1', ['9', '8', '7', '1']), absent]);
    expect(fullStandings(tour).stops.a1).toEqual({ score: '7.50', ballots: 4 });
  });
});

describe('weights', () => {
  // SchneiderDaniel/cheasee-pi#577, career-ops-hq/career-ops#3738: weights of 0.8 and 0.95 pressed every score down.
  test.each([
    ['60', '20', '15'],
    ['60', '20', '20.000001'],
    ['33.3', '33.3', '33.3'],
  ])('of %s + %s + %s are refused: not 100', (onSite, roadShow, routine) => {
    expect(() => scoredTour(panelOf(1), [ruled({ weights: { onSite, roadShow, routine } })])).toThrow(
      'rule.weights',
    );
  });

  // SandeepVashishtha/Eventra#16899: weights that are all zero gave NaN.
  test('of kinds that are all zero give no score, never NaN', () => {
    const rows = rowsOf([['80'], ['70']], { onSite: { by: 'kind', weights: { '': '0' } as never } });
    expect(JSON.stringify(rows)).not.toContain('NaN');
  });

  // opendatahub-io/agent-eval-harness#130: a weighted mean that was not divided by its weights.
  test('of kinds are divided by their sum, whatever it is', () => {
    const onSite = (scale: string) => {
      const tour = scoredTour(panelOf(1), [
        ruled({ onSite: { by: 'kind', weights: { hall: scale, team: scale } } }),
        ...castAll('a1', ['90']),
        ...castAll('a2', ['60']),
      ]);
      return fullStandings(tour).areas[0]?.onSite;
    };
    expect(['0.000001', '1', '999999'].map(onSite)).toEqual(['75.00', '75.00', '75.00']);
  });
});

describe('rounding', () => {
  // IPTnet/ipt_connect#226: rules differ in where they round; both are there.
  test('is at each part or only at the end, as the rule says', () => {
    const weights = { onSite: '33.3', roadShow: '33.3', routine: '33.4' };
    const given = (roundParts: boolean) =>
      fullStandings(
        scoredTour(panelOf(1), [
          ruled({ weights, roundParts }),
          ...['a1', 'a2', 'talk-a'].flatMap((id) => castAll(id, ['33.35'])),
          [organiser, { type: 'scoreRoutine', scores: [{ areaId: 'a', score: '33.35' }] }],
        ]),
      ).areas[0]?.total;
    expect([given(false), given(true)]).toEqual(['33.35', '33.36']);
  });

  test('a half goes away from zero, below zero too, or to the even; and nothing is −0', () => {
    expect(['0.125', '-0.125', '-0.004', '-0.000001'].map((one) => rounded(one, 2, 'half-up'))).toEqual([
      ...['0.13', '-0.13', '0.00', '0.00'],
    ]);
    expect(
      ['0.125', '-0.125', '0.135', '-0.005'].map((one) => fractionRounded(fractionOf(one), 2, 'half-even')),
    ).toEqual([...['0.12', '-0.12', '0.14', '0.00']]);
    expect([0.04, -0.04, -0.05, 0, -3.25].map((one) => signedFigure(one, 1))).toEqual([
      '0.0',
      '0.0',
      '−0.1',
      '0.0',
      '−3.3',
    ]);
  });

  test('an exact third is no 0.333333: three of them are one', () => {
    const third = fractionQuotient(fractionOf('1'), fractionOf('3'));
    expect(compareFractions(fractionMean([third, third, third]), third)).toBe(0);
    expect(compareFractions(third, fractionOf('0.333333333333333333'))).toBe(1);
    expect(() => fractionQuotient(third, fractionOf('0'))).toThrow(RangeError);
  });
});

describe('points beyond what marks can give', () => {
  // FirstLegoLeague/fllscoring#257: negative totals are real: −10 is better than −20, and both than nothing.
  test('may take a total below 0 or above 100: it stands as it is, in its place', () => {
    expect(
      rowsOf([['5'], ['5'], ['99'], []], {}, points('a1', '-15'), points('a2', '-25.5'), points('a3', '7')),
    ).toEqual([
      ['a3', 1, '99.00'],
      ['a1', 2, '5.00'],
      ['a2', 2, '5.00'],
      ['a4', null, null],
    ]);
    expect(
      rowsOf([['5'], ['5'], ['99']], {}, points('a1', '-15'), points('a2', '-25.5'), points('a3', '7')),
    ).toEqual([
      ['a3', 1, '106.00'],
      ['a1', 2, '-10.00'],
      ['a2', 3, '-20.50'],
    ]);
  });

  test('that come to less than half a digit leave 0, not −0', () => {
    expect(rowsOf([['0']], {}, points('a1', '-0.004'))).toEqual([['a1', 1, '0.00']]);
  });
});
