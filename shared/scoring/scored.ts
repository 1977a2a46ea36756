import type { Tour } from '../tour/state.ts';

/*
 * What is computed of results is computed of nothing but these parts of a tour, and is kept as long as none of them is
 * another object. Code that looks at a further part does not compile until it stands here.
 */
const SCORED = [
  'setup',
  'formerContests',
  'judges',
  'panel',
  'ballots',
  'rules',
  'locks',
  'routine',
  'adjustments',
  'cancellations',
  'withdrawals',
] as const satisfies readonly (keyof Tour)[];

/** What results rest on. */
export type Scored = Pick<Tour, (typeof SCORED)[number]>;

const SHOWN = [...SCORED, 'days', 'visibility', 'final'] as const satisfies readonly (keyof Tour)[];

/** What the standings that an audience is shown rest on: also since when ranks change, and what is held back. */
export type Shown = Pick<Tour, (typeof SHOWN)[number]>;

/** Those parts of a tour that results rest on, and nothing else. */
export const scoredPart = (tour: Scored): Scored =>
  Object.fromEntries(SCORED.map((part) => [part, tour[part]])) as unknown as Scored;

/** Those parts of a tour that shown standings rest on, and nothing else. */
export const shownPart = (tour: Shown): Shown =>
  Object.fromEntries(SHOWN.map((part) => [part, tour[part]])) as unknown as Shown;

/** Whether the results of one are those of the other. Compares objects, not what is in them: quick, and never wrong. */
export const sameScored = (one: Scored, other: Scored): boolean =>
  SCORED.every((part) => one[part] === other[part]);

/** The same of the standings that are shown. */
export const sameShown = (one: Shown, other: Shown): boolean =>
  SHOWN.every((part) => one[part] === other[part]);
