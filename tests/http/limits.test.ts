import { afterEach, expect, test } from 'vitest';
import { createInvite } from '../../server/access/invites.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { connectRaw } from './raw.ts';

let server: TestApp;
afterEach(async () => {
  await server.close();
});

/** A server that serves so many requests a minute from one address, behind so many proxies. */
async function start(perMinute: number, proxies: number): Promise<void> {
  server = await startApp({
    env: { REQUESTS_PER_MINUTE: String(perMinute), TRUSTED_PROXIES: String(proxies) },
    bare: true,
  });
}
const get = (url: string, headers: Record<string, string> = {}) => server.get(url, headers);

/** So many requests, one after another. */
async function several(
  count: number,
  url: (at: number) => string,
  headers: (at: number) => Record<string, string>,
) {
  const answers: Awaited<ReturnType<typeof get>>[] = [];
  for (let at = 0; at < count; at += 1) answers.push(await get(url(at), headers(at)));
  return answers;
}
const FRAMES = () => '/live/tour/frames.json';

test('more than the limit from one address is refused for a while, another address is served', async () => {
  await start(30, 1);
  const fromFirst = { 'x-forwarded-for': '10.0.0.1', 'accept-language': 'en' };
  const answers = await several(40, FRAMES, () => fromFirst);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(10);
  for (const { headers, text } of refused) {
    const seconds = Number(headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(JSON.parse(text)).toEqual({
      code: 'request.too-many',
      message: `Too many requests. Try again in ${seconds} s.`,
      details: { seconds },
    });
    expect(headers['cache-control']).toBe('no-store');
  }
  expect((await get(FRAMES(), { 'x-forwarded-for': '10.0.0.2' })).status).toBe(200);
});

test('the refusal is in the language of who reads it', async () => {
  await start(10, 0);
  for (let at = 0; at < 10; at += 1) await get('/nothing');
  expect(JSON.parse((await get('/live/tour/frames.json')).text).message).toMatch(/^请求过于频繁/);
});

test('without a trusted proxy nobody chooses his own address', async () => {
  await start(10, 0);
  const answers = await several(20, FRAMES, (at) => ({ 'x-forwarded-for': `10.0.0.${at}` }));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
});

test('only what the trusted proxy wrote counts', async () => {
  await start(10, 1);
  const answers = await several(20, FRAMES, (at) => ({ 'x-forwarded-for': `1.1.1.${at}, 10.0.0.1` }));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
});

test('addresses that there are not count as well', async () => {
  await start(10, 0);
  const answers = await several(
    20,
    (at) => `/nothing-${at}`,
    () => ({}),
  );
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
});

test('who has a session is served, whatever comes from the same address; and gets in', async () => {
  await start(30, 1);
  const [one, two] = [await server.token('organiser', 'one'), await server.token('organiser', 'two')];
  const code = (
    await createInvite(server.store, 'tour', { role: 'organiser', id: 'x', createdBy: 'test' }, 1)
  ).code;
  const hall = { 'x-forwarded-for': '10.0.0.1' };
  const answers = await several(40, FRAMES, () => hall);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  const asks = (token: string) =>
    get('/api/tours/tour/session?as=organiser', { ...hall, authorization: `Bearer ${token}` });
  for (const token of [one, two])
    for (let at = 0; at < 30; at += 1) expect((await asks(token)).status).toBe(200);
  // His own bound still holds, and a token that is none is the address's.
  expect((await asks(one)).status).toBe(429);
  expect((await asks('A'.repeat(43))).status).toBe(429);
  const entered = await server.app.http.inject({
    ...{ method: 'POST', url: '/api/session', headers: hall, payload: { secret: code } },
  });
  expect(entered.statusCode).toBe(200);
});

test('what people enter by is open, whatever else comes from their address; a page says that they have to wait', async () => {
  server = await startApp({ env: { REQUESTS_PER_MINUTE: '10', TRUSTED_PROXIES: '1' } });
  const hall = { 'x-forwarded-for': '10.0.0.9' };
  await several(12, FRAMES, () => hall);
  const page = { ...hall, accept: 'text/html,*/*;q=0.8' };
  for (const [language, words] of [
    ['zh', '请求过于频繁'],
    ['en', 'Too many requests'],
  ] as const) {
    const refused = await get('/t/tour', { ...page, 'accept-language': language });
    expect([refused.status, refused.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
    expect(refused.text).toContain(words);
    expect(refused.headers['retry-after']).toMatch(/^[1-9]\d?$/);
  }
  const entered = await get('/enter', page);
  const file = /\/assets\/[\w.-]+/.exec(entered.text)?.[0] ?? '';
  const doors = ['/enter', '/judge/tour', '/desk/tour', '/organiser/tour', '/judge/shell', '/judge-sw.js'];
  for (const url of [...doors, file, '/judge/tour/app.webmanifest', '/judge-icon.svg', '/healthz', '/readyz'])
    for (const { status } of await several(
      url === '/readyz' ? 1 : 20,
      () => url,
      () => page,
    ))
      expect([url, status]).toEqual([url, 200]);
  // What has to be looked for is bounded all the same.
  const looked = await several(
    12,
    (at) => `/judge/nothing-${at}`,
    () => page,
  );
  expect(looked.map(({ status }) => status)).toEqual([...Array(10).fill(404), 429, 429]);
  expect(
    (
      await several(
        100,
        () => '/assets/none.js',
        () => page,
      )
    ).at(-1)?.status,
  ).toBe(429);
});

test('refusals are counted where the operator looks', async () => {
  await start(10, 1);
  for (let at = 0; at < 15; at += 1) await get('/live/tour/frames.json', { 'x-forwarded-for': '10.0.0.1' });
  expect((await get('/metrics')).text).toContain('lalian_refusals_total{code="request.too-many"} 5');
});

test('ten thousand requests at once from one address cost nobody else the page', async () => {
  await start(100, 1);
  const base = await server.listen();
  const { socket, answered, closed } = await connectRaw(base);
  const request =
    'GET /live/tour/frames.json HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n';
  socket.write(request.repeat(10_000));
  const count = (status: number) => answered().split(`HTTP/1.1 ${status} `).length - 1;
  const other = await fetch(`${base}/live/tour/frames.json`, { headers: { 'x-forwarded-for': '10.0.0.2' } });
  expect(other.status).toBe(200);
  // Nobody needs so many ahead.
  await closed;
  expect(count(200)).toBeLessThanOrEqual(100);
});
