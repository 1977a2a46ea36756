import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { standingsBefore } from '../../../shared/scoring/standings.ts';
import { evolve } from '../../../shared/tour/fold.ts';
import { emptyTour } from '../../../shared/tour/state.ts';
import { releasedLog } from '../../support/released-log.ts';

/** What the first release said of each log: by area its rank and score. */
const RELEASED = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../fixtures/released-results.json'), 'utf8'),
) as readonly string[];

const resultOf = (seed: number): string => {
  const tour = releasedLog(seed).reduce((before, event) => evolve(before, event, 1), emptyTour);
  const { by, rows, areas } = standingsBefore(tour, Number.POSITIVE_INFINITY, undefined);
  const parts = areas.map(({ onSite, roadShow }) => `${onSite}/${roadShow}`).join(' ');
  return `${by}: ${rows.map(({ areaId, rank, score }) => `${areaId} ${rank} ${score}`).join(', ')}; ${parts}`;
};

test('a log of the first release still comes to the result that it had', () => {
  expect(RELEASED.length).toBeGreaterThanOrEqual(200);
  RELEASED.forEach((said, at) => {
    expect(resultOf(at + 1), `log ${at + 1}`).toBe(said);
  });
});
