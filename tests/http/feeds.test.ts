import { parseFeed } from '@rowanmanning/feed-parser';
import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import Parser from 'rss-parser';
import { Check, Errors } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { JsonFeed } from '../support/json-feed.ts';

/** Text that ends CDATA, elements and attributes, with what XML cannot hold at all, and with pictures in it. */
const EVIL = `]]><script>alert(1)</script> &amp; "q" 'a' \u2028\uFFFE\uFFFF 🚌 <![CDATA[ 完`;
const ORIGIN = 'https://tour.example.org';
const P = {
  plain: freshId(),
  evil: freshId(),
  corrected: freshId(),
  withdrawn: freshId(),
  shared: freshId(),
  quote: freshId(),
};
const NOTE = '地名写错，应为“水坪镇”';
const SECRET_WORDS = '这句话已经收回';
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** What XML has names for. */
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

let server: TestApp;
let now = Date.UTC(2022, 6, 7, 1, 0, 0);

beforeAll(async () => {
  server = await startApp({ env: { PUBLIC_URL: ORIGIN }, nowUnixMs: () => now });
  const editor = await server.token('editor', 'qinchu', { name: '王记者' });
  const other = await server.token('editor', 'toutiao');
  const upload = await server.app.http.inject({
    method: 'POST',
    url: '/api/tours/tour/pictures',
    headers: { authorization: `Bearer ${editor}`, 'content-type': 'image/png' },
    payload: Buffer.from(PIXEL, 'base64'),
  });
  const pictures = [
    { ...upload.json<object>(), alt: '村民迎接', altEn: 'Villagers at the gate', caption: EVIL },
  ];
  const publish = async (token: string, body: Record<string, unknown>) => {
    now += 60_000;
    const { status, body: said } = await server.command(token, 'publishPost', {
      text: '',
      pictures: [],
      ...body,
    });
    expect([body.postId, status, said.message]).toEqual([body.postId, 200, undefined]);
  };
  const give = async (token: string, type: string, body: Record<string, unknown>) => {
    now += 60_000;
    expect([type, (await server.command(token, type, body)).status]).toEqual([type, 200]);
  };
  await publish(editor, {
    postId: P.plain,
    title: '第一站',
    text: '车队抵达。\n人很多。',
    stopId: 's1',
    pictures,
  });
  await publish(editor, { postId: P.evil, title: EVIL, text: EVIL, areaId: 'fang' });
  await publish(editor, { postId: P.corrected, title: '水平镇见闻', text: '我们在水平镇。' });
  await publish(editor, { postId: P.withdrawn, title: SECRET_WORDS, text: SECRET_WORDS, stopId: 's2' });
  await publish(other, { postId: P.shared, sharesPostId: P.plain });
  await publish(other, {
    postId: P.quote,
    feature: { kind: 'quote', words: '要办实事', person: '李某', function: '所长' },
  });
  await give(editor, 'correctPost', {
    postId: P.corrected,
    basedOnVersion: 1,
    note: NOTE,
    title: '水坪镇见闻',
    text: '我们在水坪镇。',
  });
  await give(editor, 'withdrawPost', { postId: P.withdrawn, reason: '采访对象要求' });
});
afterAll(() => server.close());

const link = (postId: string) => `${ORIGIN}/t/tour/p/${postId}`;
/** Whoever follows a feed's link is counted as come from a feed. */
const followed = (permalink: string) => `${permalink}?from=feed`;
const XML = ['rss.xml', 'atom.xml'] as const;
const FILES = [...XML, 'feed.json'] as const;

/** What a strict parser that knows names finds under an element, each as its text. */
const inside = (text: string, namespace: string | null, within: string, name: string) =>
  [
    ...new DOMParser({ onError: onErrorStopParsing })
      .parseFromString(text, 'text/xml')
      .getElementsByTagName(within),
  ].map((one) => [...one.getElementsByTagNameNS(namespace, name)].map((found) => found.textContent));

/** A feed as two parsers that know nothing of each other read it; throws where it is not well-formed. */
async function readTwice(url: string) {
  const { status, text } = await server.get(url);
  expect([url, status]).toEqual([url, 200]);
  return {
    text,
    one: await new Parser({ customFields: { item: ['atom:updated', 'id', 'content:encoded'] } }).parseString(
      text,
    ),
    other: parseFeed(text),
  };
}

test('a summary in RSS, which readers take for HTML, shows what was written and nothing else', async () => {
  const { text } = await server.get('/t/tour/rss.xml');
  const summaries = [...text.matchAll(/<description>([\s\S]*?)<\/description>/g)].map(([, inside = '']) =>
    // First as XML, which gives what a reader takes for HTML.
    inside
      .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_whole, raw: string) =>
        raw.replace(/&/g, '&amp;').replace(/</g, '&lt;'),
      )
      .replace(/&(lt|gt|amp|quot|apos);/g, (_whole, name: string) => NAMED[name] ?? ''),
  );
  expect(summaries.length).toBeGreaterThan(6);
  for (const html of summaries) expect(html).not.toMatch(/[<>]|&(?!#\d+;)/);
  const shown = summaries.map((html) =>
    html.replace(/&#(\d+);/g, (_whole, code) => String.fromCharCode(code)),
  );
  expect(shown.join()).toContain(EVIL.replace(/[\uFFFE\uFFFF]/g, '').replace(/\s+/g, ' '));
});

describe.each(XML)('%s', (file) => {
  test('is read alike by two parsers: the newest first, each named by its permalink', async () => {
    const { one, other } = await readTwice(`/t/tour/${file}`);
    const newestFirst = [P.quote, P.shared, P.withdrawn, P.corrected, P.evil, P.plain].map(link);
    expect(one.items.map((item) => item.guid ?? item.id)).toEqual(newestFirst);
    expect(one.items.map((item) => item.link)).toEqual(newestFirst.map(followed));
    expect(other.items.map(({ id }) => id)).toEqual(newestFirst);
    expect(other.items.map(({ url }) => url)).toEqual(newestFirst.map(followed));
    expect([one.title, other.title]).toEqual(['示例拉练', '示例拉练']);
    expect(other.language ?? 'zh-cn').toMatch(/zh-cn/i);
  });

  test('has what its form wants once in each item, for a parser that takes nothing else', async () => {
    const { text } = await readTwice(`/t/tour/${file}`);
    const [namespace, item, wanted] =
      file === 'rss.xml'
        ? ([null, 'item', ['title', 'link', 'guid', 'pubDate', 'description']] as const)
        : ([
            'http://www.w3.org/2005/Atom',
            'entry',
            ['id', 'title', 'updated', 'published', 'summary', 'content'],
          ] as const);
    for (const name of wanted) {
      const found = inside(text, namespace, item, name);
      expect([name, found.length]).toEqual([name, Object.keys(P).length]);
      for (const texts of found) expect([name, texts]).toEqual([name, [expect.stringMatching(/\S/)]]);
    }
  });

  test('carries pictures, categories, byline and outlet of a post', async () => {
    const { one, other } = await readTwice(`/t/tour/${file}`);
    const item = other.items.find(({ id }) => id === link(P.plain));
    expect(item?.title).toBe('第一站');
    expect(item?.published).toEqual(new Date(Date.UTC(2022, 6, 7, 1, 1)));
    expect(item?.authors.map(({ name }) => name)).toEqual(['秦楚网 王记者']);
    expect(item?.categories.map(({ label, term }) => label ?? term).sort()).toEqual(
      ['好人之城·德行十堰', '水坪镇实践所', '竹溪县'].sort(),
    );
    const picture = item?.media.find(({ url }) => /\/pictures\/tour\/[0-9a-f]{32}-1\.webp$/.test(url));
    expect(picture).toMatchObject({ mimeType: 'image/webp' });
    expect(picture?.url.startsWith(ORIGIN)).toBe(true);
    const html =
      one.items.find((found) => found.link === followed(link(P.plain)))?.['content:encoded'] ??
      item?.content ??
      '';
    expect(html).toContain('<p>车队抵达。</p><p>人很多。</p>');
    expect(html).toMatch(
      /<img src="https:\/\/tour\.example\.org\/pictures\/[^"]+" alt="村民迎接" width="1" height="1">/,
    );
  });

  test('says of a correction what was wrong and when, and of a withdrawal why, without what was said', async () => {
    const { text, one, other } = await readTwice(`/t/tour/${file}`);
    const corrected = other.items.find(({ id }) => id === link(P.corrected));
    expect(corrected?.title).toBe('水坪镇见闻');
    expect(corrected?.content).toMatch(new RegExp(`<strong>更正</strong> \\(7月7日 09:07\\) ${NOTE}`));
    const updated =
      one.items.find((found) => found.link === followed(link(P.corrected)))?.['atom:updated'] ??
      corrected?.updated;
    expect(new Date(String(updated))).toEqual(new Date(Date.UTC(2022, 6, 7, 1, 7)));
    expect(
      one.items.find((found) => found.link === followed(link(P.corrected)))?.summary ??
        corrected?.description,
    ).toContain(NOTE);
    const gone = other.items.find(({ id }) => id === link(P.withdrawn));
    expect(gone?.title).toBe('【已撤回】');
    expect(gone?.content).toContain('采访对象要求');
    expect(gone?.media).toEqual([]);
    expect(text).not.toContain(SECRET_WORDS);
    expect(text).not.toContain('水平镇');
  });

  test('takes any text as text', async () => {
    const { text, one, other } = await readTwice(`/t/tour/${file}`);
    const shown = EVIL.replace(/[\uFFFE\uFFFF]/g, '').replace(/\s+/g, ' ');
    // This parser takes every title for HTML, and reads references in it once more.
    expect(other.items.find(({ id }) => id === link(P.evil))?.title).toBe(shown.replace('&amp;', '&'));
    expect(one.items.find((item) => item.link === followed(link(P.evil)))?.title).toBe(shown);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what may not be there
    expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
    const html = one.items.map((item) => String(item['content:encoded'] ?? item.content)).join('');
    expect(html).not.toMatch(/<script/);
    expect(html).toContain('<p>]]&#62;&#60;script&#62;');
  });

  test('credits the outlet whose post is passed on', async () => {
    const { other } = await readTwice(`/t/tour/${file}`);
    const shared = other.items.find(({ id }) => id === link(P.shared));
    expect([shared?.title, shared?.authors[0]?.name]).toEqual(['第一站', '十堰头条']);
    expect(shared?.content).toContain(`<p>转自秦楚网 · <a href="${link(P.plain)}">第一站</a></p>`);
  });
});

test('feed.json is a JSON Feed 1.1 to the letter', async () => {
  for (const url of ['/t/tour/feed.json', '/t/tour/feed.json?lang=en', '/t/tour/areas/zhuxi/feed.json']) {
    const feed: unknown = JSON.parse((await server.get(url)).text);
    expect([...Errors(JsonFeed, feed)].slice(0, 3)).toEqual([]);
  }
  const feed = JSON.parse((await server.get('/t/tour/feed.json')).text);
  expect(Check(JsonFeed, { ...feed, unknown: 1 }), 'the schema can tell').toBe(false);
  const byId = (postId: string) => feed.items.find((item: { id: string }) => item.id === link(postId));
  expect(byId(P.plain)).toMatchObject({
    tags: ['好人之城·德行十堰', '竹溪县', '水坪镇实践所'],
    _lalian: { outlet: 'qinchu', brand: 'virtue', area: 'zhuxi', stop: 's1' },
  });
  expect(byId(P.corrected)._lalian.corrections).toEqual([{ at: '2022-07-07T01:07:00.000Z', note: NOTE }]);
  expect(byId(P.withdrawn)).toMatchObject({ title: '【已撤回】', _lalian: { withdrawn: '采访对象要求' } });
  expect(byId(P.quote).content_html).toBe('<blockquote><p>要办实事</p><p>—— 所长 李某</p></blockquote>');
});

test('each outlet and each area has feeds of its own, with the posts of its stops', async () => {
  const idsOf = async (path: string) =>
    JSON.parse((await server.get(`${path}/feed.json`)).text).items.map((item: { id: string }) =>
      item.id.split('/').at(-1),
    );
  expect(await idsOf('/t/tour/outlets/toutiao')).toEqual([P.quote, P.shared]);
  expect(await idsOf('/t/tour/areas/zhuxi')).toEqual([P.plain]);
  expect(await idsOf('/t/tour/areas/fang')).toEqual([P.withdrawn, P.evil]);
  for (const file of FILES) {
    expect((await readForm(`/t/tour/outlets/toutiao/${file}`)).title).toBe('示例拉练 · 十堰头条的报道');
    expect((await server.get(`/t/tour/outlets/nobody/${file}`)).status).toBe(404);
    expect((await server.get(`/t/tour/areas/nowhere/${file}`)).status).toBe(404);
    expect((await server.get(`/t/other/${file}`)).status).toBe(404);
  }
});

async function readForm(url: string): Promise<{ readonly title: string | null }> {
  const { text } = await server.get(url);
  return url.endsWith('.json') ? JSON.parse(text) : parseFeed(text);
}

test('in English the names and the words around are English, and an entry stays the same one', async () => {
  const { other } = await readTwice('/t/tour/rss.xml?lang=en');
  expect(other.title).toBe('Sample tour');
  const item = other.items.find(({ id }) => id === link(P.withdrawn));
  expect(item?.url).toBe(`${link(P.withdrawn)}?lang=en&from=feed`);
  expect(item?.title).toBe('[Withdrawn]');
  expect((await server.get('/t/tour/atom.xml?lang=en')).text).toContain('Villagers at the gate');
});

test('a reader that has the newest feed already is told so, and a cache may keep it for a second', async () => {
  for (const file of FILES) {
    const { headers } = await server.get(`/t/tour/${file}`);
    expect(headers['cache-control']).toMatch(/^public, max-age=1\b/);
    expect(String(headers['content-type'])).toMatch(
      /^application\/(rss\+xml|atom\+xml|feed\+json); charset=utf-8$/,
    );
    const again = await server.get(`/t/tour/${file}`, { 'if-none-match': String(headers.etag) });
    expect([again.status, again.text]).toEqual([304, '']);
  }
});

test('a correction of a post that is older than all of the feed brings it back', async () => {
  const editor = await server.token('editor', 'qinchu');
  for (let many = 0; many < 55; many += 1) {
    now += 1_000;
    await server.command(editor, 'publishPost', { postId: freshId(), text: `第${many}条`, pictures: [] });
  }
  const ids = async () => (await readTwice('/t/tour/rss.xml')).other.items.map(({ id }) => id);
  expect(await ids()).toHaveLength(50);
  expect(await ids()).not.toContain(link(P.plain));
  now += 1_000;
  await server.command(editor, 'correctPost', { postId: P.plain, basedOnVersion: 1, note: '日期有误' });
  const after = await ids();
  expect(after).toHaveLength(50);
  expect(after.at(-1)).toBe(link(P.plain));
});
