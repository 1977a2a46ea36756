import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { bearer, cookieOf, entering } from '../support/entering.ts';

const START_UNIX_MS = 1_657_155_600_000;
let now = START_UNIX_MS;
let server: TestApp;

beforeEach(async () => {
  now = START_UNIX_MS;
  server = await startApp({ nowUnixMs: () => now, env: { TRUSTED_PROXIES: '1' } });
});
afterEach(async () => {
  await server.close();
});

const { enter, invite, beginDay } = entering(
  () => server,
  () => now,
);

describe('a cookie', () => {
  let cookie: string;
  beforeEach(async () => {
    cookie = cookieOf(await enter(await invite({ role: 'organiser', id: 'me' })));
  });

  test('acts for pages of this site', async () => {
    for (const [host, origin] of [
      ['live.example.cn', 'https://live.example.cn'],
      ['10.0.0.5:8080', 'http://10.0.0.5:8080'],
      ['server-a:8080', 'http://localhost:8080'],
    ] as const)
      expect([origin, (await beginDay({ cookie, origin, host })).statusCode]).toEqual([origin, 200]);
    expect((await beginDay({ cookie })).statusCode).toBe(200);
  });

  test.each(['http://evil.example', 'null', 'http://localhost.evil.example', 'http://localhost:81'])(
    'does nothing for a page of %s',
    async (origin) => {
      const answer = await beginDay({ cookie, origin });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'request.foreign-origin']);
    },
  );

  test('a foreign page cannot sign somebody in', async () => {
    const answer = await enter(await invite(), {}, { origin: 'http://evil.example' });
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([403, undefined]);
  });

  test('of another role does nothing', async () => {
    const judge = cookieOf(await enter(await invite()));
    expect((await beginDay({ cookie: judge })).json().code).toBe('role.forbidden');
    expect((await beginDay({ cookie: `${judge}; ${cookie}` })).statusCode).toBe(200);
  });

  test('that lies about its role is found out', async () => {
    const judge = cookieOf(await enter(await invite()));
    const lying = judge.replace('.judge=', '.organiser=');
    const answer = await beginDay({ cookie: lying });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'role.forbidden']);
  });
});

describe('what everybody may fetch', () => {
  let open: TestApp;
  beforeAll(async () => {
    open = await startApp();
  });
  afterAll(async () => {
    await open.close();
  });

  test.each([
    '/',
    '/t/tour',
    '/enter',
    '/live/tour/snapshot.json',
    '/live/tour/frames.json',
    '/live/tour/posts.json',
    '/api/openapi.json',
  ])('%s is the same for all and sets no cookie', async (url) => {
    const token = await open.token('organiser', 'me');
    const mine = await open.get(url, { cookie: `lalian.tour.organiser=${token}`, ...bearer(token) });
    const theirs = await open.get(url);
    expect([mine.status, mine.text === theirs.text]).toEqual([200, true]);
    for (const { headers } of [mine, theirs]) {
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers.vary ?? '').not.toMatch(/cookie|authorization/i);
    }
  });
});
