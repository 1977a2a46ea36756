import { XMLBuilder } from 'fast-xml-parser';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { type Site, shareUrl } from './address.ts';
import { nameIn, outletName, titleOf } from './entry.ts';
import { html } from './plain.ts';
import { WORDS } from './words.ts';

/** An embedded page's size where nobody asks for a smaller one. */
const WIDTH = 560;
const HEIGHT = 640;
/** Of `client/embed/loader.ts` as well: what is opened from the frame is an ordinary page. */
const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

/** The size of a card (`server/cards`). */
const CARD = { width: 1200, height: 630 };

/** What an address names on this site. */
export interface Named {
  readonly tourId: string;
  readonly postId?: string;
  readonly language: Site['language'];
}

/**
 * What an address of this site names, or undefined: another site, or a page that cannot be embedded.
 * `origins` are the names under which this server is reached.
 */
export function named(address: string, origins: readonly string[]): Named | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, pathname, searchParams } = new URL(address);
  // People copy addresses with either scheme; which host it is says whose page it is.
  if (!/^https?:$/.test(protocol) || !origins.some((origin) => new URL(origin).host === host))
    return undefined;
  const found = /^\/t\/([a-z0-9-]{1,40})(?:\/p\/([A-Za-z0-9_-]{8,64}))?\/?$/.exec(pathname);
  if (found?.[1] === undefined) return undefined;
  return {
    tourId: found[1],
    ...(found[2] && { postId: found[2] }),
    language: searchParams.get('lang') === 'en' ? 'en' : 'zh',
  };
}

/** What a page that embeds the coverage asks for. */
export interface Wanted {
  readonly maxwidth?: number;
  readonly maxheight?: number;
}

/** Never above what is asked for: the specification leaves no choice. */
const within = (wanted: number | undefined, usual: number): number => Math.min(usual, wanted ?? usual);

/**
 * The oEmbed answer: the coverage as a frame that runs by itself, a post that was asked for first. Of a withdrawn post
 * only the tour is told.
 */
export function oembed(
  tour: Tour,
  site: Site,
  post: Post | undefined,
  shareVersion: string,
  { maxwidth, maxheight }: Wanted,
): Record<string, string | number> {
  const { setup } = tour;
  const name = setup === null ? site.tourId : nameIn(setup.name, site.language);
  const told = post?.withdrawn === undefined ? post : undefined;
  const title = told === undefined ? name : `${titleOf(told, setup, site.language)} | ${name}`;
  const [width, height] = [within(maxwidth, WIDTH), within(maxheight, HEIGHT)];
  const query = new URLSearchParams({
    ...(told !== undefined && { post: told.id }),
    ...(site.language === 'en' && { lang: 'en' }),
  }).toString();
  const src = `${site.origin}/embed/${site.tourId}${query === '' ? '' : `?${query}`}`;
  return {
    version: '1.0',
    type: 'rich',
    title,
    ...(told && setup && { author_name: outletName(setup, told.outletId, site.language) }),
    provider_name: WORDS[site.language].site,
    provider_url: site.origin,
    cache_age: 60,
    // The same limits hold for it, and there is one size of it.
    ...(within(maxwidth, CARD.width) === CARD.width &&
      within(maxheight, CARD.height) === CARD.height && {
        thumbnail_url: shareUrl(site, told?.id, shareVersion),
        thumbnail_width: CARD.width,
        thumbnail_height: CARD.height,
      }),
    html: `<iframe src="${html(src)}" title="${html(title)}" width="${width}" height="${height}" loading="lazy" sandbox="${SANDBOX}" referrerpolicy="strict-origin-when-cross-origin" style="border:0;max-width:100%"></iframe>`,
    width,
    height,
  };
}

/** The same as XML. */
export const oembedXml = (answer: Record<string, string | number>): string =>
  `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n${new XMLBuilder({}).build({ oembed: answer })}`;
