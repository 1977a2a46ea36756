import type { Tour } from '../tour/state.ts';
import { basisOf, itemScores } from './results.ts';

/** The items that have a score in one tour and none in the other, in the order of the itinerary: below their quorum there. */
export function lostScores(now: Tour, then: Tour): readonly string[] {
  const [before, after] = [now, then].map((tour) => basisOf(tour, Number.POSITIVE_INFINITY));
  if (before === undefined || after === undefined) return [];
  const left = itemScores(after);
  return [...itemScores(before)].flatMap(([itemId, { score }]) =>
    score !== null && (left.get(itemId)?.score ?? null) === null ? itemId : [],
  );
}
