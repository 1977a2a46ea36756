import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectRaw } from '../http/raw.ts';
import {
  command,
  organisersView,
  type PreparedTour,
  prepareTour,
  startPanel,
  wrongBallots,
} from '../support/load.ts';
import { followRaw } from '../support/load-follower.ts';
import { type Counter, type Nginx, startCounter, startNginx } from '../support/nginx.ts';
import { drawing } from '../support/pictures.ts';
import { type ServerProcess, startServer } from '../support/processes.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

/** The set-up for a crowd, with the parts of the compose file: Redis, two servers, nginx in front. */
let dir: string;
let redis: RedisServer;
let servers: ServerProcess[] = [];
let counters: Counter[] = [];
let nginx: Nginx;
let tour: PreparedTour;

async function startAll(): Promise<void> {
  dir = await mkdtemp(join(tmpdir(), 'lalian-crowd-'));
  redis = await startRedis();
  const env = { REDIS_URL: redis.url, DATA_DIR: dir, TRUSTED_PROXIES: '1' };
  const first = await startServer(env);
  tour = await prepareTour(first.base, await first.firstInvite(), 12);
  servers = [first, await startServer(env)];
  counters = await Promise.all(servers.map((server) => startCounter(server.base)));
  nginx = await startNginx(counters.map((counter) => counter.base));
}
async function stopAll(): Promise<void> {
  await nginx.stop();
  await Promise.all(counters.map((counter) => counter.close()));
  await Promise.all(servers.map((server) => server.kill()));
  await redis.stop();
  await rm(dir, { recursive: true, force: true });
}

const upstream = (path: string) => counters.reduce((sum, counter) => sum + counter.count(path), 0);
const FRAMES = '/live/tour/frames.json';

/** So many requests, fifty at a time; their statuses and how many seconds they took. */
async function crowd(count: number, url: (at: number) => string, headers: Record<string, string> = {}) {
  const startedAt = performance.now();
  const statuses: number[] = [];
  const reader = async (first: number) => {
    for (let at = first; at < count; at += 50) {
      const answer = await fetch(`${nginx.base}${url(at)}`, { headers });
      await answer.arrayBuffer();
      statuses.push(answer.status);
    }
  };
  await Promise.all(Array.from({ length: 50 }, (_, first) => reader(first)));
  return { statuses, seconds: (performance.now() - startedAt) / 1000 };
}

/** A second's answer serves everybody, and while it is renewed the older one does. */
const atMost = (seconds: number) => 2 * (Math.ceil(seconds) + 1);

describe('nginx in front of two servers', () => {
  beforeAll(startAll);
  afterAll(stopAll);

  test('answers 500 polls from its cache: only a few reach a server', async () => {
    const before = upstream(FRAMES);
    const { statuses, seconds } = await crowd(500, () => FRAMES);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(statuses).toHaveLength(500);
    expect(upstream(FRAMES)).toBeGreaterThan(0);
    expect(upstream(FRAMES) - before).toBeLessThanOrEqual(atMost(seconds));
  });

  test('lets nobody past its cache by a query, and nobody else into it by a cookie', async () => {
    const headers = { cookie: 'lalian.tour.organiser=x', authorization: 'Bearer x' };
    const before = upstream(FRAMES);
    const { statuses, seconds } = await crowd(200, (at) => `${FRAMES}?at=${at}`, headers);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(upstream(FRAMES) - before).toBeLessThanOrEqual(atMost(seconds));
    const page = await fetch(`${nginx.base}/`, { headers });
    expect([page.status, page.headers.get('set-cookie')]).toEqual([200, null]);
  });

  test('serves pages in both languages, and not one for the other', async () => {
    for (const [url, lang] of [
      ['/', 'zh-CN'],
      ['/?lang=en', 'en'],
      ['/', 'zh-CN'],
      ['/?lang=en&x=1', 'en'],
    ] as const)
      expect(await (await fetch(`${nginx.base}${url}`)).text()).toContain(`<html lang="${lang}"`);
  });

  test('carries live connections, and what happens goes through them and the cache', async () => {
    const follower = await followRaw(nginx.base);
    await follower.got((message) => message.startsWith('["s"'), 'the snapshot through nginx');
    const published = await command(nginx.base, tour.editor, 'publishPost', 'publish-0001', {
      postId: 'post-0001',
      text: '经过代理',
      pictures: [],
    });
    expect(published.status).toBe(200);
    await follower.got((message) => message.includes('post-0001'), 'the post by socket');
    await until(
      async () => (await (await fetch(`${nginx.base}${FRAMES}`)).text()).includes('post-0001'),
      'the post by polling',
    );
    follower.close();
  });

  test('keeps a filtered feed by its filter: none is answered with another one’s posts', async () => {
    const post = async (id: string, more: object) => {
      const body = { postId: `post-${id}`, text: '稿', pictures: [], ...more };
      const answer = await command(nginx.base, tour.editor, 'publishPost', `publish-${id}`, body);
      expect(answer.status).toBe(200);
      return `post-${id}`;
    };
    const [first, second, none] = [
      await post('stop-s1-1', { stopId: 's1' }),
      await post('stop-s2-1', { stopId: 's2' }),
      await post('no-stop-1', {}),
    ];
    const mine = [first, second, none] as const;
    const POSTS = '/live/tour/posts.json';
    const expected: readonly (readonly [string, readonly string[]])[] = [
      ['', [...mine]],
      ['?stop=s1', [first]],
      ['?stop=s2', [second]],
      ['?stop=s1&outlet=qinchu', [first]],
      ['?outlet=qinchu&stop=s2', [second]],
      ['?outlet=qinchu', [...mine]],
      [`?before=${second}&outlet=qinchu`, [first]],
      ['?outlet=toutiao', []],
    ];
    const seen = async (query: string) => {
      const answer = await fetch(`${nginx.base}${POSTS}${query}`);
      const { posts } = (await answer.json()) as { posts: readonly { id: string }[] };
      return posts.map(({ id }) => id).filter((id) => mine.includes(id));
    };
    for (const { base } of servers)
      await until(async () => (await (await fetch(`${base}${POSTS}`)).text()).includes(none), 'each server');
    for (const [query, ids] of expected)
      await until(async () => (await seen(query)).join() === ids.join(), `the posts of ${query}`);
    // Whatever was asked before, and whatever else stands in the address.
    for (const [query, ids] of [...expected].reverse()) {
      expect([query, await seen(query)]).toEqual([query, ids]);
      expect([query, await seen(`${query || '?'}&x=1`)]).toEqual([query, ids]);
    }
    const before = upstream(POSTS);
    const { statuses, seconds } = await crowd(300, (at) => `${POSTS}?outlet=qinchu&x=${at}&stop=s1`);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(upstream(POSTS) - before).toBeLessThanOrEqual(atMost(seconds));
    // How a reader came is for the page to tell, and makes no other answer.
    const page = `/t/tour/p/${first}`;
    const { statuses: pages, seconds: took } = await crowd(
      200,
      (at) => `${page}?from=${['share', 'feed', 'push'][at % 3]}`,
    );
    expect(new Set(pages)).toEqual(new Set([200]));
    expect(upstream(page)).toBeLessThanOrEqual(atMost(took));
  });

  test('lets every like and every visit through, and keeps none of their answers', async () => {
    const postId = 'post-liked-1';
    const body = { postId, text: '点赞', pictures: [] };
    await command(nginx.base, tour.editor, 'publishPost', 'publish-liked-1', body);
    const url = `/live/tour/posts/${postId}/like`;
    const give = async (path: string, payload: object, cookie?: string) => {
      const answer = await fetch(`${nginx.base}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(cookie !== undefined && { cookie }) },
        body: JSON.stringify(payload),
      });
      return { answer, text: await answer.text() };
    };
    const like = async (device: string, liked = true, cookie?: string) => {
      const { answer, text } = await give(url, { device, liked }, cookie);
      return {
        status: answer.status,
        kept: answer.headers.get('x-cache-status'),
        cookie: answer.headers.getSetCookie()[0]?.split(';')[0],
        said: JSON.parse(text) as { likes: number; liked: boolean },
      };
    };
    const cookies: (string | undefined)[] = [];
    for (let at = 1; at <= 8; at += 1) {
      const { status, kept, cookie, said } = await like(`device-000${at}`);
      expect([status, kept, said]).toEqual([200, null, { likes: at, liked: true }]);
      cookies.push(cookie);
    }
    expect(upstream(url)).toBe(8);
    // The cookie comes through: the same device by another name likes nothing more, and takes its own like back.
    expect((await like('device-0099', true, cookies[0])).said).toEqual({ likes: 8, liked: true });
    expect((await like('device-0099', false, cookies[0])).said).toEqual({ likes: 7, liked: false });
    expect(upstream(url)).toBe(10);
    const asked = await fetch(`${nginx.base}${url}`);
    expect([asked.status, asked.headers.get('x-cache-status')]).toEqual([404, null]);
    for (let at = 1; at <= 5; at += 1)
      expect(
        (await give('/live/tour/visit', { visitor: `visitor-000${at}`, polling: true })).answer.status,
      ).toBe(204);
    expect(upstream('/live/tour/visit')).toBe(5);
  });

  test('keeps pictures for seconds only: one that was withdrawn is gone from it, on both servers', async () => {
    const file = await drawing(500, 300).png().toBuffer();
    const sent = await fetch(`${nginx.base}/api/tours/tour/pictures`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tour.editor}`, 'content-type': 'image/png' },
      body: new Uint8Array(file),
    });
    const picture = { ...((await sent.json()) as { id: string }), alt: '广场' };
    const post = { postId: 'post-0002', text: '', pictures: [picture] };
    await command(nginx.base, tour.editor, 'publishPost', 'publish-0002', post);
    const url = `/pictures/tour/${picture.id}-480.webp`;
    // A lock on what is not kept yet gives way after five seconds, and a busy machine may need more.
    await (await fetch(`${nginx.base}${url}`)).arrayBuffer();
    const before = upstream(url);
    const { statuses, seconds } = await crowd(300, () => url);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(upstream(url) - before).toBeLessThanOrEqual(atMost(seconds));
    const withdrawn = { postId: 'post-0002', reason: '误发' };
    await command(nginx.base, tour.editor, 'withdrawPost', 'withdraw-002', withdrawn);
    const since = performance.now();
    await until(async () => (await fetch(`${nginx.base}${url}`)).status === 410, 'the picture to be gone');
    // Two seconds of the cache, and some for a machine with other work.
    expect(performance.now() - since).toBeLessThan(5_000);
    for (let times = 0; times < 20; times += 1) expect((await fetch(`${nginx.base}${url}`)).status).toBe(410);
    for (const server of servers)
      await until(async () => (await fetch(`${server.base}${url}`)).status === 410, 'each server to know');
  });

  test.each([
    ['a body that is too large', `POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 99000000`, 413],
    ['an address that is too long', `GET /t/${'x'.repeat(9_000)} HTTP/1.1\r\nHost: x`, 414],
    ['headers that are too long', `GET /x HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(9_000)}`, 400],
    ['what is no HTTP', 'GET /x HTTP/1.1\r\nHost: a\r\nHost: b', 400],
    ['a method that nobody has', 'TRACE / HTTP/1.1\r\nHost: x', 405],
    ['what is hidden', 'GET /metrics HTTP/1.1\r\nHost: x', 404],
  ])('refuses what gets no further in the form of the servers: %s', async (_what, head, status) => {
    const asked = async (...headers: string[]) => {
      const { socket, closed } = await connectRaw(nginx.base);
      socket.write([head, ...headers, 'Connection: close', '', ''].join('\r\n'));
      const text = Buffer.from(await closed, 'latin1').toString();
      expect([text.slice(9, 12), /^cache-control: no-store/im.test(text)]).toEqual([String(status), true]);
      return text.slice(text.indexOf('\r\n\r\n') + 4);
    };
    expect(JSON.parse(await asked())).toEqual({
      code: expect.stringMatching(/^(request|route)\.[a-z-]+$/),
      message: expect.stringMatching(/^\p{Script=Han}.*。$/u),
    });
    if (status === 404) expect(JSON.parse(await asked('Accept-Language: en')).message).toMatch(/^There is/);
    if (status === 404)
      expect(await asked('Accept: text/html,*/*;q=0.8')).toMatch(/<h1>.*There is no such address/);
  });

  test('hides the metrics, and tells the servers who asks', async () => {
    expect((await fetch(`${nginx.base}/metrics`)).status).toBe(404);
    expect((await fetch(`${nginx.base}/metrics/`)).status).toBe(404);
    expect(upstream('/metrics')).toBe(0);
    const guess = (address: string) =>
      fetch(`${nginx.base}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify({ secret: `tour.${'A'.repeat(43)}` }),
      });
    // Two servers count on their own; an address that the client made up makes no difference.
    const statuses: number[] = [];
    for (let tries = 0; tries < 45; tries += 1) statuses.push((await guess(`10.0.0.${tries}`)).status);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('nginx in front of servers that go', () => {
  beforeEach(startAll);
  afterEach(stopAll);

  test('loses no ballot when a server is killed, and viewers come to the other one', async () => {
    const [doomed, left] = servers as [ServerProcess, ServerProcess];
    const panel = startPanel(() => [nginx.base], tour.judges);
    await until(() => panel.acknowledged.length >= 100, '100 ballots');
    await doomed.kill();
    await until(() => panel.acknowledged.length >= 250, '250 ballots');
    await panel.stop();
    expect(wrongBallots(await organisersView(left.base, tour.organiser), panel.acknowledged)).toEqual([]);
    const follower = await followRaw(nginx.base);
    await follower.got((message) => message.startsWith('["s"'), 'the snapshot of the server that is left');
    follower.close();
  });

  test('says so while no server is there at all, on a page that tries again, and keeps nothing old', async () => {
    for (const url of ['/', FRAMES, '/live/tour/snapshot.json'])
      await (await fetch(`${nginx.base}${url}`)).text();
    await Promise.all(servers.map((server) => server.kill()));
    for (const url of ['/', FRAMES, '/live/tour/snapshot.json'])
      await until(async () => (await fetch(`${nginx.base}${url}`)).status === 503, `${url} to be away`);
    for (const url of [FRAMES, '/api/openapi.json']) {
      const away = await fetch(`${nginx.base}${url}`, { headers: { 'accept-language': 'en' } });
      expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await away.json()).toMatchObject({
        code: 'server.away',
        message: expect.stringMatching(/^The live/),
      });
    }
    const page = await fetch(`${nginx.base}/`);
    expect([page.headers.get('cache-control'), await page.text()]).toEqual([
      'no-store',
      expect.stringMatching(/http-equiv="refresh".*直播暂时连不上/),
    ]);
  });
});
