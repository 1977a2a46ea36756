import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAY_CHANGE } from '../../server/http/wire/cache-rules.ts';
import { mapLines } from '../../shared/tour/setup/map-lines.ts';
import { encodePolyline } from '../../shared/track/polyline.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { sampleSetup } from '../support/sample-tour.ts';

let server: TestApp;
let editor: string;
let boss: string;
let published = 0;

async function publish(): Promise<string> {
  published += 1;
  const postId = `post-${String(published).padStart(4, '0')}`;
  const { status } = await server.command(editor, 'publishPost', {
    postId,
    text: `第${published}条`,
    pictures: [],
  });
  expect(status).toBe(200);
  return postId;
}
const json = async (url: string) => JSON.parse((await server.get(url)).text);

beforeAll(async () => {
  server = await startApp();
  editor = await server.token('editor', 'qinchu');
  boss = await server.token('organiser', 'boss');
  for (let at = 0; at < 45; at += 1) await publish();
});
afterAll(async () => {
  await server.close();
});

const CACHED = [
  '/',
  '/?lang=en',
  '/t/tour',
  '/t/tour/p/post-0001',
  '/live/tour/snapshot.json',
  '/live/tour/frames.json',
  '/live/tour/posts.json',
  '/live/tour/posts/post-0001.json',
  '/live/tour/map-1.json',
];

describe.each(CACHED)('%s', (url) => {
  test('is the same bytes in every encoding, and says that it differs by encoding', async () => {
    const fetched = await Promise.all(
      ['', 'gzip', 'br', 'gzip, deflate, br'].map((encoding) =>
        server.app.http.inject({ url, headers: encoding === '' ? {} : { 'accept-encoding': encoding } }),
      ),
    );
    const [plain, gzip, br, all] = fetched;
    expect(fetched.map((one) => one.headers['content-encoding'])).toEqual([undefined, 'gzip', 'br', 'br']);
    expect(gunzipSync(gzip?.rawPayload ?? '').equals(plain?.rawPayload ?? Buffer.alloc(0))).toBe(true);
    for (const one of [br, all])
      expect(brotliDecompressSync(one?.rawPayload ?? '').equals(plain?.rawPayload ?? Buffer.alloc(0))).toBe(
        true,
      );
    for (const one of fetched) expect(one.headers.vary).toBe('accept-encoding');
    expect(new Set(fetched.map((one) => one.headers.etag)).size).toBe(1);
  });

  test('is not sent again to whoever has it', async () => {
    const { headers } = await server.get(url);
    const etag = String(headers.etag);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, `"a,b",W/${etag}`, ' * ']) {
      const again = await server.get(url, { 'if-none-match': known });
      expect([known, again.status, again.text]).toEqual([known, 304, '']);
      expect(again.headers.etag).toBe(etag);
    }
    expect((await server.get(url, { 'if-none-match': '"other"' })).status).toBe(200);
  });
});

test.each(['/live/tour/snapshot.json', '/live/tour/frames.json', '/', '/t/tour'])(
  '%s may be kept for a second, and for one more while the next one is fetched',
  async (url) => {
    expect((await server.get(url)).headers['cache-control']).toBe(MAY_CHANGE);
  },
);

test.each(['/', '/live/tour/snapshot.json', '/live/tour/frames.json'])(
  'a change gives %s another name',
  async (url) => {
    const before = await server.get(url);
    await publish();
    const after = await server.get(url, { 'if-none-match': String(before.headers.etag) });
    expect([after.status, after.headers.etag === before.headers.etag]).toEqual([200, false]);
  },
);

test('frames.json continues a snapshot that was taken before', async () => {
  const snapshot = await json('/live/tour/snapshot.json');
  const postId = await publish();
  const frame = await json('/live/tour/frames.json');
  expect(frame.epoch).toBe(snapshot.epoch);
  expect(frame.from).toBeLessThanOrEqual(snapshot.seq);
  const missed = frame.events.slice(snapshot.seq - frame.from);
  expect(missed).toEqual([{ at: expect.any(Number), event: expect.objectContaining({ postId }) }]);
  expect(frame.to).toBe(snapshot.seq + 1);
});

describe('older posts', () => {
  test('come page by page, each once, until there are no more', async () => {
    const { postCount } = (await json('/live/tour/snapshot.json')).tour;
    const ids: string[] = [];
    let url = '/live/tour/posts.json';
    for (;;) {
      const page = await json(url);
      expect(page.posts.length).toBeGreaterThan(0);
      ids.unshift(...page.posts.map((post: { id: string }) => post.id));
      if (!page.more) break;
      expect(page.posts).toHaveLength(20);
      url = `/live/tour/posts.json?before=${ids[0]}`;
    }
    expect(ids).toEqual(
      Array.from({ length: postCount }, (_, at) => `post-${String(at + 1).padStart(4, '0')}`),
    );
  });

  test('say how far their answer had seen', async () => {
    const { seq } = await json('/live/tour/snapshot.json');
    expect((await json('/live/tour/posts.json')).seq).toBe(seq);
    expect((await json('/live/tour/posts/post-0001.json')).seq).toBe(seq);
  });

  test('before the first one there are none', async () => {
    expect(await json('/live/tour/posts.json?before=post-0001')).toMatchObject({ posts: [], more: false });
  });

  test.each([
    ['?before=nothing', 404, 'post.unknown'],
    ['?before=', 404, 'post.unknown'],
    ['?before=__proto__', 404, 'post.unknown'],
    ['?before=post-0002&before=post-0001', 400, 'request.invalid'],
    [`?before=${'a'.repeat(65)}`, 400, 'request.invalid'],
  ])('%s is refused', async (query, status, code) => {
    const answer = await server.get(`/live/tour/posts.json${query}`);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, code]);
  });

  test('a single one is found by its id, or said to be unknown', async () => {
    expect((await json('/live/tour/posts/post-0003.json')).posts).toMatchObject([
      { id: 'post-0003', text: '第3条' },
    ]);
    const { status, text } = await server.get('/live/tour/posts/post-none.json');
    expect([status, JSON.parse(text).code]).toEqual([404, 'post.unknown']);
  });
});

describe("the map's lines", () => {
  test('are made for drawing, and kept no longer than what may change', async () => {
    const { headers, text } = await server.get('/live/tour/map-1.json');
    expect(headers['cache-control']).toBe(MAY_CHANGE);
    expect(JSON.parse(text)).toEqual(mapLines(sampleSetup));
    expect(JSON.parse(text).days[0].road).toHaveLength(1);
  });

  test.each(['0', '2', 'x', '-1', '1e0', '01'])('under another version (%s) as well', async (version) => {
    const { status, headers } = await server.get(`/live/tour/map-${version}.json`);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe(MAY_CHANGE);
  });

  test('are new ones under a new version', async () => {
    const outline = [
      encodePolyline(
        [
          [32.1, 110.1],
          [32.2, 110.2],
          [32.1, 110.3],
        ].map(([latitude = 0, longitude = 0]) => ({ latitude, longitude })),
        4,
      ),
    ];
    const areas = sampleSetup.areas.map((area) => ({ ...area, outline }));
    await server.command(boss, 'setUpTour', { setup: { ...sampleSetup, areas }, basedOnVersion: 1 });
    expect((await json('/live/tour/map-2.json')).areas).toEqual(mapLines({ ...sampleSetup, areas }).areas);
    expect((await json('/live/tour/snapshot.json')).tour.setupVersion).toBe(2);
  });
});

test.each(['snapshot.json', 'frames.json', 'posts.json', 'posts/post-0001.json', 'map-1.json'])(
  'a tour that there is not has no %s',
  async (what) => {
    for (const tour of ['other', 'T0UR', '..', '%2e%2e', 'a'.repeat(200)]) {
      const { status, headers, text } = await server.get(`/live/${tour}/${what}`);
      expect([tour, status]).toEqual([tour, 404]);
      expect(JSON.parse(text).code).toMatch(/^(tour|route)\.unknown$/);
      expect(headers['cache-control']).toBe('no-store');
    }
  },
);

describe('visits', () => {
  const visit = (payload: object) =>
    server.app.http.inject({ method: 'POST', url: '/live/tour/visit', payload });

  test('are taken without a word, and rubbish is refused', async () => {
    expect((await visit({ visitor: 'visitor-0001', polling: true })).statusCode).toBe(204);
    for (const wrong of [
      { visitor: 'x', polling: true },
      { visitor: 'visitor-0001' },
      {},
      { visitor: 'a'.repeat(65), polling: false },
    ])
      expect((await visit(wrong)).json().code).toBe('request.invalid');
  });
});

test('what was withdrawn is in no body any more, also not for those who were away for a moment', async () => {
  const postId = 'post-withdrawn';
  const content = { text: '不该发的话', title: '不该发的题', pictures: [], position: [32.65, 110.79] };
  expect((await server.command(editor, 'publishPost', { postId, ...content })).status).toBe(200);
  const correction = { postId, basedOnVersion: 1, text: '不该发的更正', note: '改' };
  expect((await server.command(editor, 'correctPost', correction)).status).toBe(200);
  expect((await server.get('/live/tour/frames.json')).text).toContain('不该发');
  expect((await server.command(editor, 'withdrawPost', { postId, reason: '误发' })).status).toBe(200);
  for (const url of [
    '/live/tour/frames.json',
    '/live/tour/snapshot.json',
    '/live/tour/posts.json',
    '/t/tour',
  ]) {
    const { text } = await server.get(url);
    expect([url, text.includes('误发'), text.includes('不该发')]).toEqual([url, true, false]);
  }
});
