import { describe, expect, test } from 'vitest';
import type { LoggedEvent } from '../../server/live/log/logged.ts';
import { publicStandings, standingsBefore } from '../../shared/scoring/standings.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import type { Visibility } from '../../shared/tour/visibility.ts';
import { contestStep, richBeginning } from '../support/contest-steps.ts';
import { foldOf, logOf } from '../support/history-of.ts';
import { seeded, whole } from '../support/seeded.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const STEPS = 160;

const foldedOf = (events: readonly LoggedEvent[]): Tour =>
  events.reduce((tour, { event, at }) => evolve(tour, event, at), emptyTour);

const boardAt = (tour: Tour, fromUnixMs: number): string =>
  JSON.stringify(publicStandings({ ...tour, visibility: { mode: 'frozen', fromUnixMs } }));

/** A history in which everything changes that results may rest on. */
const history = (seed: number) => logOf(seeded(seed), richBeginning, contestStep, STEPS);

describe('a frozen board', () => {
  test.each(SEEDS)('keeps every byte, whatever happens from its instant on (seed %i)', (seed) => {
    const events = history(seed);
    const random = seeded(seed + 100);
    for (let round = 0; round < 6; round += 1) {
      const begun = whole(random, 2, events.length - 1);
      const frozen = events.slice(0, begun);
      const from = (events[begun]?.at ?? 0) - whole(random, 0, 1) * 500;
      const visibility: Visibility = { mode: 'frozen', fromUnixMs: from };
      let tour: Tour = { ...foldedOf(frozen), visibility };
      const board = JSON.stringify(publicStandings(tour));
      for (const { event, at, seq } of events.slice(begun)) {
        tour = evolve(tour, event, at);
        expect(JSON.stringify(publicStandings(tour)), `after ${event.type} (${seq})`).toBe(board);
      }
    }
  });

  test.each(SEEDS)('of an instant that is past is what stood there just before it (seed %i)', (seed) => {
    const events = history(seed);
    const random = seeded(seed + 200);
    const tour = foldedOf(events);
    for (let round = 0; round < 12; round += 1) {
      const from = events[whole(random, 0, events.length - 1)]?.at ?? 0;
      const then = foldedOf(events.filter(({ at }) => at < from));
      expect(boardAt(tour, from)).toBe(
        boardAt(then, Number.MAX_SAFE_INTEGER).replace(/"fromUnixMs":\d+/, `"fromUnixMs":${from}`),
      );
      const since = whole(random, 0, from);
      expect(standingsBefore(tour, from, since)).toEqual(
        standingsBefore(then, Number.POSITIVE_INFINITY, since),
      );
    }
  });

  test.each(SEEDS)('is the same after a restart (seed %i)', (seed) => {
    const events = history(seed);
    const [tour, again] = [foldedOf(events), foldOf(events).tour];
    for (const { at } of events.filter((_, index) => index % 9 === 0))
      expect(boardAt(again, at)).toBe(boardAt(tour, at));
  });

  test('is put to the test: these histories change all that results rest on, while there are scores', () => {
    const events = SEEDS.flatMap((seed) => history(seed));
    const types = new Set(events.map(({ event }) => event.type));
    expect([...types]).toEqual(
      expect.arrayContaining([
        'tour.setUp',
        'stop.revised',
        'judge.appointed',
        'judge.dismissed',
        'rule.set',
        'ballot.amended',
        'area.adjusted',
        'adjustment.revoked',
        'routine.scored',
        'day.begun',
        'stop.cancelled',
        'stop.restored',
        'area.withdrawn',
        'area.readmitted',
      ]),
    );
    const last = foldedOf(history(1));
    const boards = new Set(history(1).map(({ at }) => boardAt(last, at).replace(/"fromUnixMs":\d+/, '')));
    expect(boards.size).toBeGreaterThan(20);
  });
});
