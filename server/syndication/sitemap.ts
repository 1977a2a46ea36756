import { XMLBuilder } from 'fast-xml-parser';
import { valueAt } from '../../shared/tour/keyed.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { permalink, pictureUrl, type Site, tourId } from './address.ts';
import { changedAt, nameIn, titleOf } from './entry.ts';

/** The files that name what there is for search engines. */
export const SITEMAPS = ['sitemap.xml', 'sitemap-news.xml'] as const;

/** Posts of so many days are in the sitemap; a crawler has seen older ones. */
const SITEMAP_DAYS = 14;
/** What search engines take for news. */
const NEWS_HOURS = 48;
/** Most that one file may hold, by the protocol of sitemaps, and by that of news. */
const MOST_URLS = 50_000;
const MOST_NEWS = 1_000;

/** A tour with its address; the language is that of the outlets' words. */
export interface SitedTour {
  readonly tour: Tour;
  readonly site: Site;
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
});
const iso = (unixMs: number): string => new Date(unixMs).toISOString();

/** Posts that were published or changed since an instant, newest first; withdrawn ones are not told. */
const postsSince = (tour: Tour, sinceUnixMs: number, of: (post: Post) => number): readonly Post[] =>
  tour.feed
    .flatMap((id) => valueAt(tour.posts, id) ?? [])
    .filter((post) => post.withdrawn === undefined && of(post) >= sinceUnixMs)
    .reverse();

/** Undefined without an address: such a file is not valid. */
const document = (urls: readonly object[], more: Readonly<Record<string, string>>): string | undefined =>
  urls.length === 0
    ? undefined
    : `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({
        urlset: { '@xmlns': 'http://www.sitemaps.org/schemas/sitemap/0.9', ...more, url: urls },
      })}`;

/** The sitemap: every tour, and its posts of the last days with their pictures. Undefined where there is no tour. */
export function sitemap(tours: readonly SitedTour[], nowUnixMs: number): string | undefined {
  const since = nowUnixMs - SITEMAP_DAYS * 86_400_000;
  const urls = tours.flatMap(({ tour, site }) => {
    const posts = postsSince(tour, since, (post) => changedAt(tour, post));
    const changed = Math.max(0, ...posts.map((post) => changedAt(tour, post)));
    return [
      { loc: tourId(site), ...(changed > 0 && { lastmod: iso(changed) }) },
      ...posts.map((post) => ({
        loc: permalink(site, post.id),
        lastmod: iso(changedAt(tour, post)),
        'image:image': post.pictures.map((picture) => ({ 'image:loc': pictureUrl(site, picture) })),
      })),
    ];
  });
  return document(urls.slice(0, MOST_URLS), {
    '@xmlns:image': 'http://www.google.com/schemas/sitemap-image/1.1',
  });
}

/**
 * The sitemap for news: what was published in the last two days, with its title and outlet's language. Undefined where
 * nothing was.
 */
export function newsSitemap(tours: readonly SitedTour[], nowUnixMs: number): string | undefined {
  const since = nowUnixMs - NEWS_HOURS * 3_600_000;
  const urls = tours.flatMap(({ tour, site }) =>
    postsSince(tour, since, ({ publishedAt }) => publishedAt).map((post) => ({
      loc: permalink(site, post.id),
      'news:news': {
        'news:publication': {
          'news:name': tour.setup === null ? site.tourId : nameIn(tour.setup.name, 'zh'),
          'news:language': 'zh-cn',
        },
        'news:publication_date': iso(post.publishedAt),
        'news:title': titleOf(post, tour.setup, 'zh'),
      },
    })),
  );
  return document(urls.slice(0, MOST_NEWS), {
    '@xmlns:news': 'http://www.google.com/schemas/sitemap-news/0.9',
  });
}

/** What crawlers may read: all that is public, and nothing that only people with a link can use; and where to begin. */
export const robots = (origin: string, sitemaps: readonly (typeof SITEMAPS)[number][]): string =>
  [
    'User-agent: *',
    ...[
      '/api/',
      '/enter',
      '/judge/',
      '/organiser/',
      '/desk/',
      '/screen/',
      '/remote/',
      '/track/',
      '/socket/',
    ].map((path) => `Disallow: ${path}`),
    '',
    ...sitemaps.map((file) => `Sitemap: ${origin}/${file}`),
    '',
  ].join('\n');
