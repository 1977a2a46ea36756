import type { Language } from '../../shared/refusals.ts';
import type { Picture } from '../../shared/tour/posts/picture.ts';

/** A tour as it is read from outside: in a language, under an address. */
export interface Site {
  /** `https://host`, without a slash at the end. */
  readonly origin: string;
  readonly tourId: string;
  readonly language: Language;
}

/** Part of a tour's coverage that has feeds of its own. */
export type Channel =
  | { readonly of: 'tour' }
  | { readonly of: 'outlet'; readonly id: string }
  | { readonly of: 'area'; readonly id: string };

/** The forms that feeds come in, by the file that they are. */
export const FEED_FILES = {
  'rss.xml': { type: 'application/rss+xml', title: 'RSS' },
  'atom.xml': { type: 'application/atom+xml', title: 'Atom' },
  'feed.json': { type: 'application/feed+json', title: 'JSON Feed' },
} as const;
export type FeedFile = keyof typeof FEED_FILES;

const inLanguage = (language: Language): string => (language === 'en' ? '?lang=en' : '');

/** The tour's page without its language: names the tour for ever. */
export const tourId = ({ origin, tourId }: Site): string => `${origin}/t/${tourId}`;
/** The tour's page. */
export const tourUrl = (site: Site): string => tourId(site) + inLanguage(site.language);

/** A post's address without its language: names the post for ever. */
export const permalink = (site: Site, postId: string): string => `${tourId(site)}/p/${postId}`;
/** A post's page. */
export const postUrl = (site: Site, postId: string): string =>
  permalink(site, postId) + inLanguage(site.language);

/** A feed's address. */
export function feedUrl(site: Site, channel: Channel, file: FeedFile): string {
  const part = channel.of === 'tour' ? '' : `/${channel.of}s/${channel.id}`;
  return `${tourId(site)}${part}/${file}${inLanguage(site.language)}`;
}

/** A picture's address in the width that fits a column best. */
export const pictureUrl = ({ origin, tourId }: Site, { id, widths }: Picture): string =>
  `${origin}/pictures/${tourId}/${id}-${widths[1] ?? widths[0]}.webp`;

/** The share picture of a post or of the tour; `version` changes with what is on it. */
export function shareUrl(site: Site, postId: string | undefined, version: string): string {
  const page = postId === undefined ? tourId(site) : permalink(site, postId);
  const language = site.language === 'en' ? '&lang=en' : '';
  return `${page}/share.png?v=${version}${language}`;
}
