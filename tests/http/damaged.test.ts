import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTour, listTours } from '../../server/live/tour-records.ts';
import { MediaIds } from '../../server/media/media-ids.ts';
import { pushKeys } from '../../server/push/keys.ts';
import { StoreDamaged } from '../../server/store/port.ts';
import { passingOverUnreadable } from '../../server/store/record-documents.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { verifyLog } from '../../server/store/verify-log.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { completeContest } from '../support/complete-contest.ts';

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

test('a result that is final keeps its line, in the result too, until it is opened again', async () => {
  const own = await startApp();
  onTestFinished(() => own.close());
  const token = await own.token('organiser', 'boss');
  const boss = { authorization: `Bearer ${token}` };
  const finalised = async (path: string): Promise<{ seq: number; hash: string } | undefined> =>
    JSON.parse((await own.get(`/api/tours/tour/${path}`, boss)).text).finalised;
  await completeContest(own, token);
  expect(await finalised('head')).toBeUndefined();
  expect((await own.command(token, 'finaliseResult', { reason: '核对无误' })).status).toBe(200);
  const { seq, hash } = (await own.store.head('tour')) ?? { seq: 0, hash: '' };
  await own.command(token, 'beginDay', { day: 2 });
  expect(await finalised('head')).toEqual({ seq, hash });
  expect(await finalised('result')).toEqual({ seq, hash });
  expect(await verifyLog(own.store, 'tour', { seq, hash })).toMatchObject({ ok: true });
  await own.command(token, 'reopenResult', { reason: '一位评委看错了一项' });
  expect(await finalised('head')).toBeUndefined();
  expect(await finalised('result')).toBeUndefined();
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

/** Another server, of one tour, whose file somebody changes before anybody asks for the tour. */
async function harmed(sql: string): Promise<TestApp> {
  const one = await startApp({ bare: true });
  onTestFinished(() => one.close());
  const db = new DatabaseSync(join(one.dir, 'lalian.db'));
  db.exec(sql);
  db.close();
  return one;
}
const readyOf = async (one: TestApp) => {
  const { status, text } = await one.get('/readyz');
  return [status, JSON.parse(text)];
};

test('where every tour is damaged, the server is not ready, and names them', async () => {
  const one = await harmed('DELETE FROM logs');
  await one.app.tours.lookAtEnds();
  expect(await readyOf(one)).toMatchObject([
    503,
    { ok: false, code: 'log.damaged', damaged: [{ tour: 'tour', reason: /npm run verify/ }] },
  ]);
});

test('positions that nobody can read are passed over, and those between them count', async () => {
  const fix = JSON.stringify({
    ...{ deviceId: 'bus', fixedAtUnixMs: 1_657_155_600_000, latitude: 32.3, longitude: 109.8 },
  });
  const lines = ['{', 'null', '5', '{}', '{"deviceId":"bus","fixedAtUnixMs":"x"}', fix, ''];
  const rows = lines.map((body, index) => `(1, ${index + 1}, '${body}')`);
  const one = await harmed(
    `INSERT INTO series VALUES ${rows.join(', ')}; UPDATE logs SET series = ${lines.length}`,
  );
  expect((await one.get('/t/tour')).status).toBe(200);
  const snapshot = await one.get('/live/tour/snapshot.json');
  expect(JSON.parse(snapshot.text).latest.position).toMatchObject({ latitude: 32.3 });
});

test('a record that nobody can read is passed over and told, and everything else is served', async () => {
  const one = await startApp();
  onTestFinished(() => one.close());
  const boss = await one.token('organiser', 'boss');
  const lost = await one.token('organiser', 'lost');
  await one.store.putRecord('tours', 'tour', '{');
  const db = new DatabaseSync(join(one.dir, 'lalian.db'));
  db.exec(
    "UPDATE records SET body = '{' WHERE rowid = (SELECT max(rowid) FROM records WHERE collection LIKE 'sessions%')",
  );
  db.close();
  expect((await listTours(one.store)).map(({ id }) => id)).toEqual(['tour']);
  expect((await one.get('/t/tour')).status).toBe(200);
  expect((await one.get('/')).status).toBe(200);
  expect((await one.command(boss, 'beginDay', { day: 1 })).status).toBe(200);
  // Whose session is lost enters again by the link.
  expect((await one.command(lost, 'beginDay', { day: 2 })).status).toBe(401);
  expect(await readyOf(one)).toMatchObject([200, { ok: true, unreadableRecords: 2 }]);
  expect((await one.store.unreadableRecords()).map(({ collection }) => collection)).toContain('tours');
});

test('what this server cannot read itself is never said to be the request', async () => {
  const one = await startApp({
    store: async (dir) => ({
      ...openSqliteStore({ dir, exclusive: true }),
      readCounter: async () => JSON.parse('{'),
      readPresence: async () => JSON.parse('{'),
      listRecords: async (collection) => (collection === 'tours' ? JSON.parse('{') : []),
    }),
    bare: true,
  });
  onTestFinished(() => one.close());
  const { status, text } = await one.get('/');
  expect([status, JSON.parse(text).code]).toEqual([500, 'server.error']);
  const sent = await one.app.http.inject({
    ...{ method: 'POST', url: '/api/session', headers: { 'content-type': 'application/json' }, payload: '{' },
  });
  expect([sent.statusCode, sent.json().code]).toEqual([400, 'request.not-json']);
});

test('a log that ends ahead of the clock is told before anybody asks for its tour', async () => {
  const hour = 3_600_000;
  let now = Date.UTC(2022, 6, 7, 2);
  const first = await startApp({ nowUnixMs: () => now });
  const files = first.store;
  now -= hour;
  const second = await startApp({ store: async () => files, nowUnixMs: () => now, bare: true });
  onTestFinished(async () => {
    await second.close();
    await first.app.stop();
    await rm(first.dir, { recursive: true, force: true });
  });
  await second.app.tours.lookAtEnds();
  expect(second.app.tours.open).toEqual([]);
  expect((await readyOf(second))[1]).toMatchObject({ clock: 'log-ahead' });
});

test.each([
  ['its beginning is noise', 0],
  ['its pages are noise', 4096],
])('a file of which %s is told to be damaged, and what to do', async (_what, from) => {
  const dir = await mkdtemp(join(tmpdir(), 'lalian-noise-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const store = openSqliteStore({ dir, exclusive: false });
  await createTour(store, 'tour', Date.now());
  await store.close();
  const file = join(dir, 'lalian.db');
  const written = new DatabaseSync(file);
  written.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  written.close();
  const handle = await open(file, 'r+');
  for (let at = from; at < (await stat(file)).size; at += 4096)
    await handle.write(Buffer.alloc(600, 0xa5), 0, 600, at);
  await handle.close();
  const use = async () => {
    const damaged = openSqliteStore({ dir, exclusive: false });
    onTestFinished(() => damaged.close());
    return listTours(damaged);
  };
  await expect(use()).rejects.toThrow(StoreDamaged);
  await expect(use()).rejects.toThrow(/lalian\.db is damaged: .*backup/s);
});

test('nothing that this server itself writes is a record that it could not read', async () => {
  const one = await startApp();
  onTestFinished(() => one.close());
  const ids = new MediaIds(one.store);
  const file = { tour: 'tour', owner: 'o', kind: 'picture', sha256: 'a'.repeat(64) } as const;
  const id = await ids.of(file);
  await pushKeys(one.store);
  expect(await one.store.unreadableRecords()).toEqual([]);
  const told: string[] = [];
  const passing = passingOverUnreadable(one.store, [], (_collection, key) => told.push(key));
  expect([await new MediaIds(passing).of(file), told]).toEqual([id, []]);
});
