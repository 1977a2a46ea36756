import { describe, expect, test } from 'vitest';
import {
  type AreaStability,
  addedPlaces,
  chanceFrom,
  type PlaceCounts,
  type Places,
  panelDraw,
  stabilityOf,
} from '../../../shared/scoring/fairness/index.ts';
import { panelScores } from '../../../shared/scoring/fairness/panel-scores.ts';
import { placesOf } from '../../../shared/scoring/fairness/place-changes.ts';
import { redrawnTour } from '../../../shared/scoring/fairness/redrawn-tour.ts';
import { whoScored } from '../../../shared/scoring/fairness/who-scored.ts';
import { type SeatCounts, wholeMarks } from '../../../shared/scoring/fairness/whole-marks.ts';
import { evenedRows } from '../../../shared/scoring/fairness/whole-severity.ts';
import { basisOf, groupsEvened } from '../../../shared/scoring/results.ts';
import { standingsBefore } from '../../../shared/scoring/standings.ts';
import { editionOf, type ScoringRule } from '../../../shared/tour/judging/scoring-rule.ts';
import { emptyTour, type Tour } from '../../../shared/tour/state.ts';
import { demoTour, oneMarkSetup, tourOfMarks } from '../../support/fair-tour.ts';
import { afterSomeLeft, randomRule, randomTour } from '../../support/random-tour.ts';
import { seeded, whole } from '../../support/seeded.ts';

const drawOf = (tour: Tour) => {
  const draw = panelDraw(tour);
  if (draw === undefined) throw new Error('There is no panel');
  return draw;
};

/** Items' scores by whole numbers, as the bootstrap makes them. */
function wholeScores(tour: Tour, seats: SeatCounts, rule: ScoringRule) {
  const basis = basisOf(tour, Number.POSITIVE_INFINITY);
  const marks = basis && wholeMarks(basis);
  if (basis === undefined || marks === undefined) throw new Error('Whole numbers do not hold these marks');
  const evens = rule.severity.mode === 'z-score' && rule.countBy === 'ballot';
  const evened = evens ? evenedRows(marks, editionOf(rule))?.(seats) : undefined;
  if (evens && evened === undefined) throw new Error('Whole numbers do not hold these totals');
  return Object.fromEntries(groupsEvened(basis, panelScores(marks, seats, rule, evened)));
}

describe('places in whole numbers are those of the ranking', () => {
  test.each(Array.from({ length: 12 }, (_, index) => index + 1))('seed %i', (seed) => {
    const random = seeded(seed);
    for (let round = 0; round < 25; round += 1) {
      const rule = randomRule(random);
      const all = randomTour(random, rule);
      const tour = round % 3 === 0 ? afterSomeLeft(random, all) : all;
      const judgeIds = whoScored(tour);
      const unchanged = Int32Array.from(judgeIds, () => 1);
      const drawn = Int32Array.from(judgeIds, () => whole(random, 0, 3));
      for (const seats of [unchanged, drawn]) {
        const counts = new Map(judgeIds.map((id, at) => [id, seats[at] ?? 0]));
        const panel = seats === unchanged ? tour : redrawnTour(tour, counts);
        const standings = standingsBefore(panel, Number.POSITIVE_INFINITY, undefined);
        const shown = `seed ${seed}, round ${round}, ${JSON.stringify(rule)}`;
        expect(wholeScores(tour, seats, rule), shown).toEqual({ ...standings.stops, ...standings.talks });
        expect(drawOf(tour).placesWith(seats), shown).toEqual({
          by: standings.by,
          places: new Map(standings.rows.map(({ areaId, rank }) => [areaId, rank])),
        });
      }
    }
  });

  test('in the demo too, with every judge evened out', () => {
    const rule = { ...randomRule(seeded(1)), severity: { mode: 'z-score' }, countBy: 'ballot' } as const;
    const tour = demoTour(2022, { ...rule, itemDigits: 4, average: 'mean' });
    const seats = new Int32Array(52).map((_, at) => (at * 7) % 3);
    const counts = new Map(Object.keys(tour.judges).map((id, at) => [id, seats[at] ?? 0]));
    expect(drawOf(tour).placesWith(seats)).toEqual(placesOf(redrawnTour(tour, counts)));
  });

  test('marks that whole numbers do not hold go through the engine, with the same result', () => {
    const setup = oneMarkSetup(2, '999999.999999', '0.000001');
    const [rubric] = setup.rubrics;
    if (rubric === undefined) throw new Error('a rubric');
    const criteria = rubric.criteria.map((one) => ({ ...one, weight: '999999.999999' }));
    const rows = [
      ['123456.123456', '999999.999998'],
      ['999999.999999', '123456.123455'],
    ];
    const tour = tourOfMarks(rows, undefined, { ...setup, rubrics: [{ ...rubric, criteria }] });
    const basis = basisOf(tour, Number.POSITIVE_INFINITY);
    expect(basis && wholeMarks(basis)).toBeUndefined();
    for (const [seats, best] of [
      [[2, 1], 'a2'],
      [[1, 2], 'a1'],
    ] as const)
      expect([...drawOf(tour).placesWith(new Int32Array(seats)).places.keys()][0]).toBe(best);
  });
});

describe('resampled panels', () => {
  const close = tourOfMarks([
    [90, 80, 50],
    [80, 90, 50],
    [91, 80, 50],
    [80, 90, 50],
    [90, 81, 50],
  ]);

  test('the same seed draws the same panels, in however many steps they are drawn', () => {
    const { draw } = drawOf(close);
    const random = chanceFrom(5);
    const steps = [30, 50, 20].map((panels) => draw(panels, random));
    const together = steps.reduce((sum, step) => addedPlaces(sum, step));
    expect(together).toEqual(draw(100, chanceFrom(5)));
    expect(together).not.toEqual(draw(100, chanceFrom(6)));
  });

  test('counts are plain data that a worker can post', () => {
    const counts = drawOf(close).draw(10, chanceFrom(1));
    expect(structuredClone(counts)).toEqual(counts);
  });

  test('every panel gives each area a place', () => {
    const { panels, places } = drawOf(close).draw(200, chanceFrom(1));
    expect(panels).toBe(200);
    for (const counts of Object.values(places)) {
      expect(counts).toHaveLength(4);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(200);
    }
  });

  test('what all judges agree on stays; what they are divided on does not', () => {
    const draw = drawOf(close);
    const [first, second, last] = stabilityOf(draw.now, draw.draw(500, chanceFrom(1)));
    expect(last).toMatchObject({ areaId: 'a3', place: 3, keeps: 1, interval: { best: 3, worst: 3 } });
    expect(first?.keeps).toBeGreaterThan(0.5);
    expect(first?.keeps).toBeLessThan(0.95);
    expect(second).toMatchObject({ place: 2, interval: { best: 1, worst: 2 } });
  });

  test('the interval leaves at most 5 % of the panels out at each end', () => {
    const counts: PlaceCounts = {
      panels: 100,
      incomparable: 0,
      places: { a1: [5, 6, 84, 0, 5, 0], a2: [6, 0, 88, 0, 6, 0] },
    };
    const now: Places = {
      by: 'on-site',
      places: new Map([
        ['a1', 3],
        ['a2', 1],
      ]),
    };
    const [a1, a2]: readonly AreaStability[] = stabilityOf(now, counts);
    expect(a1).toMatchObject({ interval: { best: 2, worst: 3 }, keeps: 0.84 });
    expect(a2).toMatchObject({ interval: { best: 1, worst: 5 }, keeps: 0.06 });
  });

  test('panels that leave an area without a place count in no share; without any there is no figure', () => {
    const now: Places = {
      by: 'on-site',
      places: new Map([
        ['a1', 1],
        ['a2', null],
      ]),
    };
    const places = { a1: [5, 0, 5], a2: [0, 0, 10] };
    expect(stabilityOf(now, { panels: 10, incomparable: 0, places })).toEqual([
      { areaId: 'a1', place: 1, shares: [1, 0], interval: { best: 1, worst: 1 }, keeps: 1 },
      { areaId: 'a2', place: null, shares: [0, 0], interval: null, keeps: null },
    ]);
  });

  test('there is nothing to draw before the set-up and without judges', () => {
    expect(panelDraw(emptyTour)).toBeUndefined();
    expect(panelDraw(tourOfMarks([]))).toBeUndefined();
  });

  test('in the demo, the clear leader keeps the first place', () => {
    const draw = drawOf(demoTour());
    const [first] = stabilityOf(draw.now, draw.draw(50, chanceFrom(1)));
    expect(first).toMatchObject({ areaId: 'zhuxi', place: 1, keeps: 1 });
  });
});
