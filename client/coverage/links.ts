import { type FeedFilter, filterQuery } from '../../shared/feed-filter.ts';
import type { Language } from '../../shared/refusals.ts';

/** `?…` of a filter and a language; '' where there is neither. */
function query(language: Language, filter?: FeedFilter): string {
  const parts = [
    ...(filter === undefined ? [] : [filterQuery(filter)]),
    ...(language === 'en' ? ['lang=en'] : []),
  ];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** The tour's page; with a filter the one that shows only what it wants. */
export const tourHref = (tourId: string, language: Language, filter?: FeedFilter): string =>
  `/t/${encodeURIComponent(tourId)}${query(language, filter)}`;

/** A post's permalink. */
export const postHref = (tourId: string, postId: string, language: Language): string =>
  `/t/${encodeURIComponent(tourId)}/p/${encodeURIComponent(postId)}${query(language)}`;

/** The same page in a language. */
export const languageHref = (
  { path, filter }: { readonly path: string; readonly filter?: FeedFilter | undefined },
  language: Language,
): string => `${path}${query(language, filter)}`;
