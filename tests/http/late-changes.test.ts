import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';

const ORIGIN = 'https://tour.example.org';
const MORE_THAN_A_FEED = 55;
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let server: TestApp;
let editor: string;
let other: string;
let picture: object;
let now = Date.UTC(2022, 6, 7, 1, 0, 0);

beforeAll(async () => {
  server = await startApp({ env: { PUBLIC_URL: ORIGIN }, nowUnixMs: () => now });
  editor = await server.token('editor', 'qinchu');
  other = await server.token('editor', 'toutiao');
  const upload = await server.app.http.inject({
    method: 'POST',
    url: '/api/tours/tour/pictures',
    headers: { authorization: `Bearer ${editor}`, 'content-type': 'image/png' },
    payload: Buffer.from(PIXEL, 'base64'),
  });
  picture = { ...upload.json<object>(), alt: '村民迎接' };
  await give(editor, 'publishPost', { postId: 'awaiting-01', text: '', pictures: [], awaitedPictures: 2 });
  await give(other, 'publishPost', {
    postId: 'passed-on-1',
    text: '',
    pictures: [],
    sharesPostId: 'awaiting-01',
  });
  for (let n = 0; n < MORE_THAN_A_FEED; n += 1)
    await give(editor, 'publishPost', { postId: `later-${1000 + n}`, text: `第 ${n} 条`, pictures: [] });
});
afterAll(() => server.close());

async function give(token: string, type: string, body: Record<string, unknown>): Promise<void> {
  now += 60_000;
  const { status, body: said } = await server.command(token, type, body);
  expect([type, status, said.message]).toEqual([type, 200, undefined]);
}

/** When each form says that a post last changed, ms; undefined where it does not name the post. */
async function changed(postId: string): Promise<Record<string, number | undefined>> {
  const url = `${ORIGIN}/t/tour/p/${postId}`;
  const xml = async (path: string) => new XMLParser().parse((await server.get(path)).text);
  const at = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
  const named = <One>(all: readonly One[], is: (one: One) => boolean) => all.find(is);
  const rss: { guid: string; 'atom:updated': string }[] = (await xml('/t/tour/rss.xml')).rss.channel.item;
  const atom: { id: string; updated: string }[] = (await xml('/t/tour/atom.xml')).feed.entry;
  const json: { id: string; date_modified: string }[] = JSON.parse(
    (await server.get('/t/tour/feed.json')).text,
  ).items;
  const map: { loc: string; lastmod: string }[] = (await xml('/sitemap.xml')).urlset.url;
  const page = (await server.get(`/t/tour/p/${postId}`)).text;
  return {
    rss: at(named(rss, ({ guid }) => guid === url)?.['atom:updated']),
    atom: at(named(atom, ({ id }) => id === url)?.updated),
    json: at(named(json, ({ id }) => id === url)?.date_modified),
    sitemap: at(named(map, ({ loc }) => loc === url)?.lastmod),
    page: at(/"dateModified":"([^"]+)"/.exec(page)?.[1]),
  };
}

const everywhere = (unixMs: number) =>
  Object.fromEntries(['rss', 'atom', 'json', 'sitemap', 'page'].map((form) => [form, unixMs]));

test('a post that many others followed is in no feed any more, until something of it is seen to change', async () => {
  expect(await changed('awaiting-01')).toMatchObject({ rss: undefined, atom: undefined, json: undefined });
  await give(editor, 'attachPicture', { postId: 'awaiting-01', picture });
  expect(await changed('awaiting-01')).toEqual(everywhere(now));
  const { id: pictureId } = picture as { id: string };
  await give(editor, 'describePicture', { postId: 'awaiting-01', pictureId, alt: '村民在门口排队' });
  expect(await changed('awaiting-01')).toEqual(everywhere(now));
  const atFirst = now;
  await give(editor, 'markKeyMoment', { postId: 'awaiting-01', isKey: true });
  await give(editor, 'awaitFewerPictures', { postId: 'awaiting-01', awaitedPictures: 0 });
  expect(await changed('awaiting-01')).toEqual(everywhere(atFirst));
});

test('what is passed on changes with the post that it passes on', async () => {
  await give(editor, 'correctPost', {
    ...{ postId: 'awaiting-01', basedOnVersion: 5, note: '地名写错', text: '我们在水坪镇。' },
  });
  expect(await changed('passed-on-1')).toEqual(everywhere(now));
  await give(editor, 'withdrawPost', { postId: 'awaiting-01', reason: '采访对象要求' });
  expect(await changed('passed-on-1')).toEqual(everywhere(now));
});
