import { describe, expect, test } from 'vitest';
import {
  FEWEST_BALLOTS,
  markTable,
  type Pattern,
  type PatternKind,
  patternsIn,
} from '../../../shared/scoring/fairness/index.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import {
  cast,
  demoTour,
  judgesNumbered,
  oneMarkSetup,
  tourOfMarks,
  tourWith,
} from '../../support/fair-tour.ts';
import { seeded, whole } from '../../support/seeded.ts';

const patternsOf = (tour: Tour): readonly Pattern[] => patternsIn(markTable(tour));
const numbers = (count: number, mark: (index: number) => number | null) =>
  Array.from({ length: count }, (_, index) => mark(index));

/** Four judges who mark as they please, after the one in question. */
function among(odd: readonly (number | null)[], seed = 7): Tour {
  const random = seeded(seed);
  const ordinary = Array.from({ length: 4 }, () => odd.map(() => whole(random, 700, 950) / 10));
  return tourOfMarks([odd, ...ordinary]);
}

describe('marks that look patterned', () => {
  test('all totals equal: which, from where on, how many', () => {
    expect(patternsOf(among(numbers(20, (index) => (index < 5 ? 70 + index * 3 : 85))))).toMatchObject([
      { judgeId: 'j1', kind: 'same-totals', firstItemId: 's6', lastItemId: 's20', ballots: 15 },
    ]);
  });

  test('a strict alternation of two totals', () => {
    expect(patternsOf(among(numbers(16, (index) => (index % 2 === 0 ? 80 : 90))))).toMatchObject([
      { judgeId: 'j1', kind: 'alternating', firstItemId: 's1', lastItemId: 's16', ballots: 16 },
    ]);
  });

  test.each<[PatternKind, number]>([
    ['rising', 1],
    ['falling', -1],
  ])('marks that are only ever %s along the itinerary', (kind, way) => {
    expect(patternsOf(among(numbers(24, (index) => 80 + way * index * 0.5)))).toMatchObject([
      { judgeId: 'j1', kind, firstItemId: 's1', lastItemId: 's24', ballots: 24 },
    ]);
  });

  test('a stop that the judge did not score does not interrupt a run', () => {
    expect(patternsOf(among(numbers(20, (index) => (index === 9 ? null : 85))))).toMatchObject([
      { kind: 'same-totals', ballots: 19 },
    ]);
  });

  test('the same mark for every criterion', () => {
    const setup = oneMarkSetup(14);
    const [one] = setup.rubrics;
    const criterion = one?.criteria[0];
    if (one === undefined || criterion === undefined) throw new Error('a rubric');
    const criteria = ['x', 'y', 'z'].map((id) => ({ ...criterion, id, ...(id === 'z' && { max: '50' }) }));
    const random = seeded(3);
    const ballots = Object.fromEntries(
      setup.stops.map(({ id }) => {
        const even = whole(random, 60, 95);
        const own = () => String(whole(random, 60, 95));
        const flat = cast({ x: String(even), y: String(even), z: String(even / 2) });
        const other = () => cast({ x: own(), y: own(), z: String(Number(own()) / 2) });
        return [id, { j1: flat, j2: other(), j3: other() }];
      }),
    );
    const tour = tourWith({ ...setup, rubrics: [{ ...one, criteria }] }, judgesNumbered(3), ballots);
    expect(patternsOf(tour)).toMatchObject([{ judgeId: 'j1', kind: 'flat', ballots: 14 }]);
  });

  test('what everybody does is no pattern of one judge', () => {
    const rising = Array.from({ length: 6 }, (_, judge) => numbers(20, (index) => 60 + judge + index));
    expect(patternsOf(tourOfMarks(rising))).toEqual([]);
    const level = Array.from({ length: 6 }, () => numbers(20, () => 80));
    expect(patternsOf(tourOfMarks(level))).toEqual([]);
  });

  test('fewer than eight ballots say nothing', () => {
    expect(patternsOf(among(numbers(FEWEST_BALLOTS - 1, () => 85)))).toEqual([]);
  });

  test('whole marks out of five, where equal ones are common, raise no alarm', () => {
    const random = seeded(11);
    const coarse = Array.from({ length: 12 }, () => numbers(40, () => whole(random, 3, 5)));
    expect(patternsOf(tourOfMarks(coarse, undefined, oneMarkSetup(40, '5', '1')))).toEqual([]);
  });

  test.each([2022, 1, 2, 3, 4, 5])(
    'the demo, seed %i: the judge of flat marks is found, at most two others are',
    (seed) => {
      const found = patternsOf(demoTour(seed));
      expect(found).toContainEqual(
        expect.objectContaining({ judgeId: 'j23', kind: 'flat', firstItemId: 's01' }),
      );
      const others = new Set(found.map(({ judgeId }) => judgeId).filter((id) => id !== 'j23'));
      expect([...others].length).toBeLessThanOrEqual(2);
    },
  );
});
