import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { cameBy } from '../../shared/came-from.ts';
import { cutText } from '../../shared/text.ts';
import type { FeedFile } from './address.ts';
import type { FeedParts } from './choice.ts';
import type { Entry } from './entry.ts';
import { html } from './plain.ts';
import { WORDS } from './words.ts';

const WEBP = 'image/webp';
const date = (unixMs: number): Date => new Date(unixMs);
/** A feed without entries has still to say when it changed: never, as long as computers count. */
const NEVER_UNIX_MS = 0;

const schemeOf = (feed: FeedParts, of: Entry['categories'][number]['of']): string =>
  `${feed.homeUrl.split('?')[0]}#${of}`;

const mediaOf = ({ pictures }: Entry) => ({
  contents: pictures.map(({ url, width, height, alt, caption }) => ({
    ...{ url, width, height, type: WEBP, medium: 'image' },
    description: { value: caption ?? alt, type: 'plain' },
  })),
});

const bylineOf = ({ author, outlet }: Entry): string =>
  author === undefined ? outlet.name : `${outlet.name} ${author}`;

/** RSS 2.0, with what its readers know beside it: the whole text, bylines, pictures, the time of the last change. */
function rss(feed: FeedParts): string {
  return generateRssFeed({
    title: feed.title,
    link: feed.homeUrl,
    description: html(feed.description),
    language: feed.language,
    ...(feed.updatedAtUnixMs !== undefined && { lastBuildDate: date(feed.updatedAtUnixMs) }),
    ttl: 1,
    atom: { links: [{ href: feed.selfUrl, rel: 'self', type: 'application/rss+xml' }] },
    items: feed.entries.map((entry) => ({
      title: entry.title,
      link: cameBy(entry.url, 'feed'),
      guid: { value: entry.id, isPermaLink: true },
      pubDate: date(entry.publishedAtUnixMs),
      // Readers take it for HTML: what an outlet wrote must be text there as well.
      description: html(summaryOf(entry, feed)),
      content: { encoded: entry.html },
      categories: entry.categories.map(({ of, label }) => ({ name: label, domain: schemeOf(feed, of) })),
      dc: { creators: [bylineOf(entry)] },
      atom: { updated: date(entry.updatedAtUnixMs) },
      // The length in bytes is not known before somebody fetches it: 0 says so.
      enclosures: entry.pictures.slice(0, 1).map(({ url }) => ({ url, length: 0, type: WEBP })),
      media: mediaOf(entry),
    })),
  });
}

/** Atom 1.0. */
function atom(feed: FeedParts): string {
  return generateAtomFeed({
    id: feed.selfUrl.split('?')[0] ?? feed.selfUrl,
    title: { value: feed.title },
    subtitle: { value: feed.description },
    updated: date(feed.updatedAtUnixMs ?? NEVER_UNIX_MS),
    authors: feed.outlets.map((name) => ({ name })),
    links: [
      { href: feed.selfUrl, rel: 'self', type: 'application/atom+xml' },
      { href: feed.homeUrl, rel: 'alternate', type: 'text/html', hreflang: feed.language },
    ],
    entries: feed.entries.map((entry) => ({
      id: entry.id,
      title: { value: entry.title },
      links: [
        { href: cameBy(entry.url, 'feed'), rel: 'alternate', type: 'text/html' },
        ...entry.pictures.map(({ url }) => ({ href: url, rel: 'enclosure', type: WEBP })),
      ],
      published: date(entry.publishedAtUnixMs),
      updated: date(entry.updatedAtUnixMs),
      authors: [{ name: bylineOf(entry) }],
      categories: entry.categories.map(({ of, id, label }) => ({
        term: id,
        scheme: schemeOf(feed, of),
        label,
      })),
      summary: { value: summaryOf(entry, feed) },
      content: { value: entry.html, type: 'html' },
      media: mediaOf(entry),
    })),
  });
}

/** JSON Feed 1.1; what it has no member for stands in `_lalian`. */
function jsonFeed(feed: FeedParts): string {
  return JSON.stringify(
    generateJsonFeed({
      title: feed.title,
      description: feed.description,
      language: feed.language,
      home_page_url: feed.homeUrl,
      feed_url: feed.selfUrl,
      authors: feed.outlets.map((name) => ({ name })),
      items: feed.entries.map((entry) => ({
        id: entry.id,
        url: cameBy(entry.url, 'feed'),
        title: entry.title,
        content_html: entry.html,
        content_text: entry.text || summaryOf(entry, feed),
        summary: summaryOf(entry, feed),
        ...(entry.pictures[0] && { image: entry.pictures[0].url }),
        date_published: date(entry.publishedAtUnixMs),
        date_modified: date(entry.updatedAtUnixMs),
        authors: [{ name: bylineOf(entry) }],
        tags: entry.categories.map(({ label }) => label),
        language: feed.language,
        attachments: entry.pictures.map(({ url, caption, alt }) => ({
          url,
          mime_type: WEBP,
          title: caption ?? alt,
        })),
        _lalian: {
          outlet: entry.outlet.id,
          ...Object.fromEntries(entry.categories.map(({ of, id }) => [of, id])),
          corrections: entry.corrections.map(({ atUnixMs, note }) => ({
            at: date(atUnixMs).toISOString(),
            note,
          })),
          ...(entry.withdrawn && { withdrawn: entry.withdrawn.reason }),
        },
      })),
    }),
  );
}

/** An entry in a line: a correction first, for readers who have the older words. */
function summaryOf(entry: Entry, feed: FeedParts): string {
  const words = WORDS[feed.language === 'en' ? 'en' : 'zh'];
  if (entry.withdrawn !== undefined) return `${words.withdrawn}: ${entry.withdrawn.reason}`;
  const last = entry.corrections.at(-1);
  const text = cutText(entry.text.replace(/\s+/g, ' '), 300);
  return last === undefined ? text || entry.title : `【${words.correction}】${last.note} — ${text}`;
}

/** Takes out the white space that was set around texts for looks: in XML it would belong to them. */
const tight = (xml: string): string => xml.replace(/\s*((?:<!\[CDATA\[[\s\S]*?\]\]>)+)\s*/g, '$1');

/** A feed in one of its forms, as text. */
export const feedText: Readonly<Record<FeedFile, (feed: FeedParts) => string>> = {
  'rss.xml': (feed) => tight(rss(feed)),
  'atom.xml': (feed) => tight(atom(feed)),
  'feed.json': jsonFeed,
};
