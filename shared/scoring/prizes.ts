import type { Prize } from '../tour/setup/setup.ts';

/**
 * Which prize a rank gets: prizes are given out from the best rank on, each for as many ranks as it has places.
 * Areas that share a rank share its prize, each with the whole money. Undefined behind the last prize, and for no rank.
 */
export function prizeOfRank(
  rank: number | null,
  prizes: readonly Prize[],
): { readonly prize: Prize; readonly index: number } | undefined {
  if (rank === null) return undefined;
  let given = 0;
  for (const [index, prize] of prizes.entries()) {
    given += prize.places;
    if (rank <= given) return { prize, index };
  }
  return undefined;
}
