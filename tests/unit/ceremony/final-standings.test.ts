import { expect, test } from 'vitest';
import { fullStandings } from '../../../shared/scoring/standings.ts';
import { BEGIN_UNIX_MS, given } from '../decide/scenario.ts';
import { by, finalTour } from './meeting.ts';

/** The given steps of a final tour are over by then, ms. */
const NOON = BEGIN_UNIX_MS + 60_000;

test('a final result has no movement: arrows would tell of ranks that were never public', () => {
  const before = finalTour({ a: '90', b: '80' });
  const { final, ...rest } = given([[by.organiser, { type: 'reopenResult', reason: '补分' }]], before);
  const overtaken = {
    ...rest,
    final,
    days: { 1: { begunAt: NOON } },
    adjustments: {
      ...rest.adjustments,
      later: { id: 'later', areaId: 'b', points: '20', reason: '补分', at: NOON + 1 },
    },
  };
  expect(fullStandings(overtaken).rows.map(({ areaId, change }) => [areaId, change])).toEqual([
    ['b', 1],
    ['a', -1],
  ]);
  const changes = fullStandings({ ...overtaken, final: before.final }).rows.map(({ change }) => change);
  expect(changes).toEqual([null, null]);
});
