import { describe, expect, test } from 'vitest';
import { demoJudges, demoRule, demoSetup } from '../../server/demo/setup.ts';
import { writeOpening } from '../../server/dress/written.ts';
import { type Command, decide } from '../../shared/commands.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';

const NOW = Date.UTC(2022, 6, 8, 4);
const commands: readonly Command[] = [
  { type: 'setUpTour', setup: demoSetup, basedOnVersion: 0 },
  { type: 'appointJudges', judges: [...demoJudges] },
  { type: 'setScoringRule', rule: demoRule, basedOnVersion: 0 },
];
const real = commands.reduce<Tour>((tour, command) => {
  const decision = decide(tour, command, { actor: { role: 'organiser', id: 'org' }, nowUnixMs: NOW - 1_000 });
  if (!decision.ok) throw new Error(decision.code);
  return decision.events.reduce((one, event) => evolve(one, event, NOW - 1_000), tour);
}, emptyTour) as Tour & { setup: NonNullable<Tour['setup']> };
const planOf = async (seed: number) => (await writeOpening(real, 'tour', { nowUnixMs: NOW, seed })).plan;

describe('the plan of a rehearsal that plays by itself', () => {
  test.each([1, 7, 4_711])(
    'goes forward only, from the beginning to the end of its time (seed %i)',
    async (seed) => {
      const shares = (await planOf(seed)).steps.map(({ share }) => share);
      expect(shares.every((share, at) => share >= (shares[at - 1] ?? 0) && share <= 1)).toBe(true);
      expect(shares.at(-1)).toBe(1);
      // No hour of it is empty: of thirty minutes, nobody waits for three.
      expect(Math.max(...shares.map((share, at) => share - (shares[at - 1] ?? 0)))).toBeLessThan(0.1);
    },
  );

  test('is the same of the same seed, and another one of another', async () => {
    expect(await planOf(7)).toEqual(await planOf(7));
    expect(await planOf(8)).not.toEqual(await planOf(7));
  });

  test('has the convoy drive, ballots that come after it has left, and one judge who misses one stop', async () => {
    const { steps } = await planOf(7);
    expect(steps.filter(({ place }) => place !== undefined).length).toBeGreaterThan(500);
    const left = new Map<string, number>();
    let late = 0;
    const cast = new Map<string, number>();
    for (const [at, { given }] of steps.entries()) {
      if (given?.command.type === 'markStop' && given.command.status === 'left')
        left.set(given.command.stopId, at);
      if (given?.command.type !== 'castBallot') continue;
      const { itemId } = given.command;
      if (left.has(itemId)) late += 1;
      cast.set(itemId, (cast.get(itemId) ?? 0) + 1);
    }
    expect(late).toBeGreaterThan(100);
    const stops = demoSetup.stops.map(({ id }) => cast.get(id) ?? 0);
    const most = Math.max(...stops);
    expect(stops.filter((count) => count < most)).toEqual([most - 1]);
  });
});
