import type { FeedFilter } from '../../shared/feed-filter.ts';
import type { Language } from '../../shared/refusals.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { type Channel, FEED_FILES, type FeedFile, feedUrl, postUrl, type Site, tourUrl } from './address.ts';
import { channelName } from './choice.ts';
import { nameIn } from './entry.ts';
import { liveBlog, newsArticle } from './live-blog.ts';
import { html } from './plain.ts';

/** JSON that may stand inside a `<script>` element: nothing in it can end the element. */
const inScript = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const OEMBED_TITLE: Readonly<Record<Language, string>> = { zh: '嵌入', en: 'Embed' };

/** The feed that holds what a filter wants: an outlet's or an area's own, else the whole tour's. */
function channelOf({ outlet, area, ...rest }: FeedFilter): Channel {
  if (Object.keys(rest).length > 0) return { of: 'tour' };
  if (outlet !== undefined && area === undefined) return { of: 'outlet', id: outlet };
  return area !== undefined && outlet === undefined ? { of: 'area', id: area } : { of: 'tour' };
}

/**
 * What a page's head says to programs: where its feeds and its embed are, and what it is in schema.org's
 * words. The data block runs nothing, so the content security policy lets it stand. Of a withdrawn post
 * there is nothing to index. A page that a reader filters names the feed of what is on it.
 */
export function pageHead(
  tour: Tour,
  site: Site,
  post: Post | undefined,
  shareVersion: string,
  filter: FeedFilter = {},
): string {
  const { setup } = tour;
  if (setup === null) return '';
  // Of a dress rehearsal nothing is to be found, followed or embedded.
  if (setup.rehearsalOf !== undefined) return '<meta name="robots" content="noindex">';
  const name = nameIn(setup.name, site.language);
  const channel = channelOf(filter);
  const part = channel.of === 'tour' ? undefined : channelName(channel, setup, site);
  const feedName = html(part === undefined ? name : `${name} · ${part}`);
  const feeds = (Object.keys(FEED_FILES) as FeedFile[]).map((file) => {
    const { type, title } = FEED_FILES[file];
    const href = html(feedUrl(site, channel, file));
    return `<link rel="alternate" type="${type}" title="${feedName} (${title})" href="${href}">`;
  });
  const page = post === undefined ? tourUrl(site) : postUrl(site, post.id);
  const oembed = html(`${site.origin}/oembed?format=json&url=${encodeURIComponent(page)}`);
  const data =
    post === undefined
      ? liveBlog(tour, setup, site, shareVersion)
      : newsArticle(tour, setup, post, site, shareVersion);
  return [
    ...feeds,
    `<link rel="alternate" type="application/json+oembed" title="${OEMBED_TITLE[site.language]}" href="${oembed}">`,
    data === undefined
      ? '<meta name="robots" content="noindex">'
      : `<script type="application/ld+json">${inScript(data)}</script>`,
  ].join('');
}
