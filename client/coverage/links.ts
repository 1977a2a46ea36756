import type { Language } from '../../shared/refusals.ts';

const query = (language: Language): string => (language === 'en' ? '?lang=en' : '');

/** The tour's page. */
export const tourHref = (tourId: string, language: Language): string =>
  `/t/${encodeURIComponent(tourId)}${query(language)}`;

/** A post's permalink. */
export const postHref = (tourId: string, postId: string, language: Language): string =>
  `/t/${encodeURIComponent(tourId)}/p/${encodeURIComponent(postId)}${query(language)}`;

/** The same page in a language. */
export const languageHref = ({ path }: { readonly path: string }, language: Language): string =>
  `${path}${query(language)}`;
