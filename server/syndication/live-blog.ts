import { cutText } from '../../shared/text.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { type Site, shareUrl, tourId, tourUrl } from './address.ts';
import { type Entry, entryOf, nameIn, outletName } from './entry.ts';
import { WORDS } from './words.ts';

/** The newest posts that the page's own data name; the feeds hold the rest. */
const POSTS_IN_PAGE = 5;
/** A post's words are on the page too; here its beginning is enough. */
const MOST_TEXT = 200;

const iso = (unixMs: number): string => new Date(unixMs).toISOString();

/**
 * The UTC instant at which a day has this time of day in a zone; exact but for the hours when clocks change. Undefined
 * where there is none: old logs hold days of any year.
 */
function instantOf(date: string, time: string, timeZone: string): number | undefined {
  const asUtc = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const shown = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, dateStyle: 'short', timeStyle: 'medium' },
  }).format(asUtc);
  const instant = asUtc - (Date.parse(`${shown.replace(' ', 'T')}Z`) - asUtc);
  return Number.isNaN(instant) ? undefined : instant;
}

/** From when to when the tour is covered: as it went, else as it is planned; undefined where no clock knows it. */
export function coverage(
  tour: Tour,
  setup: Setup,
): { readonly fromUnixMs: number; readonly toUnixMs: number } | undefined {
  const days = [...setup.days].sort((a, b) => (a.date < b.date ? -1 : 1));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const fromUnixMs = tour.days[first.number]?.begunAt ?? instantOf(first.date, '00:00:00', setup.timeZone);
  const toUnixMs = tour.days[last.number]?.endedAt ?? instantOf(last.date, '23:59:59', setup.timeZone);
  return fromUnixMs === undefined || toUnixMs === undefined ? undefined : { fromUnixMs, toUnixMs };
}

const organisation = (name: string) => ({ '@type': 'NewsMediaOrganization', name });

/** What both kinds of article say of an entry. */
function article(entry: Entry, text: string): Record<string, unknown> {
  const { author, outlet, corrections, pictures } = entry;
  return {
    '@id': entry.id,
    url: entry.url,
    headline: entry.title,
    datePublished: iso(entry.publishedAtUnixMs),
    dateModified: iso(entry.updatedAtUnixMs),
    ...(text !== '' && { articleBody: text }),
    author: author === undefined ? organisation(outlet.name) : { '@type': 'Person', name: author },
    publisher: organisation(outlet.name),
    ...(pictures[0] && { image: pictures[0].url }),
    ...(corrections.length > 0 && {
      correction: corrections.map(({ atUnixMs, note }) => ({
        ...{ '@type': 'CorrectionComment', text: note, datePublished: iso(atUnixMs) },
      })),
    }),
  };
}

const beginningOf = (text: string): string => cutText(text, MOST_TEXT);

/** The tour's page as a schema.org LiveBlogPosting with its newest posts; withdrawn ones are not told. */
export function liveBlog(
  tour: Tour,
  setup: Setup,
  site: Site,
  shareVersion: string,
): Record<string, unknown> {
  const { language } = site;
  const covered = coverage(tour, setup);
  const newest: Entry[] = [];
  for (let at = tour.feed.length - 1; at >= 0 && newest.length < POSTS_IN_PAGE; at -= 1) {
    const post = valueAt(tour.posts, tour.feed[at] ?? '');
    if (post !== undefined && post.withdrawn === undefined) newest.push(entryOf(tour, setup, post, site));
  }
  const name = nameIn(setup.name, language);
  return {
    '@context': 'https://schema.org',
    '@type': 'LiveBlogPosting',
    '@id': tourId(site),
    url: tourUrl(site),
    headline: name,
    description: WORDS[language].description(name),
    inLanguage: language === 'zh' ? 'zh-CN' : 'en',
    ...(covered !== undefined && {
      coverageStartTime: iso(covered.fromUnixMs),
      coverageEndTime: iso(covered.toUnixMs),
      datePublished: iso(covered.fromUnixMs),
      dateModified: iso(Math.max(covered.fromUnixMs, ...newest.map((entry) => entry.updatedAtUnixMs))),
    }),
    image: shareUrl(site, undefined, shareVersion),
    author: setup.outlets.map(({ id }) => organisation(outletName(setup, id, language))),
    liveBlogUpdate: newest.map((entry) => ({
      '@type': 'BlogPosting',
      ...article(entry, beginningOf(entry.text)),
    })),
  };
}

/** A post's own page as a schema.org NewsArticle, part of the live blog; undefined of what was withdrawn. */
export function newsArticle(
  tour: Tour,
  setup: Setup,
  post: Post,
  site: Site,
  shareVersion: string,
): Record<string, unknown> | undefined {
  if (post.withdrawn !== undefined) return undefined;
  const entry = entryOf(tour, setup, post, site);
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    ...article(entry, entry.text),
    mainEntityOfPage: entry.url,
    inLanguage: site.language === 'zh' ? 'zh-CN' : 'en',
    image: [shareUrl(site, post.id, shareVersion), ...entry.pictures.map(({ url }) => url)],
    isPartOf: {
      '@type': 'LiveBlogPosting',
      '@id': tourId(site),
      headline: nameIn(setup.name, site.language),
    },
  };
}
