import type { Prize } from '../../shared/tour/setup/setup.ts';

/** The medal of a prize, by its place in the list: the first three shine, the others do not. */
export type Medal = 'gold' | 'silver' | 'bronze' | 'merit';

const MEDALS: readonly Medal[] = ['gold', 'silver', 'bronze'];

export const medalOf = (index: number): Medal => MEDALS[index] ?? 'merit';

/** The medal that a rank would get: prizes are given out from the best rank on. Undefined behind the last prize. */
export function medalOfRank(rank: number | null, prizes: readonly Prize[]): Medal | undefined {
  if (rank === null) return undefined;
  let given = 0;
  for (const [index, prize] of prizes.entries()) {
    given += prize.places;
    if (rank <= given) return medalOf(index);
  }
  return undefined;
}
