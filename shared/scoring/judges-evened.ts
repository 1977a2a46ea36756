import type { Edition } from '../tour/judging/scoring-rule.ts';
import type { CountedBallot } from './item-score.ts';
import { type EvenedItems, evenedOut } from './severity.ts';

/*
 * One more ballot changes the deviation of the whole panel, and with it every evened total: that is counted again. What
 * is asked for again with the same ballots (another audience, an earlier instant that nothing changed) is not.
 */

interface Known {
  readonly items: EvenedItems;
  readonly edition: Edition;
  readonly evened: EvenedItems;
}

/** Results by the first item's ballots: all that they rest on is handed in, and compared before one is used again. */
const known = new WeakMap<readonly CountedBallot[], Known[]>();
/** Now, the beginning of the day, the freeze, and some that were tried. */
const MOST_KEPT = 6;

const isSameList = (a: readonly CountedBallot[], b: readonly CountedBallot[] | undefined): boolean =>
  a === b || (a.length === b?.length && a.every((ballot, at) => ballot === b[at]));

/** {@link evenedOut}, counted once for the same ballots: the same lists again then. */
export function judgesEvened(items: EvenedItems, edition: Edition): EvenedItems {
  const [first] = items;
  if (first === undefined) return items;
  const kept = known.get(first) ?? [];
  const found = kept.find(
    (one) =>
      one.edition === edition &&
      one.items.length === items.length &&
      items.every((ballots, at) => isSameList(ballots, one.items[at])),
  );
  if (found !== undefined) return found.evened;
  const evened = evenedOut(items, edition);
  known.set(first, [{ items, edition, evened }, ...kept].slice(0, MOST_KEPT));
  return evened;
}
