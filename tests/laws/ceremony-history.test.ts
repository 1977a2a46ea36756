import { expect, test } from 'vitest';
import { viewOf } from '../../shared/audience.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { richBeginning } from '../support/contest-steps.ts';
import { ceremonyStep } from '../support/history-ceremony.ts';
import { logOf } from '../support/history-of.ts';
import { seeded } from '../support/seeded.ts';

const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1);

/** Ids of the areas that somebody is told places of. */
const areasIn = (revealed: readonly { readonly areas?: readonly { readonly areaId: string }[] }[] = []) =>
  revealed.flatMap(({ areas }) => areas?.map(({ areaId }) => areaId) ?? []);

/** The ceremonies of a random history, event by event. */
function* history(
  seed: number,
): Generator<{ readonly before: Tour; readonly tour: Tour; readonly type: string }> {
  let tour: Tour = emptyTour;
  for (const { event, at } of logOf(seeded(seed), richBeginning, ceremonyStep, 400)) {
    const before = tour;
    tour = evolve(tour, event, at);
    yield { before, tour, type: event.type };
  }
}

test.each(SEEDS)(
  'everybody is told of no place that the hall has not seen, until all is opened (seed %i)',
  (seed) => {
    let seen = new Set<string>();
    for (const { tour, type } of history(seed)) {
      if (type === 'ceremony.begun' || type === 'result.finalised') seen = new Set();
      for (const areaId of areasIn(tour.ceremony?.picture.revealed)) seen.add(areaId);
      if (type !== 'ceremony.told' || tour.told?.state === 'opened') continue;
      for (const areaId of areasIn(tour.told?.revealed))
        expect([seed, areaId, seen.has(areaId)]).toEqual([seed, areaId, true]);
    }
  },
);

test('such histories do reveal, tell, stop and open', () => {
  const met = new Set<string>();
  for (const seed of SEEDS)
    for (const { tour, type } of history(seed)) {
      met.add(type);
      if (type === 'ceremony.told') met.add(`told ${tour.told?.state}`);
      if (areasIn(tour.told?.revealed).length > 0) met.add('an area is told');
    }
  for (const wanted of ['told running', 'told ended', 'told stopped', 'told opened', 'an area is told'])
    expect(met).toContain(wanted);
});

test.each(SEEDS)('while a result is final, what is counted is what is final (seed %i)', (seed) => {
  for (const { before, tour, type } of history(seed)) {
    // Nothing that results rest on is another object: the parts are compared, not the sums.
    if (before.final === null || tour.final === null || type === 'clock.settled') continue;
    for (const part of ['ballots', 'rules', 'locks', 'routine', 'adjustments', 'judges', 'panel'] as const)
      expect([seed, type, part, before[part] === tour[part]]).toEqual([seed, type, part, true]);
  }
});

test.each(SEEDS)(
  'the hall, presenters and the public hold nothing of the final result itself (seed %i)',
  (seed) => {
    for (const { tour } of history(seed))
      for (const audience of [
        'public',
        'screen',
        'presenter',
        'editor:qinchu',
        'judge:j1',
        'area:fang',
      ] as const) {
        const view = viewOf(tour, audience);
        expect([view.final, view.reopenings]).toEqual([null, []]);
        if (audience !== 'presenter') expect(view.programme).toBeNull();
        if (audience !== 'presenter' && audience !== 'screen') expect(view.ceremony).toBeNull();
      }
  },
);
