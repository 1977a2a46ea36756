import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { veiled } from '../../client/organiser/frame/veil.ts';
import { evolve } from '../../shared/tour/fold.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { emptyTour } from '../../shared/tour/state.ts';
import { randomLog } from '../support/history-of.ts';
import { seeded } from '../support/seeded.ts';

const PAGE = join(import.meta.dirname, '../../client/organiser');

/** The same tour with other marks, comments, scores for routine work and points: others stand elsewhere. */
const otherwise = (tour: Tour): Tour => ({
  ...tour,
  ballots: Object.fromEntries(
    Object.entries(tour.ballots).map(([itemId, ballots]) => [
      itemId,
      Object.fromEntries(
        Object.entries(ballots).map(([judgeId, ballot]) => {
          const marks = { work: '1.5', show: '3' };
          const earlier = ballot.earlier.map((one) => ({ ...one, marks, comment: '别的话' }));
          return [judgeId, { ...ballot, marks, earlier, comment: '别的话' }];
        }),
      ),
    ]),
  ),
  routine: { fang: [{ at: 1, value: '12.34' }] },
  adjustments: {},
  final: tour.final && {
    ...tour.final,
    rows: tour.final.rows.map((row, at, rows) => ({
      ...row,
      areaId: rows.at(-1 - at)?.areaId ?? '',
      score: '1',
    })),
  },
});

describe('in stealth', () => {
  test.each([1, 2, 3, 4])('tours that differ in who stands where are one tour (seed %i)', (seed) => {
    const tour = randomLog(seeded(seed), 150).reduce(
      (before, { event, at }) => evolve(before, event, at),
      emptyTour,
    );
    expect(Object.keys(tour.ballots).length).toBeGreaterThan(0);
    const other = otherwise(tour);
    expect(other.ballots).not.toEqual(tour.ballots);
    expect(JSON.stringify(veiled(other))).toBe(JSON.stringify(veiled(tour)));
  });

  test('who has scored what stays: which judge, when, and how often it was changed', () => {
    const tour = randomLog(seeded(5), 150).reduce(
      (before, { event, at }) => evolve(before, event, at),
      emptyTour,
    );
    for (const [itemId, ballots] of Object.entries(tour.ballots))
      for (const [judgeId, { version, castAt, abstains, earlier }] of Object.entries(ballots)) {
        const seen = veiled(tour).ballots[itemId]?.[judgeId];
        expect([seen?.version, seen?.castAt, seen?.abstains, seen?.earlier.length]).toEqual([
          ...[version, castAt, abstains, earlier.length],
        ]);
      }
  });

  test('parts of the page are made of the veiled tour: none but these goes round it', () => {
    // They count ballots, or ask whether there is a set-up, whether anything is missing, whether the public sees totals.
    const MAY = [
      'OrganiserPage.svelte',
      'ceremony/hall/Hall.svelte',
      // What a judge's or an area's going touches.
      'day/AreasDialog.svelte',
      'day/JudgesDialog.svelte',
      'desk.svelte.ts',
      'now/Decisions.svelte',
      // What another judge's coming touches.
      'people/NewPeople.svelte',
      'places/Bar.svelte',
      'scores/ScoringNotices.svelte',
    ];
    const found = readdirSync(PAGE, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.(ts|svelte)$/.test(file) && /\bstore\.tour\b/.test(readFileSync(join(PAGE, file), 'utf8')),
    );
    expect(found.toSorted()).toEqual(MAY);
  });
});
