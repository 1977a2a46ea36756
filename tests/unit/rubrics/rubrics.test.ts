import { Check } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { compare, sum } from '../../../shared/decimal.ts';
import { rubricForKind } from '../../../shared/rubrics/by-kind.ts';
import {
  copyOf,
  emptyRubric,
  freeId,
  movedTo,
  withChanged,
  withCriterion,
  withoutCriterion,
} from '../../../shared/rubrics/editing.ts';
import {
  bestToTakeOver,
  differenceFrom,
  fullMarks,
  shareOf,
  tookOver,
  wantedAtFirst,
} from '../../../shared/rubrics/points.ts';
import { READY_KINDS, READY_RUBRICS } from '../../../shared/rubrics/ready.ts';
import { faultsOf, keepsBack } from '../../../shared/rubrics/rubric-faults.ts';
import type { Criterion, Rubric } from '../../../shared/tour/setup/rubric.ts';
import { checkSetup, Setup } from '../../../shared/tour/setup/setup.ts';
import { sampleSetup } from '../../support/sample-tour.ts';
import { seeded } from '../../support/seeded.ts';

const one = (id: string, max: string, weight = '1', rest: Partial<Criterion> = {}): Criterion => ({
  ...{ id, label: { zh: id }, min: '0', max, step: '0.1', weight },
  ...rest,
});
const rubric = (...criteria: Criterion[]): Rubric => ({ id: 'r', name: { zh: '表' }, criteria });
const kinds = (of: Rubric, wanted = '100') => faultsOf(of, wanted).map(({ kind }) => kind);

describe('points', () => {
  test('are the sum of the most of each criterion times its weight, exact', () => {
    expect(fullMarks([one('a', '10', '2.5'), one('b', '33.3'), one('c', '0.1', '3')])).toBe('58.6');
    expect(shareOf(one('a', '10', '3'), [one('a', '10', '3'), one('b', '70')])).toBe('30.0');
  });

  test('that do not add up are told with how much is off, which way, and what that is in per cent', () => {
    const criteria = [one('a', '10', '3.33'), one('b', '10', '3.33'), one('c', '10', '3.33')];
    expect(differenceFrom('100', criteria)).toEqual({
      ...{ now: '99.9', wanted: '100', off: '0.1', isShort: true, percent: '99.9' },
    });
    expect(kinds(rubric(...criteria))).toEqual(['points']);
    expect(faultsOf(rubric(...criteria), '100').some(keepsBack), 'it may be wanted so').toBe(false);
    expect(differenceFrom('99.9', criteria)).toBeUndefined();
    expect(differenceFrom('90', criteria)).toMatchObject({ off: '9.9', isShort: false, percent: '111.0' });
  });

  test('of 99.9 % become 100 % by one press, exactly, and never by taking a criterion away', () => {
    const criteria = [one('a', '10', '3.33'), one('b', '10', '3.34'), one('c', '10', '3.32')];
    const difference = differenceFrom('100', criteria);
    if (difference === undefined) throw new Error('They add up');
    const best = bestToTakeOver(criteria, difference);
    expect(best?.id).toBe('b');
    const mended = criteria.map((each) => (each === best ? (tookOver(each, difference) ?? each) : each));
    expect(fullMarks(mended)).toBe('100');
    expect(mended[1]).toMatchObject({ max: '10', weight: '3.35' });
    expect(tookOver(one('a', '20'), { ...difference, off: '20', isShort: false })).toBeUndefined();
    expect(tookOver(one('a', '3', '2'), { ...difference, off: '1', isShort: true })).toBeUndefined();
    expect(tookOver(one('a', '20'), { ...difference, off: '5', isShort: true })).toMatchObject({
      max: '25',
      weight: '1',
    });
  });

  test('what is wanted at first is what is there, where that is round', () => {
    expect(wantedAtFirst(rubric(one('a', '50')))).toBe('50');
    expect(wantedAtFirst(rubric(one('a', '99.9')))).toBe('100');
    expect(wantedAtFirst(rubric(one('a', 'x')))).toBe('100');
  });

  test.each([1, 2, 3, 4])('whoever takes a difference over makes it exact (seed %i)', (seed) => {
    const chance = seeded(seed);
    for (let run = 0; run < 200; run += 1) {
      const criteria = Array.from({ length: 1 + Math.floor(chance() * 8) }, (_, at) =>
        one(
          `c${at}`,
          String(1 + Math.floor(chance() * 40)),
          chance() < 0.5 ? '1' : (chance() * 5 + 0.1).toFixed(2),
        ),
      );
      const difference = differenceFrom('100', criteria);
      if (difference === undefined) continue;
      for (const each of criteria) {
        const after = tookOver(each, difference);
        if (after === undefined) continue;
        expect(fullMarks(criteria.map((other) => (other === each ? after : other)))).toBe('100');
      }
    }
  });
});

describe('faults of a rubric', () => {
  test('figures that are none, a range that is none, steps that never reach the most', () => {
    expect(faultsOf(rubric(one('a', '')), '100')).toEqual([
      { kind: 'no-figure', criterionId: 'a', field: 'max' },
    ]);
    expect(kinds(rubric(one('a', '5', '1', { min: '5' })), '5')).toEqual(['range']);
    expect(kinds(rubric(one('a', '100', '0')), '100')).toEqual(['zero', 'points']);
    expect(kinds(rubric(one('a', '100', '1', { step: '0' })))).toEqual(['zero']);
    const misses = faultsOf(rubric(one('a', '100', '1', { step: '0.3' })), '100');
    expect(misses).toEqual([
      { kind: 'step-misses', criterionId: 'a', field: 'step', min: '0', max: '100', step: '0.3' },
    ]);
    expect(misses.some(keepsBack)).toBe(false);
  });

  test('names: none, twice, of 40 characters, of 200', () => {
    const named = (zh: string) => rubric(one('a', '50', '1', { label: { zh } }), one('b', '50'));
    expect(kinds(named('  '))).toEqual(['label-missing']);
    expect(kinds(named('b'))).toEqual(['label-twice']);
    expect(kinds(named('名'.repeat(40)))).toEqual([]);
    expect(faultsOf(named('名'.repeat(200)), '100')).toEqual([
      { kind: 'label-long', criterionId: 'a', field: 'label', length: 200, most: 120 },
    ]);
    expect(kinds({ ...named('a'), name: { zh: '𠮷'.repeat(121) } })).toEqual(['long-name']);
    expect(kinds({ ...named('a'), name: { zh: '' } })).toEqual(['nameless']);
    expect(kinds(rubric(), '100')).toEqual(['empty']);
    expect(kinds(rubric(...Array.from({ length: 21 }, (_, at) => one(`c${at}`, '10'))), '210')).toEqual([
      'many',
    ]);
  });
});

describe('editing', () => {
  test('a new criterion is marked like the last one and has an id of its own', () => {
    const before = rubric(one('c01', '20', '2'), one('c03', '5'));
    const after = withCriterion(before);
    expect(after.criteria[2]).toMatchObject({ id: 'c04', max: '5', weight: '1', label: { zh: '' } });
    expect(withCriterion(withoutCriterion(after, 'c01')).criteria.map(({ id }) => id)).toEqual([
      'c03',
      'c04',
      'c05',
    ]);
    const changed = withChanged(before, one('c03', '7'));
    expect(changed.criteria.map(({ max }) => max)).toEqual(['20', '7']);
    expect(freeId('r', [{ id: 'r02' }])).toBe('r03');
    expect(emptyRubric([{ ...before, id: 'r01' }])).toMatchObject({ id: 'r02', criteria: [{ id: 'c01' }] });
    expect(copyOf(before, [before], { zh: '另一张' })).toEqual({
      ...before,
      id: 'r02',
      name: { zh: '另一张' },
    });
  });

  test('moving keeps all, and stops at the ends', () => {
    expect(movedTo(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(movedTo(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(movedTo(['a', 'b', 'c'], 0, 9)).toEqual(['b', 'c', 'a']);
    const list = ['a', 'b'];
    expect(movedTo(list, 0, -1)).toBe(list);
    expect(movedTo(list, 5, 0)).toBe(list);
  });
});

describe('rubrics to begin with', () => {
  test('30 items of work for stops, hardware and software, each rubric of 100 points without a fault', () => {
    const stops = READY_RUBRICS.filter(({ id }) => id !== 'talks').flatMap(({ criteria }) => criteria);
    expect(stops).toHaveLength(30);
    expect(stops.filter(({ label }) => label.zh.startsWith('硬件·'))).toHaveLength(15);
    for (const ready of READY_RUBRICS) {
      expect(faultsOf(ready, '100')).toEqual([]);
      expect(compare(sum(ready.criteria.map(({ weight }) => weight)), '10')).toBe(0);
    }
  });

  test('the set-up takes them, and every kind has its rubric', () => {
    const setup = {
      ...sampleSetup,
      stops: [],
      rubrics: [...READY_RUBRICS],
      kinds: READY_KINDS.map(({ id, name }) => ({ id, name })),
    };
    expect(Check(Setup, setup)).toBe(true);
    expect(checkSetup(setup)).toBeUndefined();
    for (const { rubricId } of READY_KINDS)
      expect(READY_RUBRICS.some(({ id }) => id === rubricId)).toBe(true);
  });
});

describe('the rubric of a kind', () => {
  const rubrics = { rubrics: [{ id: 'a' }, { id: 'b' }, { id: 'places' }] };
  const marked = (...stops: readonly { kindId: string; rubricId: string }[]) => ({
    rubrics,
    stops: { stops },
  });
  const of = (kindId: string, rubricId: string) => ({ kindId, rubricId });

  test('is the one that most of its stops have, else the one that is ready for it, else nobody knows', () => {
    expect(rubricForKind('k', marked(of('k', 'a'), of('k', 'b'), of('k', 'b'), of('x', 'a')))).toBe('b');
    expect(rubricForKind('k', marked(of('k', 'gone')))).toBeUndefined();
    expect(rubricForKind('institute', marked())).toBe('places');
    expect(rubricForKind('team', marked())).toBeUndefined();
    expect(rubricForKind('', marked(of('', 'a')))).toBeUndefined();
  });
});
