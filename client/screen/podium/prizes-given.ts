import type { Language } from '../../../shared/refusals.ts';
import type { RevealedPlace } from '../../../shared/tour/ceremony/reveal.ts';
import type { Prize, Setup } from '../../../shared/tour/setup/setup.ts';
import { moneyFigures } from '../../coverage/money.ts';
import { type Medal, medalOf } from '../../coverage/prizes.ts';
import { screenWords } from '../words.ts';

/** A prize and who gets it, as far as that is revealed. */
export interface PrizeGiven {
  readonly prize: Prize;
  readonly medal: Medal;
  /** Best first. */
  readonly areaIds: readonly string[];
}

/**
 * All prizes, best first, with whoever is revealed. A prize that nobody gets, for a tie before it took its places, is
 * left out once a better one is revealed.
 */
export function prizesGiven(setup: Setup | null, revealed: readonly RevealedPlace[]): readonly PrizeGiven[] {
  const all = (setup?.prizes ?? []).map((prize, index) => ({
    ...{ prize, medal: medalOf(index) },
    areaIds: [...revealed]
      .reverse()
      .filter(({ prizeId }) => prizeId === prize.id)
      .flatMap(({ areas }) => (areas ?? []).map(({ areaId }) => areaId)),
  }));
  const best = all.findIndex(({ areaIds }) => areaIds.length > 0);
  return all.filter(({ areaIds }, index) => areaIds.length > 0 || best < 0 || index < best);
}

/** A prize's money as it is read out: for each, where several get it. Undefined where it has none. */
export function moneyOf({ prize, areaIds }: PrizeGiven, language: Language): string | undefined {
  if (!prize.moneyYuan) return undefined;
  const money = moneyFigures(prize.moneyYuan, language);
  return prize.places > 1 || areaIds.length > 1 ? screenWords(language).each(money) : money;
}
