import type { From } from '../../shared/came-from.ts';
import type { Tallies } from './tallies.ts';

/** What is less than this apart is one visit. */
const VISIT_MS = 30 * 60_000;
/** Bounds the memory that invented visitors can take. */
const MOST_REMEMBERED = 100_000;

/** The names under which visits are counted: of a post in all and by where they came from, of the tour by that. */
export const viewsTally = (postId: string, from?: From): string =>
  from === undefined ? `view ${postId}` : `view ${postId} ${from}`;
export const fromTally = (from: From): string => `from ${from}`;

/** Counts who opened which post by its own address, and where people came from: each visitor once in a while. */
export class Visits {
  readonly #lastSigns = new Map<string, number>();
  readonly #tallies: Tallies;

  constructor(tallies: Tallies) {
    this.#tallies = tallies;
  }

  /** A page was opened, at a post that is there or at the tour. */
  came(visitor: string, postId: string | undefined, from: From | undefined, steadyMs: number): void {
    if (this.#isNew(visitor, steadyMs) && from !== undefined) this.#tallies.add(fromTally(from));
    if (postId === undefined || !this.#isNew(`${visitor} ${postId}`, steadyMs)) return;
    this.#tallies.add(viewsTally(postId));
    if (from !== undefined) this.#tallies.add(viewsTally(postId, from));
  }

  #isNew(key: string, steadyMs: number): boolean {
    const isNew = (this.#lastSigns.get(key) ?? Number.NEGATIVE_INFINITY) < steadyMs - VISIT_MS;
    this.#lastSigns.delete(key);
    this.#lastSigns.set(key, steadyMs);
    const oldest = this.#lastSigns.keys().next();
    if (this.#lastSigns.size > MOST_REMEMBERED && !oldest.done) this.#lastSigns.delete(oldest.value);
    return isNew;
  }
}
