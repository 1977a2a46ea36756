import type { World } from './load-world.ts';

/** All that the public can fetch, byte for byte, as one text a URL. */
export async function fetched(world: World, more: readonly string[] = []): Promise<Record<string, string>> {
  const first = world.tour().feed[0];
  const urls = [
    '/',
    '/?lang=en',
    '/t/tour',
    '/live/tour/snapshot.json',
    '/live/tour/frames.json',
    '/live/tour/posts.json',
    '/live/tour/moments.json',
    '/live/tour/map-1.json',
    ...(first === undefined ? [] : [`/t/tour/p/${first}`, `/live/tour/posts/${first}.json`]),
  ];
  const answers: Record<string, string> = {};
  for (const url of [...urls, ...more])
    for (const encoding of more.includes(url) ? ['identity'] : ['identity', 'br']) {
      const answer = await world.server.app.http.inject({ url, headers: { 'accept-encoding': encoding } });
      const { date: _date, ...headers } = answer.headers;
      answers[`${url} ${encoding}`] =
        `${answer.statusCode} ${JSON.stringify(headers)}\n${answer.rawPayload.toString('latin1')}`;
    }
  return answers;
}

/** A reader's filters, and the ways that the coverage leaves the house: feeds, embeds, sitemaps, oEmbed. */
export const OUTGOING = [
  ...['stop=s1', 'area=fang', 'outlet=qinchu'].flatMap((filter) => [
    `/t/tour?${filter}`,
    `/live/tour/posts.json?${filter}`,
  ]),
  ...['', '/outlets/qinchu', '/areas/fang'].flatMap((part) =>
    ['rss.xml', 'atom.xml', 'feed.json'].map((file) => `/t/tour${part}/${file}`),
  ),
  '/embed/tour',
  '/embed/tour?show=standings',
  '/embed/tour?show=feed&outlet=qinchu',
  '/sitemap.xml',
  '/sitemap-news.xml',
  `/oembed?url=${encodeURIComponent('http://localhost:8080/t/tour')}`,
];

/** Names of what differs; the bytes themselves would drown the message. */
export const differing = (one: Record<string, string>, other: Record<string, string>): string[] =>
  Object.keys({ ...one, ...other }).filter((key) => one[key] !== other[key]);
