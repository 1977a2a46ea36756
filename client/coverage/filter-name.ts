import { type FeedFilter, FILTER_KEYS, thingsOf } from '../../shared/feed-filter.ts';
import type { Language } from '../../shared/refusals.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import { pick } from '../i18n/names.ts';
import { wordsOf } from '../i18n/words.ts';

/** A filter by the names of what it asks for: `竹溪县 · 秦楚网`. */
export function filterName(setup: Setup, filter: FeedFilter, language: Language): string {
  const names = FILTER_KEYS.flatMap((key) => {
    const thing = thingsOf(setup, key).find(({ id }) => id === filter[key]);
    return thing === undefined ? [] : pick(thing.name, language);
  });
  return names.join(wordsOf(language).separator);
}
