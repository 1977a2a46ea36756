import { describe, expect, test } from 'vitest';
import { explainArea } from '../../../shared/scoring/explain.ts';
import { decideFinaliseResult, missingForFinal, resultOf } from '../../../shared/scoring/final/finalising.ts';
import { recomputed, resultFile } from '../../../shared/scoring/result-file.ts';
import { basisOf } from '../../../shared/scoring/results.ts';
import { fullStandings, publicStandings } from '../../../shared/scoring/standings.ts';
import type { ScoringRule } from '../../../shared/tour/judging/scoring-rule.ts';
import type { Setup } from '../../../shared/tour/setup/setup.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import {
  castAll,
  type Given,
  organiser,
  panelOf,
  ruled,
  scoredSetup,
  scoredTour,
} from '../../support/scored-tour.ts';

const reason = { zh: '道路中断' };
const cancel = (itemId: string, at = 100): Given => [
  organiser,
  { type: 'cancelStop', itemId, reason, isReasonPublic: true },
  at,
];
const withdraw = (areaId: string, at = 100): Given => [
  organiser,
  { type: 'withdrawArea', areaId, reason, isReasonPublic: true },
  at,
];
const lock = (...itemIds: readonly string[]): Given[] =>
  itemIds.map((itemId) => [organiser, { type: 'lockItem', itemId }]);
/** Scores of items by their one judge. */
const scored = (scores: Readonly<Record<string, string>>): Given[] =>
  Object.entries(scores).flatMap(([itemId, score]) => castAll(itemId, [score]));
const ALL = { a1: '90', a2: '80', b1: '70', b2: '60' };
const tourOf = (given: readonly Given[], rule: Partial<ScoringRule> = {}, setup?: Setup): Tour =>
  scoredTour(panelOf(1), [ruled(rule), ...given], setup);
const placesOf = (tour: Tour) =>
  fullStandings(tour).rows.map(({ areaId, rank, score }) => [areaId, rank, score]);

describe('a cancelled stop', () => {
  test('is neither zero nor missing: the mean is that of the others', () => {
    const tour = tourOf([...scored(ALL), cancel('a2')]);
    expect(placesOf(tour)).toEqual([
      ['a', 1, '90.00'],
      ['b', 2, '65.00'],
    ]);
    const row = fullStandings(tour).rows[0];
    expect([row?.scoredStops, row?.stops]).toEqual([1, 1]);
    expect(Object.keys(fullStandings(tour).stops)).toEqual(['a1', 'b1', 'b2']);
    expect(fullStandings(tour).by).toBe('total');
  });

  test('of which there are no ballots leaves an area with nothing missing', () => {
    const tour = tourOf([
      ...scored({ a1: '90', b1: '70', b2: '60' }),
      cancel('a2'),
      ...lock('a1', 'b1', 'b2'),
    ]);
    expect(missingForFinal(tour)).toEqual([]);
    expect(decideFinaliseResult(tour)).toMatchObject({ ok: true });
  });

  test('counts again with its ballots once it is restored', () => {
    const back: Given = [organiser, { type: 'restoreStop', itemId: 'a2' }, 200];
    expect(fullStandings(tourOf([...scored(ALL), cancel('a2'), back]))).toEqual(
      fullStandings(tourOf(scored(ALL))),
    );
  });

  test('evens nobody out: judges and groups are evened without it', () => {
    for (const severity of [{ mode: 'z-score' }, { mode: 'group', by: 'day' }] as const) {
      const rest: Setup = { ...scoredSetup, stops: scoredSetup.stops.filter(({ id }) => id !== 'a2') };
      const { a2: _a2, ...others } = ALL;
      const cancelled = fullStandings(tourOf([...scored(ALL), cancel('a2')], { severity }));
      expect(cancelled).toEqual(fullStandings(tourOf(scored(others), { severity }, rest)));
    }
  });

  test('a talk likewise: the road-show is made of the others, and where none is left that is said', () => {
    const weights = { onSite: '60', roadShow: '40', routine: '0' };
    const rule = { weights };
    const given = [...scored({ ...ALL, 'talk-a': '50', 'talk-b': '50' }), cancel('talk-a')];
    const tour = tourOf([...given, ...lock(...Object.keys(ALL), 'talk-b')], rule);
    expect(missingForFinal(tour)).toEqual([{ kind: 'fallen-out', areaId: 'a', parts: ['roadShow'] }]);
    expect(decideFinaliseResult(tour)).toMatchObject({ ok: false, code: 'result.fallen-out' });
    const two = {
      id: 'talk-a2',
      name: { zh: 'a' },
      areaId: 'a',
      day: 1,
      plannedAt: '08:00',
      rubricId: 'one',
    };
    const setup: Setup = { ...scoredSetup, talks: [...(scoredSetup.talks ?? []), two] };
    const more = tourOf([...given, ...castAll('talk-a2', ['70'])], rule, setup);
    expect(fullStandings(more).areas[0]).toMatchObject({ roadShow: '70.00', total: '79.00', missing: [] });
  });

  test('all stops of an area: what is missing says that nothing is left, beside what is only missing', () => {
    const weights = { onSite: '60', roadShow: '0', routine: '40' };
    const tour = tourOf([...scored(ALL), cancel('a1'), cancel('a2'), ...lock('b1', 'b2')], { weights });
    expect(missingForFinal(tour)).toEqual([
      { kind: 'fallen-out', areaId: 'a', parts: ['onSite'] },
      { kind: 'parts', areaId: 'a', parts: ['routine'] },
      { kind: 'parts', areaId: 'b', parts: ['routine'] },
    ]);
  });

  test('after a freeze moves nothing of what is frozen', () => {
    const before = tourOf(scored(ALL));
    const frozen = (tour: Tour) =>
      publicStandings({ ...tour, visibility: { mode: 'frozen', fromUnixMs: 150 } });
    const after = tourOf([...scored(ALL), cancel('a2', 150), withdraw('b', 160)]);
    expect(frozen(after)).toEqual(frozen(before));
    expect(placesOf(after)).not.toEqual(placesOf(before));
  });
});

describe('an area that withdraws', () => {
  test('stands behind the others without a place, and its prize passes on', () => {
    const tour = tourOf([...scored(ALL), withdraw('a')]);
    expect(fullStandings(tour).rows).toMatchObject([
      { areaId: 'b', rank: 1, score: '65.00' },
      { areaId: 'a', rank: null, score: null, withdrawn: true },
    ]);
    const result = resultOf(tour, fullStandings(tour));
    expect(result?.rows.map(({ areaId, prizeId }) => [areaId, prizeId])).toEqual([['b', 'first']]);
  });

  test('is awaited by nobody: neither its stops nor its parts are missing', () => {
    const tour = tourOf([...scored({ a1: '90', b1: '70', b2: '60' }), withdraw('a'), ...lock('b1', 'b2')]);
    expect(missingForFinal(tour)).toEqual([]);
    expect(fullStandings(tour).by).toBe('total');
    expect(decideFinaliseResult(tour)).toMatchObject({ ok: true });
  });

  test('counts in nothing of the others: they are evened out as if it had not been there', () => {
    const severity = { mode: 'group', by: 'kind' } as const;
    const setup: Setup = {
      ...scoredSetup,
      areas: scoredSetup.areas.filter(({ id }) => id === 'b'),
      stops: scoredSetup.stops.filter(({ areaId }) => areaId === 'b'),
      talks: [],
    };
    const tour = tourOf([...scored(ALL), withdraw('a')], { severity });
    const alone = tourOf(scored({ b1: '70', b2: '60' }), { severity }, setup);
    expect(placesOf(tour)[0]).toEqual(placesOf(alone)[0]);
  });

  test('stays ranked with what it has where the rule says so, and what it lacks adds nothing', () => {
    const weights = { onSite: '60', roadShow: '40', routine: '0' };
    const rule: Partial<ScoringRule> = { weights, withdrawn: 'ranked', tieBreaks: ['digits'] };
    const tour = tourOf([...scored({ a1: '90', b1: '70', b2: '60', 'talk-b': '50' }), withdraw('a')], rule);
    // 0.6·90; 0.6·65 + 0.4·50
    expect(fullStandings(tour).rows).toMatchObject([
      { areaId: 'b', rank: 1, score: '59.00' },
      { areaId: 'a', rank: 2, score: '54.00', withdrawn: true, stops: 2, scoredStops: 1 },
    ]);
    const tied = tourOf([...scored({ a1: '90', b1: '65', b2: '55', 'talk-b': '45' }), withdraw('a')], rule);
    expect(fullStandings(tied).rows.map(({ rank, score }) => [rank, score])).toEqual([
      [1, '54.00'],
      [1, '54.00'],
    ]);
    expect(missingForFinal(tour).filter(({ kind }) => kind !== 'open-items')).toEqual([]);
    const basis = basisOf(tour, Number.POSITIVE_INFINITY);
    expect(basis && explainArea(basis, 'a')?.result).toMatchObject({ withdrawn: true, missing: [] });
  });

  test('that has nothing yet has no place by either rule, and holds up nobody', () => {
    for (const withdrawn of ['out', 'ranked'] as const) {
      const tour = tourOf([...scored({ b1: '70', b2: '60' }), withdraw('a'), ...lock(...Object.keys(ALL))], {
        withdrawn,
      });
      expect(fullStandings(tour)).toMatchObject({
        by: 'total',
        rows: [
          { areaId: 'b', rank: 1 },
          { areaId: 'a', rank: null, withdrawn: true },
        ],
      });
      expect(decideFinaliseResult(tour)).toMatchObject({ ok: true });
    }
  });

  test('is where it was once it is readmitted', () => {
    const back: Given = [organiser, { type: 'readmitArea', areaId: 'a' }, 200];
    expect(fullStandings(tourOf([...scored(ALL), withdraw('a'), back]))).toEqual(
      fullStandings(tourOf(scored(ALL))),
    );
  });
});

test('a result file says what fell out, and is counted again to the same; one in which nothing did is as it was', () => {
  const tour = tourOf([...scored(ALL), cancel('a2'), withdraw('b')]);
  const file = resultFile(tour, 1_000);
  if (file === undefined) throw new Error('there is a set-up');
  const { rows, ...rest } = fullStandings(tour);
  expect(recomputed(JSON.parse(JSON.stringify(file)))).toEqual({
    ...rest,
    rows: rows.map((row) => ({ ...row, change: null })),
  });
  expect(Object.keys(resultFile(tourOf(scored(ALL)), 1_000)?.tour ?? {})).not.toContain('cancellations');
});
