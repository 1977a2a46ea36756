import { afterEach, beforeEach, expect, test } from 'vitest';
import { createInvite } from '../../server/access/invites.ts';
import { createTour } from '../../server/live/tour-records.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { bearer, entering } from '../support/entering.ts';
import { makeFinal } from '../support/final-tour.ts';
import { enterAsHost, type TestHost } from '../support/house.ts';
import { sampleSetup } from '../support/sample-tour.ts';

const DAY_MS = 86_400_000;
let now = Date.parse('2022-07-01T00:00:00Z');
let server: TestApp;
let host: TestHost;
beforeEach(async () => {
  now = Date.parse('2022-07-01T00:00:00Z');
  server = await startApp({ nowUnixMs: () => now });
  host = await enterAsHost(server);
});
afterEach(() => server.close());

const { inject } = entering(() => server);
const text = async (url: string) => (await inject('GET', url, { accept: 'text/html' })).payload;
/** A tour of its own name, set up; its organiser's token. */
async function another(id: string, name: string): Promise<string> {
  await createTour(server.store, id, now + 1);
  const wanted = { role: 'organiser', id: 'boss', createdBy: 'test' } as const;
  const { code } = await createInvite(server.store, id, wanted, now);
  const { token } = (await inject('POST', '/api/session', {}, { secret: code })).json();
  const setup = { ...sampleSetup, name: { zh: name, en: `${id} in English` } };
  await give(id, token, 'setUpTour', { setup, basedOnVersion: 0 });
  return token;
}
const give = (id: string, token: string, type: string, body: object) =>
  inject('POST', `/api/tours/${id}/commands/${type}`, bearer(token), { commandId: freshId(), ...body });
/** The front is chosen anew every two seconds. */
const front = (wanted: string, other: string) =>
  expect
    .poll(
      async () => {
        const shown = await text('/');
        return [shown.includes(wanted), shown.includes(other)];
      },
      { timeout: 8_000 },
    )
    .toEqual([true, false]);

test('where one tour could be meant it is shown, and where several the list, by which one finds each', async () => {
  await front('水坪镇实践所', '<h2 id="current"');
  const boss = await another('next', '另一场拉练');
  await front('href="/t/next"', '水坪镇实践所');
  expect(await text('/')).toContain('href="/t/tour"');
  await give('next', boss, 'beginDay', { day: 1 });
  await front('另一场拉练', '<h2 id="current"');
  const first = await server.token('organiser', 'boss');
  await server.command(first, 'beginDay', { day: 1 });
  await front('正在进行', '水坪镇实践所');
  now += 10 * DAY_MS;
  await front('href="/t/next"', '水坪镇实践所');
});

test('the list has an address of its own, in both languages, and is whole without scripts', async () => {
  await another('next', '另一场拉练');
  const [zh, en] = [await text('/tours'), await text('/tours?lang=en')];
  expect(zh).toContain('另一场拉练');
  expect(zh).toContain('2022年7月7日 – 2022年7月8日');
  expect(zh).toContain('2 个地区 · 3 个点位');
  expect(en).toContain('next in English');
  expect(en).toContain('href="/t/tour?lang=en"');
  const { headers } = await inject('GET', '/tours', {});
  expect(headers['cache-control']).toBe('public, max-age=1, stale-while-revalidate=1, stale-if-error=1');
  expect(String(headers['content-security-policy'])).toContain("default-src 'none'");
  const again = await inject('GET', '/tours', { 'if-none-match': String(headers.etag) });
  expect(again.statusCode).toBe(304);
});

test('an archived tour is one of before, a deleted one nowhere, and one that is not set up is not listed', async () => {
  await another('next', '另一场拉练');
  await createTour(server.store, 'bare', now + 2);
  await host.ask('PUT', '/tours/tour/archive');
  const list = async () => text('/tours');
  await expect.poll(list, { timeout: 8_000 }).toMatch(/往期[\s\S]*href="\/t\/tour"/);
  expect(await list()).not.toContain('/t/bare');
  await front('水坪镇实践所', '往期');
  await host.ask('PUT', '/tours/next/deletion', { name: '另一场拉练' });
  await expect.poll(list, { timeout: 8_000 }).not.toContain('另一场拉练');
});

test('no byte of it depends on what the public may not see: that the result is final', async () => {
  await another('next', '另一场拉练');
  const before = await text('/tours');
  await makeFinal(server);
  expect((await host.ask('GET', '')).body.tours).toMatchObject([
    { id: 'next' },
    { id: 'tour', course: 'final' },
  ]);
  // What is listed is looked at anew by then.
  await another('third', '第三场拉练');
  await expect.poll(() => text('/tours'), { timeout: 8_000 }).toContain('第三场拉练');
  const lineOf = (page: string) => /<a href="\/t\/tour"[\s\S]*?<\/li>/.exec(page)?.[0];
  expect(lineOf(before)).toContain('即将开始');
  expect(lineOf(await text('/tours'))).toBe(lineOf(before));
});

test('names are text, whatever stands in them', async () => {
  await another('next', '<img src=x onerror=alert(1)>"&');
  expect(await text('/tours')).toContain('&lt;img src=x onerror=alert(1)>"&amp;');
});
