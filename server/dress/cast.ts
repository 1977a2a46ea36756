import type { Marks } from '../../shared/tour/judging/ballots.ts';
import type { Judge } from '../../shared/tour/judging/judges.ts';
import { itemsOf } from '../../shared/tour/setup/items.ts';
import type { Criterion, Rubric } from '../../shared/tour/setup/rubric.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';

/** A repeatable source of numbers in [0, 1): the same seed gives the same row on every machine (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Who takes part in a rehearsal, and how they score. */
export interface Cast {
  readonly judges: readonly Judge[];
  /** Every criterion of a rubric, for an item of that area. */
  readonly marks: (judge: number, areaId: string, rubric: Rubric) => Marks;
  readonly routine: readonly { readonly areaId: string; readonly score: string }[];
}

const FEWEST_JUDGES = 5;
const MOST_JUDGES = 60;
/** A rehearsal is made while a tour may be live: its ballots must not take long. */
const MOST_BALLOTS = 6_000;
/** How well the best area does, of full marks; and at most so much less each following one. */
const BEST = 0.94;
const MOST_APART = 0.015;
const ALL_APART = 0.35;

/**
 * The cast of a rehearsal. Which area does how well is drawn from the seed alone, so that nobody can take it for a
 * hint; two areas in the middle get the very same marks, so that a tie is tried as well.
 */
export function castOf(setup: Setup, panelSize: number, seed: number): Cast {
  const chance = chanceFrom(seed);
  const order = setup.areas.map(({ id }) => ({ id, place: chance() })).sort((a, b) => a.place - b.place);
  const apart = Math.min(MOST_APART, ALL_APART / order.length);
  const middle = Math.floor(order.length / 2);
  const tied = order.length < 3 ? [] : [middle, middle + 1];
  const levels = new Map(
    order.map(({ id }, at) => {
      const isTied = tied.includes(at);
      return [id, { level: BEST - apart * (isTied ? middle : at), isTied }] as const;
    }),
  );
  const items = Math.max(1, itemsOf(setup).size);
  const judges = Math.max(FEWEST_JUDGES, Math.min(panelSize, MOST_JUDGES, Math.floor(MOST_BALLOTS / items)));
  const moods = Array.from({ length: judges }, () => (chance() - 0.5) * 0.03);
  const levelOf = (areaId: string) => levels.get(areaId) ?? { level: BEST, isTied: false };
  return {
    judges: moods.map((_, index) => ({ id: `dress-${index + 1}`, name: `彩排评委${index + 1}` })),
    marks: (judge, areaId, { criteria }) => {
      const { level, isTied } = levelOf(areaId);
      const share = level + (moods[judge] ?? 0);
      return Object.fromEntries(
        criteria.map((one) => [one.id, markAt(one, isTied ? share : share + (chance() - 0.5) * 0.06)]),
      );
    },
    routine: setup.areas.map(({ id }) => ({ areaId: id, score: (levelOf(id).level * 100).toFixed(2) })),
  };
}

const digitsOf = (decimal: string): number => decimal.split('.')[1]?.length ?? 0;

/** The mark on the step that is nearest to a share of the scale. */
function markAt({ min, max, step }: Criterion, share: number): string {
  const digits = Math.max(digitsOf(min), digitsOf(step));
  const whole = (decimal: string) => Math.round(Number(decimal) * 10 ** digits);
  const steps = Math.floor((whole(max) - whole(min)) / whole(step));
  const taken = Math.max(0, Math.min(steps, Math.round(steps * share)));
  return ((whole(min) + taken * whole(step)) / 10 ** digits).toFixed(digits);
}
