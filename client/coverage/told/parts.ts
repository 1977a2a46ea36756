import type { Language } from '../../../shared/refusals.ts';
import type { Told } from '../../../shared/tour/ceremony/told.ts';
import type { StandingsWords } from '../standings-words.ts';
import { toldWords } from './words.ts';

/** What pages show of a ceremony: loaded with the first word of one, for most tours have none to show. */
export { default as ToldBanner } from './ToldBanner.svelte';
export { default as ToldCard } from './ToldCard.svelte';
export { default as ToldNews } from './ToldNews.svelte';
export { default as ToldPlaces } from './ToldPlaces.svelte';

/** What standings say otherwise for a ceremony: their title once they are the result, and what stands where they are hidden. */
export function saidInStandings(told: Told | null, language: Language): StandingsWords | undefined {
  if (told === null) return undefined;
  const words = toldWords(language);
  return told.state === 'opened' ? { title: words.result } : { hidden: words.hidden[told.state] };
}
