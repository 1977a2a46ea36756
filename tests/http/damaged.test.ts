import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTour } from '../../server/live/tours.ts';
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
    { seq, hash },
    'private, no-store',
  ]);
  expect(JSON.parse((await server.get('/api/tours/tour/result', boss)).text).head).toEqual({ seq, hash });
  expect((await server.get('/api/tours/tour/head')).status).toBe(401);
  const judge = { authorization: `Bearer ${await server.token('judge', 'j1')}` };
  expect((await server.get('/api/tours/tour/head', judge)).status).toBe(403);
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
  for (const url of ['/t/tour', '/']) expect((await server.get(url)).status).toBe(200);
  expect((await server.get('/sitemap.xml')).text).toContain('/t/tour');
  const ready = await server.get('/readyz');
  expect([ready.status, JSON.parse(ready.text)]).toMatchObject([
    200,
    { ok: true, damaged: [{ tour: 'broken' }] },
  ]);
});
