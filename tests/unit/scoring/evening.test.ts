import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { averageWords, evenedFigures } from '../../../client/organiser/result/origin-words.ts';
import { decide } from '../../../shared/commands.ts';
import { explainItem } from '../../../shared/scoring/explain.ts';
import { basisOf, evenBallots } from '../../../shared/scoring/results.ts';
import { evenedOut } from '../../../shared/scoring/severity.ts';
import { fullStandings, standingsBefore } from '../../../shared/scoring/standings.ts';
import { evolve } from '../../../shared/tour/fold.ts';
import { EDITION, PLAIN_RULE } from '../../../shared/tour/judging/scoring-rule.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { oracle } from '../../support/fraction-oracle.ts';
import { randomRule, randomTour } from '../../support/random-tour.ts';
import { castAll, type Given, panelOf, ruled, scoredSetup, scoredTour } from '../../support/scored-tour.ts';
import { pick, seeded, whole } from '../../support/seeded.ts';

const Wide = Big();
Wide.DP = 60;

/** `μ + σ·(x − μ_j)/σ_j` to six digits, by decimals of sixty. Rows are judges; undefined: no ballot. */
function byFormula(
  rows: readonly (readonly (string | undefined)[])[],
): readonly (readonly (string | undefined)[])[] {
  const spread = (values: readonly string[]) => {
    const mean = values.reduce((sum, one) => sum.plus(one), new Wide(0)).div(values.length);
    const squares = values.reduce((sum, one) => sum.plus(new Wide(one).minus(mean).pow(2)), new Wide(0));
    return { mean, deviation: squares.div(values.length).sqrt() };
  };
  const given = (row: readonly (string | undefined)[]) => row.flatMap((one) => one ?? []);
  const everybody = rows.flatMap(given);
  if (everybody.length === 0) return rows;
  const all = spread(everybody);
  return rows.map((row) => {
    const values = given(row);
    if (values.every((one) => new Wide(one).eq(values[0] ?? '0'))) return row;
    const own = spread(values);
    return row.map((one) =>
      one === undefined
        ? undefined
        : // The sixtieth digit is cut: at the fiftieth it is right again, and only then a half is a half.
          new Wide(
            all.mean.plus(all.deviation.times(new Wide(one).minus(own.mean)).div(own.deviation)).toFixed(50),
          )
            .round(6, 1)
            .toFixed(),
    );
  });
}

const evens = { severity: { mode: 'z-score' }, average: 'mean' } as const;
const scoresOf = ({ stops, talks }: ReturnType<typeof fullStandings>) =>
  Object.fromEntries(Object.entries({ ...stops, ...talks }).map(([id, { score }]) => [id, score]));

/** The talks are marked from 0 to 10, the stops from 0 to 100. */
const twoScales = {
  ...scoredSetup,
  talks: (scoredSetup.talks ?? []).map((talk) => ({ ...talk, rubricId: 'ten' })),
  rubrics: [
    ...scoredSetup.rubrics,
    {
      id: 'ten',
      name: { zh: '十分' },
      criteria: [{ id: 'm', label: { zh: '分' }, min: '0', max: '10', step: '1', weight: '1' }],
    },
  ],
};
const agreed: readonly Given[] = [
  ...castAll('a1', ['80', '80', '80']),
  ...castAll('b1', ['70', '70', '70']),
  ...castAll('a2', ['90', '90', '90']),
  ...castAll('b2', ['60', '60', '60']),
];

describe('judges are evened out among what is comparable', () => {
  test('who agree on every stop keep their marks, whatever some of them give for talks on another scale', () => {
    const tour = scoredTour(
      panelOf(3),
      [ruled(evens), ...agreed, ...castAll('talk-a', ['8', '8']), ...castAll('talk-b', ['8', '8'])],
      twoScales,
    );
    expect(scoresOf(fullStandings(tour))).toEqual({
      ...{ a1: '80.00', b1: '70.00', a2: '90.00', b2: '60.00' },
      ...{ 'talk-a': '8.00', 'talk-b': '8.00' },
    });
  });

  test('talks are not comparable with stops on the same scale either', () => {
    const tour = scoredTour(panelOf(3), [ruled(evens), ...agreed, ...castAll('talk-a', ['99', '98'])]);
    expect(scoresOf(fullStandings(tour))).toMatchObject({
      a1: '80.00',
      b1: '70.00',
      a2: '90.00',
      b2: '60.00',
    });
  });

  test('a rule of the first edition pools all rubrics, as it did', () => {
    const base = scoredTour(panelOf(3), [], twoScales);
    const old = evolve(base, { type: 'rule.set', rule: { ...PLAIN_RULE, ...evens } }, 50);
    const marked = (tour: Tour, itemId: string, judgeId: string, m: string) =>
      evolve(tour, { type: 'ballot.cast', itemId, judgeId, marks: { m } }, 100);
    const stops = [
      ['a1', '80'],
      ['b1', '70'],
      ['a2', '90'],
      ['b2', '60'],
    ] as const;
    let tour = old;
    for (const id of ['j1', 'j2', 'j3'])
      for (const [stop, mark] of stops) tour = marked(tour, stop, id, mark);
    for (const id of ['j1', 'j2'])
      for (const talk of ['talk-a', 'talk-b']) tour = marked(tour, talk, id, '8');
    // The figures that were seen.
    expect(scoresOf(fullStandings(tour))).toMatchObject({
      a1: '79.76',
      b1: '64.44',
      a2: '95.08',
      b2: '49.12',
    });
    // Set again by its name alone, the rule is counted by the newest edition.
    const [actor, command] = ruled(evens);
    if (command.type !== 'setScoringRule') throw new Error('a rule');
    const decision = decide(tour, { ...command, basedOnVersion: 1 }, { actor, nowUnixMs: 200 });
    const now = decision.ok ? decision.events.reduce((one, event) => evolve(one, event, 200), tour) : tour;
    expect(scoresOf(fullStandings(now))).toMatchObject({ a1: '80.00', b2: '60.00' });
  });

  test('explain shows the spreads of the same items only, and the formula comes to what counts', () => {
    const tour = scoredTour(
      panelOf(2),
      [
        ruled(evens),
        ...castAll('a1', ['70', '90']),
        ...castAll('b1', ['60', '100']),
        ...castAll('talk-a', ['3', '9']),
      ],
      twoScales,
    );
    const basis = basisOf(tour, Number.POSITIVE_INFINITY);
    const found = basis && explainItem(basis, 'a1');
    expect(found?.spreads?.all.mean).toBe('80.00000000000000000000');
    const own = found?.ballots.find(({ judgeId }) => judgeId === 'j1');
    // 80 + √250 · (70 − 65) ÷ 5
    expect(own?.counts).toBe('95.811388');
    expect(found && own && evenedFigures(found, own)).toBe('≈ 80 + 15.811 × (70 − 65) ÷ 5');
  });
});

describe('an evened total is the formula’s value with six digits, rounded once', () => {
  test.each(Array.from({ length: 10 }, (_, at) => at + 1))('seed %i', (seed) => {
    const random = seeded(seed * 104_729);
    for (let round = 0; round < 12; round += 1) {
      const digits = pick(random, [0, 1, 2, 6, 8]);
      const most = pick(random, [2, 100, 1_000]);
      const rows = Array.from({ length: whole(random, 1, 6) }, () =>
        Array.from({ length: 5 }, () =>
          random() < 0.15
            ? undefined
            : (whole(random, 0, most * 10 ** Math.min(digits, 6)) / 10 ** digits).toFixed(digits),
        ),
      );
      const items = Array.from({ length: 5 }, (_, item) =>
        rows.flatMap((row, at) => {
          const total = row[item];
          return total === undefined ? [] : [{ judgeId: `j${at}`, marks: {}, total }];
        }),
      );
      const expected = byFormula(rows);
      const evened = evenedOut(items, EDITION);
      evened.forEach((ballots, item) => {
        for (const { judgeId, total } of ballots)
          expect(new Big(total).toFixed(), `seed ${seed}, round ${round}, ${JSON.stringify(rows)}`).toBe(
            new Big(expected[Number(judgeId.slice(1))]?.[item] ?? 'NaN').toFixed(),
          );
      });
    }
  });

  test('exact halves of the last digit go away from zero, and numbers that no double holds are right', () => {
    const one = (list: readonly string[]) =>
      list.map((total, at) => ({ judgeId: `j${at}`, marks: {}, total }));
    // Deviations 1 and 7 units of the seventh place around 10 make 5 together: exact halves of the sixth.
    const halves = evenedOut([one(['10.0000001', '10.0000007']), one(['9.9999999', '9.9999993'])], EDITION);
    expect(halves.map((ballots) => ballots.map(({ total }) => total))).toEqual([
      ['10.000001', '10.000001'],
      ['10', '10'],
    ]);
    const rows = [
      ['123456123456.123456', '123456123999.5'],
      ['1', '2.75'],
    ];
    const columns = [0, 1].map((item) => one(rows.map((row) => row[item] ?? '')));
    const huge = evenedOut(columns, EDITION).map((ballots) => ballots.map(({ total }) => total));
    const formula = byFormula(rows);
    expect(huge).toEqual([0, 1].map((item) => formula.map((row) => row[item])));
  });
});

test('scores of evened totals are those of exact fractions, over all rules', () => {
  const random = seeded(31_337);
  for (let round = 0; round < 150; round += 1) {
    const rule = { ...randomRule(random), severity: { mode: 'z-score' }, countBy: 'ballot' } as const;
    const tour = randomTour(random, rule);
    const basis = basisOf(tour, Number.POSITIVE_INFINITY);
    const even = basis && evenBallots(basis);
    const said = standingsBefore(tour, Number.POSITIVE_INFINITY, undefined);
    const expected = oracle(
      tour,
      rule,
      (itemId, judgeId) => even?.get(itemId)?.find((one) => one.judgeId === judgeId)?.total ?? 'NaN',
    );
    expect(
      { by: said.by, ranks: said.rows.map(({ areaId, rank }) => [areaId, rank]) },
      JSON.stringify(rule),
    ).toEqual({
      by: expected.by,
      ranks: expected.areas.map(({ areaId, rank }) => [areaId, rank]),
    });
  }
});

describe('judges evened out and criteria averaged', () => {
  const both = { ...evens, countBy: 'criterion' } as const;

  test('is refused, with a sentence that says what to do', () => {
    expect(() => scoredTour(panelOf(2), [ruled(both)])).toThrow('rule.severity-by-criterion');
  });

  test('in a rule of the first edition counts as it did, and explain says what was really done', () => {
    const [, command] = ruled(both);
    if (command.type !== 'setScoringRule') throw new Error('a rule');
    const base = scoredTour(panelOf(2), [...castAll('a1', ['70', '90']), ...castAll('b1', ['60', '100'])]);
    const tour = evolve(base, { type: 'rule.set', rule: command.rule }, 150);
    const plain = scoredTour(panelOf(2), [
      ruled({ average: 'mean', countBy: 'criterion' }),
      ...castAll('a1', ['70', '90']),
      ...castAll('b1', ['60', '100']),
    ]);
    expect(fullStandings(tour).stops).toEqual(fullStandings(plain).stops);
    const basis = basisOf(tour, Number.POSITIVE_INFINITY);
    const found = basis && explainItem(basis, 'a1');
    expect(found?.spreads).toBeUndefined();
    expect(found?.ballots.map(({ total, counts }) => [total, counts])).toEqual([
      ['70', '70'],
      ['90', '90'],
    ]);
    expect(found && basis && averageWords(found, basis.rule, 'en').join(' ')).not.toContain('evened out');
  });
});

test('a judge’s only ballot keeps its marks, and nothing comes of nothing', () => {
  const tour = scoredTour(panelOf(2), [ruled(evens), ...castAll('a1', ['70', '90'])]);
  expect(scoresOf(fullStandings(tour))).toEqual({ a1: '80.00' });
  expect(evenedOut([], EDITION)).toEqual([]);
  expect(evenedOut([[], []], 1)).toEqual([[], []]);
});
