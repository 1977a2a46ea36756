import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTour } from '../../server/live/tours.ts';
import { verifyLog } from '../../server/store/verify-log.ts';
import { startApp, type TestApp } from '../support/app.ts';

let server: TestApp;

beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

test('the organiser is told where the log ends, and the result holds it', async () => {
  const boss = { authorization: `Bearer ${await server.token('organiser', 'boss')}` };
  const { seq, hash } = (await server.store.head('tour')) ?? { seq: 0, hash: '' };
  const head = await server.get('/api/tours/tour/head', boss);
  expect([JSON.parse(head.text), head.headers['cache-control']]).toEqual([
    { seq, hash, dayEnds: [] },
    'private, no-store',
  ]);
  expect(JSON.parse((await server.get('/api/tours/tour/result', boss)).text).head).toEqual({ seq, hash });
  expect((await server.get('/api/tours/tour/head')).status).toBe(401);
  const judge = { authorization: `Bearer ${await server.token('judge', 'j1')}` };
  expect((await server.get('/api/tours/tour/head', judge)).status).toBe(403);
});

test('the end of a day keeps its own head, whatever follows, in the result too, and it can be verified', async () => {
  const token = await server.token('organiser', 'boss');
  const boss = { authorization: `Bearer ${token}` };
  const dayEnds = async (path: string): Promise<{ day: number; seq: number; hash: string }[]> =>
    JSON.parse((await server.get(`/api/tours/tour/${path}`, boss)).text).dayEnds;
  await server.command(token, 'beginDay', { day: 1 });
  expect(await dayEnds('head')).toEqual([]);
  await server.command(token, 'endDay', { day: 1 });
  const { seq, hash } = (await server.store.head('tour')) ?? { seq: 0, hash: '' };
  await server.command(token, 'beginDay', { day: 2 });
  expect(await dayEnds('head')).toEqual([{ day: 1, seq, hash }]);
  expect(await dayEnds('result')).toEqual([{ day: 1, seq, hash }]);
  expect(await verifyLog(server.store, 'tour', { seq, hash })).toMatchObject({ ok: true });
  expect(await verifyLog(server.store, 'tour', { seq: seq + 1, hash })).toMatchObject({ ok: false });
});

test('a tour whose log was emptied is refused with what to do, at every address; the others are served', async () => {
  await createTour(server.store, 'broken', Date.now());
  const db = new DatabaseSync(join(server.dir, 'lalian.db'));
  db.exec("UPDATE logs SET seq = 138, grp = 9 WHERE name = 'broken'");
  db.close();
  for (const url of ['/live/broken/snapshot.json', '/live/broken/frames.json', '/t/broken']) {
    const { status, text, headers } = await server.get(url, { 'accept-language': 'en' });
    expect([url, status]).toEqual([url, 503]);
    if (url.startsWith('/live/')) expect(JSON.parse(text).code).toBe('log.damaged');
    expect(text).toContain('npm run verify');
    expect(headers['cache-control']).toBe('no-store');
  }
  for (const url of ['/t/broken', '/t/broken/p/x', '/embed/broken']) {
    const accept = 'text/html,*/*;q=0.8';
    const { status, text, headers } = await server.get(url, { accept, 'accept-language': 'en' });
    expect([url, status, headers['content-type']]).toEqual([url, 503, 'text/html; charset=utf-8']);
    expect(text).toContain('<h1>');
  }
  for (const url of ['/t/tour', '/']) expect((await server.get(url)).status).toBe(200);
  expect((await server.get('/sitemap.xml')).text).toContain('/t/tour');
  const ready = await server.get('/readyz');
  expect([ready.status, JSON.parse(ready.text)]).toMatchObject([
    200,
    { ok: true, damaged: [{ tour: 'broken' }] },
  ]);
});
