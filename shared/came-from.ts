/** How somebody came to a page: by a link, one that was shared, from another site's embed, from a feed, from a push. */
export const FROM = ['link', 'share', 'embed', 'feed', 'push'] as const;
export type From = (typeof FROM)[number];

/** The word of an address that says so. */
export const FROM_KEY = 'from';

/** An address that says how whoever follows it came. */
export const cameBy = (href: string, from: From): string =>
  `${href}${href.includes('?') ? '&' : '?'}${FROM_KEY}=${from}`;
