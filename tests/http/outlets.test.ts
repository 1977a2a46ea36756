import { XMLParser, XMLValidator } from 'fast-xml-parser';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshId, startApp, type TestApp } from '../support/app.ts';

const ORIGIN = 'https://tour.example.org';
const EVIL = '</script><script>alert(1)</script> ]]> & "q" 🚌';
const P = { first: freshId(), evil: freshId(), gone: freshId() };
const DAY_MS = 86_400_000;
let server: TestApp;
let editor = '';
let now = Date.UTC(2022, 6, 7, 1, 0, 0);

async function give(token: string, type: string, body: Record<string, unknown>): Promise<void> {
  now += 1_000;
  const { status, body: said } = await server.command(token, type, body);
  expect([type, status, said.message]).toEqual([type, 200, undefined]);
}

beforeAll(async () => {
  server = await startApp({ env: { PUBLIC_URL: ORIGIN }, nowUnixMs: () => now });
  editor = await server.token('editor', 'qinchu', { name: '王记者' });
  await give(editor, 'publishPost', {
    postId: P.first,
    title: '第一站',
    text: '车队抵达水坪镇。',
    pictures: [],
    stopId: 's1',
  });
  await give(editor, 'publishPost', { postId: P.evil, title: EVIL, text: EVIL, pictures: [] });
  await give(editor, 'publishPost', { postId: P.gone, title: '收回的话', text: '收回的话', pictures: [] });
  await give(editor, 'withdrawPost', { postId: P.gone, reason: '有误' });
});
afterAll(() => server.close());

const page = async (path: string) => (await server.get(path)).text;
const ldOf = (html: string) => {
  const blocks = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
  expect(blocks).toHaveLength(1);
  return JSON.parse(blocks[0]?.[1] ?? '');
};
const attribute = (html: string, start: string) =>
  new RegExp(`${start}[^>]*(?:content|href)="([^"]*)"`).exec(html)?.[1]?.replaceAll('&#38;', '&');
const organisation = (name: string) => ({ '@type': 'NewsMediaOrganization', name });

describe('schema.org', () => {
  test("the tour's page is a LiveBlogPosting with its newest posts, and nothing that was withdrawn", async () => {
    const html = await page('/t/tour');
    const data = ldOf(html);
    expect(data).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'LiveBlogPosting',
      headline: '示例拉练',
      coverageStartTime: '2022-07-06T16:00:00.000Z',
      coverageEndTime: '2022-07-08T15:59:59.000Z',
      author: [organisation('秦楚网'), organisation('十堰头条')],
    });
    expect(data.liveBlogUpdate.map((one: { headline: string }) => one.headline)).toEqual([EVIL, '第一站']);
    expect(data.liveBlogUpdate[1]).toMatchObject({
      '@type': 'BlogPosting',
      url: `${ORIGIN}/t/tour/p/${P.first}`,
      articleBody: '车队抵达水坪镇。',
      author: { '@type': 'Person', name: '王记者' },
      publisher: organisation('秦楚网'),
    });
    expect(JSON.stringify(data)).not.toContain('收回的话');
    expect(html).not.toContain('<script>alert');
  });

  test("a post's page is a NewsArticle; of a withdrawn one there is nothing to index", async () => {
    expect(ldOf(await page(`/t/tour/p/${P.first}`))).toMatchObject({
      '@type': 'NewsArticle',
      headline: '第一站',
      isPartOf: { '@type': 'LiveBlogPosting', '@id': `${ORIGIN}/t/tour` },
    });
    const gone = await page(`/t/tour/p/${P.gone}`);
    expect(gone).not.toContain('application/ld+json');
    expect(gone).toContain('<meta name="robots" content="noindex">');
  });
});

describe('share pictures', () => {
  const get = (url: string, headers = {}) => server.app.http.inject({ url, headers });

  test('a post and the tour have one of 1200 × 630, which the page names with its version', async () => {
    for (const path of ['/t/tour', `/t/tour/p/${P.first}`, `/t/tour/p/${P.first}?lang=en`]) {
      const html = await page(path);
      const url = attribute(html, '<meta property="og:image"') ?? '';
      expect(url).toMatch(new RegExp(`^${ORIGIN}${path.split('?')[0]}/share\\.png\\?v=[\\w-]{12}`));
      expect(attribute(html, '<meta name="twitter:image"')).toBe(url);
      const answer = await get(url.slice(ORIGIN.length));
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/png']);
      expect(await sharp(answer.rawPayload).metadata()).toMatchObject({ width: 1200, height: 630 });
      const etag = String(answer.headers.etag);
      expect(etag).toContain(/v=([\w-]{12})/.exec(url)?.[1]);
      expect((await get(url.slice(ORIGIN.length), { 'if-none-match': etag })).statusCode).toBe(304);
    }
  });

  test('a correction makes another one; a withdrawn post has only that of the tour', async () => {
    const version = async () => attribute(await page(`/t/tour/p/${P.first}`), '<meta property="og:image"');
    const before = await version();
    const old = (await get(`/t/tour/p/${P.first}/share.png`)).rawPayload;
    await give(editor, 'correctPost', {
      postId: P.first,
      basedOnVersion: 1,
      note: '站名有误',
      title: '首站',
    });
    expect(await version()).not.toBe(before);
    expect((await get(`/t/tour/p/${P.first}/share.png`)).rawPayload.equals(old)).toBe(false);
    const [tour, gone] = [await get('/t/tour/share.png'), await get(`/t/tour/p/${P.gone}/share.png`)];
    expect(gone.rawPayload.equals(tour.rawPayload)).toBe(true);
    expect((await get('/t/tour/p/nothing-here/share.png')).statusCode).toBe(404);
  });

  test('standings are on it exactly as long as the public sees them', async () => {
    const boss = await server.token('organiser', 'boss');
    const bytes = async () => (await get('/t/tour/share.png')).rawPayload;
    const without = await bytes();
    for (const id of ['j1', 'j2', 'j3'])
      await give(await server.token('judge', id), 'castBallot', {
        itemId: 's1',
        marks: { work: '9', show: '8' },
      });
    const shown = await bytes();
    expect(shown.equals(without)).toBe(false);
    await give(boss, 'setVisibility', { visibility: { mode: 'hidden' } });
    expect((await bytes()).equals(without)).toBe(true);
    await give(boss, 'setVisibility', { visibility: { mode: 'live' } });
    expect((await bytes()).equals(shown)).toBe(true);
  });
});

describe('what crawlers and other sites ask', () => {
  const xml = async (path: string) => {
    const { status, headers, text } = await server.get(path);
    expect([path, status, headers['content-type']]).toEqual([path, 200, 'application/xml; charset=utf-8']);
    expect(XMLValidator.validate(text)).toBe(true);
    return new XMLParser({ isArray: (name) => name === 'url' }).parse(text).urlset;
  };

  test('robots.txt names both sitemaps and what is for nobody', async () => {
    const text = await page('/robots.txt');
    expect(text).toContain(`Sitemap: ${ORIGIN}/sitemap.xml\nSitemap: ${ORIGIN}/sitemap-news.xml`);
    expect(text).toContain('Disallow: /api/');
  });

  test('the sitemap has tours and the posts of the last two weeks that still stand', async () => {
    const { url } = await xml('/sitemap.xml');
    expect(url.map(({ loc }: { loc: string }) => loc.slice(ORIGIN.length))).toEqual([
      '/t/tour',
      `/t/tour/p/${P.evil}`,
      `/t/tour/p/${P.first}`,
    ]);
    for (const one of url) {
      expect(Object.keys(one)).toEqual(['loc', 'lastmod']);
      expect(one.lastmod).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  });

  test('the sitemap for news has the form that it must have and two days of posts, and without any is not there', async () => {
    const { url } = await xml('/sitemap-news.xml');
    expect(url).toEqual([
      { loc: `${ORIGIN}/t/tour/p/${P.evil}`, 'news:news': expect.anything() },
      {
        loc: `${ORIGIN}/t/tour/p/${P.first}`,
        'news:news': {
          'news:publication': { 'news:name': '示例拉练', 'news:language': 'zh-cn' },
          'news:publication_date': expect.stringMatching(/^2022-07-07T01:00:\d\d\.000Z$/),
          'news:title': expect.any(String),
        },
      },
    ]);
    const before = now;
    now += 3 * DAY_MS;
    expect((await server.get('/sitemap-news.xml')).status).toBe(404);
    expect(await page('/robots.txt')).toMatch(/Sitemap: \S+\/sitemap\.xml\n$/);
    now += 20 * DAY_MS;
    expect((await xml('/sitemap.xml')).url).toHaveLength(1);
    now = before;
  });

  test('oEmbed is linked from the page and gives the frame, in JSON and XML', async () => {
    const link =
      attribute(
        await page(`/t/tour/p/${P.first}`),
        '<link rel="alternate" type="application/json\\+oembed"',
      ) ?? '';
    const { headers, text } = await server.get(link.slice(ORIGIN.length));
    expect(headers['access-control-allow-origin']).toBe('*');
    const answer = JSON.parse(text);
    expect(answer).toMatchObject({
      version: '1.0',
      type: 'rich',
      author_name: '秦楚网',
      width: 560,
      height: 640,
      thumbnail_width: 1200,
    });
    expect(answer.html).toMatch(
      new RegExp(
        `^<iframe src="${ORIGIN}/embed/tour\\?post=${P.first}" title="[^"]+ \\| 示例拉练" width="560" height="640" [^<]*></iframe>$`,
      ),
    );
    const inXml = new XMLParser().parse(
      (await server.get(`${link.slice(ORIGIN.length).replace('json', 'xml')}&maxwidth=300`)).text,
    ).oembed;
    expect(inXml).toMatchObject({ type: 'rich', width: 300, height: 640 });
    const sized = async (query: string) => server.get(`/oembed?url=${ORIGIN}/t/tour&${query}`);
    const small = JSON.parse((await sized('maxwidth=200&maxheight=100')).text);
    expect([small.width, small.height]).toEqual([200, 100]);
    expect(small.html).toContain('width="200" height="100"');
    expect(Object.keys(small).filter((key) => key.startsWith('thumbnail'))).toEqual([]);
    expect(JSON.parse((await sized('maxwidth=1200&maxheight=630')).text).thumbnail_height).toBe(630);
    expect(small.html).toContain('sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"');
    expect((await sized('maxwidth=0')).status).toBe(400);
    expect((await sized('format=yaml')).status).toBe(501);
    const status = async (url: string) => (await server.get(`/oembed?url=${encodeURIComponent(url)}`)).status;
    for (const scheme of ['http:', 'https:'])
      expect(await status(`${ORIGIN.replace(/^https?:/, scheme)}/t/tour?from=share`)).toBe(200);
    expect(await status(`${ORIGIN.replace(/^https?:/, 'ftp:')}/t/tour`)).toBe(404);
    expect(await status('https://other.example.org/t/tour')).toBe(404);
    expect(await status(`${ORIGIN}/organiser/tour`)).toBe(404);
    expect(await status(`${ORIGIN}/t/no-such-tour`)).toBe(404);
    expect((await server.get('/oembed')).status).toBe(400);
  });

  test('a page of a post without words is called like its entry in the feeds', async () => {
    const editor = await server.token('editor', 'qinchu');
    await server.command(editor, 'publishPost', {
      postId: 'awaits-0001',
      text: '',
      pictures: [],
      awaitedPictures: 2,
    });
    const feed = JSON.parse((await server.get('/t/tour/feed.json')).text);
    const { title } = feed.items.find(({ id }: { id: string }) => id.endsWith('awaits-0001'));
    expect(title).toContain('秦楚网');
    expect(await page('/t/tour/p/awaits-0001')).toContain(`<title>${title} | 示例拉练</title>`);
  });

  test('a public page opens out of any frame; one that holds a session shares its window with nobody', async () => {
    const policy = async (path: string) => (await server.get(path)).headers['cross-origin-opener-policy'];
    for (const path of ['/', '/t/tour', `/t/tour/p/${P.first}`, '/embed/tour', '/t/nothing-there'])
      expect([path, await policy(path)]).toEqual([path, undefined]);
    for (const path of [
      '/judge/tour',
      '/desk/tour',
      '/organiser/tour',
      '/screen/tour',
      '/remote/tour',
      '/enter',
    ])
      expect([path, await policy(path)]).toEqual([path, 'same-origin']);
  });

  test('the page names its feeds', async () => {
    const html = await page('/t/tour?lang=en');
    for (const [type, file] of [
      ['rss\\+xml', 'rss.xml'],
      ['atom\\+xml', 'atom.xml'],
      ['feed\\+json', 'feed.json'],
    ])
      expect(attribute(html, `<link rel="alternate" type="application/${type}"`)).toBe(
        `${ORIGIN}/t/tour/${file}?lang=en`,
      );
  });

  test.each([
    ['outlet=qinchu', '/outlets/qinchu'],
    ['area=fang', '/areas/fang'],
    ['area=fang&outlet=qinchu', ''],
    ['stop=s1', ''],
  ])('a page filtered by %s names the feed of what is on it, where there is one', async (query, part) => {
    const html = await page(`/t/tour?${query}`);
    const href = attribute(html, '<link rel="alternate" type="application/rss\\+xml"') ?? '';
    expect(href).toBe(`${ORIGIN}/t/tour${part}/rss.xml`);
    expect((await server.get(href.slice(ORIGIN.length))).status).toBe(200);
  });
});
