import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createInvite, type InviteRequest } from '../../server/access/invites.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';

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

const inject = (
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  headers: Record<string, string>,
  payload?: object,
) => server.app.http.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const enter = (secret: string, more: object = {}, headers: Record<string, string> = {}) =>
  inject('POST', '/api/session', headers, { secret, ...more });
const invite = async (request: Partial<InviteRequest> = {}, tour = 'tour') =>
  (await createInvite(server.store, tour, { role: 'judge', id: 'j1', createdBy: 'test', ...request }, now))
    .code;
const beginDay = (headers: Record<string, string>) =>
  inject('POST', '/api/tours/tour/commands/beginDay', headers, { commandId: freshId(), day: 1 });
/** What a browser would send back of what it was told to keep. */
const cookieOf = (answer: Awaited<ReturnType<typeof enter>>): string =>
  String(answer.headers['set-cookie']).split(';')[0] ?? '';

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
