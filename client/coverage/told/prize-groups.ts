import type { Language } from '../../../shared/refusals.ts';
import type { RevealedPlace } from '../../../shared/tour/ceremony/reveal.ts';
import type { Told } from '../../../shared/tour/ceremony/told.ts';
import type { Prize, Setup } from '../../../shared/tour/setup/setup.ts';
import { pick } from '../../i18n/names.ts';
import type { Lookup } from '../lookup.ts';
import { type Medal, medalOf } from '../prizes.ts';
import { toldWords } from './words.ts';

/** A prize with its places as far as they are told, the one that was told last first. */
export interface PrizeGroup {
  readonly id: string;
  /** Undefined where the set-up knows no such prize any more. */
  readonly prize: Prize | undefined;
  readonly medal: Medal;
  readonly places: readonly RevealedPlace[];
}

/** What is told, by prizes: what was told last on top, as standings have the best. */
export function prizeGroups({ revealed }: Pick<Told, 'revealed'>, { prizes }: Setup): readonly PrizeGroup[] {
  const groups: { id: string; places: RevealedPlace[] }[] = [];
  for (const place of [...revealed].reverse()) {
    const last = groups.at(-1);
    if (last?.id === place.prizeId) last.places.push(place);
    else groups.push({ id: place.prizeId, places: [place] });
  }
  return groups.map(({ id, places }) => {
    const index = prizes.findIndex((prize) => prize.id === id);
    return { id, places, prize: prizes[index], medal: index < 0 ? 'merit' : medalOf(index) };
  });
}

/** A place in a sentence: `三等奖，第 3 名：竹溪县、房县`; undefined while nobody is told whose it is. */
export function saidOf(
  { rank, prizeId, areas }: RevealedPlace,
  {
    setup,
    lookup,
    language,
  }: { readonly setup: Setup; readonly lookup: Lookup; readonly language: Language },
): string | undefined {
  if (areas === undefined) return undefined;
  const words = toldWords(language);
  const prize = setup.prizes.find(({ id }) => id === prizeId);
  const names = areas.map(({ areaId }) => {
    const area = lookup.areas.get(areaId);
    return area ? pick(area.name, language) : areaId;
  });
  return words.said(prize ? pick(prize.name, language) : words.heading, rank, names);
}
