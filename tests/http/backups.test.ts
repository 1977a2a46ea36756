import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { restoreBackup } from '../../server/backup/restoring.ts';
import { openFiles } from '../../server/media/files/open-files.ts';
import type { Store } from '../../server/store/port.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import type { BackupsShown } from '../../shared/house/backups.ts';
import type { House } from '../../shared/house/wire.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { BEGAN_UNIX_MS, type FinishedTour, finishTour } from '../support/finished-tour.ts';
import { enterAsHost } from '../support/house.ts';
import { routesOf } from '../support/routes.ts';
import { startS3 } from '../support/s3-server.ts';
import { until } from '../support/until.ts';

let dir: string;
let over: FinishedTour | undefined;
const servers: TestApp[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-backups-'));
});
afterEach(async () => {
  await over?.server.close();
  over = undefined;
  for (const server of servers.splice(0)) await server.close();
  await rm(dir, { recursive: true, force: true });
});

async function started(options: Parameters<typeof startApp>[0]): Promise<TestApp> {
  const server = await startApp(options);
  servers.push(server);
  return server;
}

async function ask(server: TestApp, token: string, method: 'GET' | 'POST' = 'GET') {
  const answer = await server.app.http.inject({
    method,
    url: '/api/tours/tour/backups',
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: answer.statusCode, body: answer.json<BackupsShown & { readonly code?: string }>() };
}

/** Makes a backup by the organiser's button, and waits for it. */
async function backedUp(server: TestApp, organiser: string): Promise<BackupsShown> {
  expect((await ask(server, organiser, 'POST')).status).toBe(200);
  return until(async () => {
    const { body } = await ask(server, organiser);
    return body.isMaking ? undefined : body;
  }, 'the backup to be made');
}

const kept = async (): Promise<string[]> =>
  (await readdir(join(dir, 'backups/tour'))).toSorted().map((name) => join(dir, 'backups/tour', name));

const partsOf = (store: Store, into: string) => ({
  store,
  files: openFiles({ s3: undefined, dataDir: into }),
  stagingDir: into,
  machineUnixMs: Date.now,
});

/** Brings a file into an empty store in a folder; what came of it, and what is there then. */
async function restoredInto(into: string, file: string) {
  const store = openSqliteStore({ dir: into, exclusive: true });
  try {
    const outcome = await restoreBackup(partsOf(store, into), 'tour', createReadStream(file));
    const left = [
      ...(await store.logs()),
      ...(await store.namedAfter('tour')).map(({ collection }) => collection),
      ...(await store.listRecords('tours')).map(({ key }) => key),
      ...(await openFiles({ s3: undefined, dataDir: into }).list('pictures/')),
    ];
    return { outcome, left };
  } finally {
    await store.close();
  }
}

/** What is the server’s own: how it is, whom it lets in by a secret, the key by which it tells browsers. */
const NOT_OF_A_TOUR = ['/metrics', '/readyz', '/track/:code', '/live/:tour/push.json'];

/** Every address that anybody may ask, with something in each of its parameters that is there. */
function publicUrls(server: TestApp, posts: readonly string[], pictures: readonly string[]): string[] {
  const ids: Readonly<Record<string, readonly string[]>> = {
    ...{ ':tour': ['tour'], ':version': ['1'], ':accent': ['2e5d9f'], ':postId': posts, ':post': posts },
    ':file': pictures,
  };
  const filled = (path: string): readonly string[] => {
    const name = /:(\w+)/.exec(path)?.[0];
    if (name === undefined) return [path];
    const values = ids[name] ?? (path.includes('/areas/') ? ['fang', 'zhuxi'] : ['qinchu']);
    return values.flatMap((value) => filled(path.replace(name, value)));
  };
  const isPublic = (path: string) =>
    !path.startsWith('/api/') && !path.includes('*') && !NOT_OF_A_TOUR.includes(path);
  return routesOf(server.app.http)
    .filter(({ path, methods }) => methods.includes('GET') && isPublic(path))
    .flatMap(({ path }) => filled(path))
    .flatMap((url) => (url.includes('.') ? [url] : [url, `${url}?lang=en`]));
}

/** Bodies byte for byte; the identity of the log and what rests on it are another on purpose. */
async function bytesOf(server: TestApp, urls: readonly string[]): Promise<Record<string, string>> {
  const epoch = (await server.store.head('tour'))?.epoch ?? '';
  const found: Record<string, string> = {};
  for (const url of urls) {
    const answer = await server.app.http.inject({ url, headers: { 'accept-encoding': 'identity' } });
    const type = String(answer.headers['content-type']);
    const body = answer.rawPayload.toString('latin1').replaceAll(epoch, 'EPOCH');
    found[url] = `${answer.statusCode} ${type}\n${body}`;
  }
  return found;
}

test('a backup that is restored onto an empty server gives every public byte again', async () => {
  over = await finishTour({ BACKUP_DIR: join(dir, 'backups') });
  const { server, organiser, editor } = over;
  const snapshot = JSON.parse((await server.get('/live/tour/snapshot.json')).text);
  const posts: string[] = snapshot.tour.feed ?? snapshot.tour.posts.map(({ id }: { id: string }) => id);
  const like = await server.app.http.inject({
    method: 'POST',
    url: `/live/tour/posts/${posts[0]}/like`,
    payload: { device: 'device-of-a-reader', liked: true },
  });
  await server.app.beat();
  const made = await backedUp(server, organiser);
  expect([like.statusCode, made.last?.seq]).toEqual([200, (await server.store.head('tour'))?.seq]);
  const [file = ''] = await kept();
  // Nobody but the server's own user reads it.
  expect((await stat(file)).mode & 0o077).toBe(0);

  const restored = await started({
    bare: true,
    nowUnixMs: () => over?.nowUnixMs() ?? BEGAN_UNIX_MS,
    store: async (into) => {
      const store = openSqliteStore({ dir: into, exclusive: true });
      const outcome = await restoreBackup(partsOf(store, into), 'tour', createReadStream(file));
      expect(outcome).toMatchObject({ ok: true, log: 'tour' });
      return store;
    },
  });
  await restored.get('/live/tour/snapshot.json');
  await restored.app.beat();
  const pictures = (await openFiles(server.config).list('pictures/tour/')).map(
    (name) => name.split('/')[2] ?? '',
  );
  expect(pictures.length).toBeGreaterThan(3);
  const urls = publicUrls(server, posts, pictures);
  const [before, after] = [await bytesOf(server, urls), await bytesOf(restored, urls)];
  expect(urls.length).toBeGreaterThan(60);
  expect(urls.filter((url) => before[url] !== after[url])).toEqual([]);
  expect(urls.filter((url) => before[url]?.startsWith('200')).length).toBeGreaterThan(50);
  // Whoever was in stays in: only hashes went along.
  expect((await restored.command(editor, 'pinPost', { postId: posts[0], pinned: true })).status).toBe(200);
  expect(gunzipSync(await readFile(file)).includes(editor)).toBe(false);
});

test('what cannot be restored is refused in words, and nothing is left half-restored', async () => {
  const server = await started({ env: { BACKUP_DIR: join(dir, 'backups') } });
  await backedUp(server, await server.token('organiser', 'org2', { name: '王敏' }));
  const [file = ''] = await kept();
  const whole = await readFile(file);
  const text = gunzipSync(whole).toString();
  const altered = gzipSync(text.replace('竹溪', '竹山'));
  const newer = gzipSync(text.replace('"version":2', '"version":3'));
  const foreign = gzipSync(text.replace('"collection":"sessions.tour"', '"collection":"invites.house"'));
  const cases = [
    ['newer-version', newer, /version 3: update Lalian/],
    ['damaged', altered, /changed or damaged/],
    ['unsafe', foreign, /does not hold/],
    ['cut-off', whole.subarray(0, whole.length - 40), /cut off/],
    ['cut-off', whole.subarray(0, whole.length >> 1), /cut off/],
    ['not-a-tour', Buffer.from('a photograph'), /not a tour/],
  ] as const;
  for (const [code, bytes, reason] of cases) {
    await writeFile(join(dir, 'bad.lalian'), bytes);
    const { outcome, left } = await restoredInto(join(dir, 'empty'), join(dir, 'bad.lalian'));
    expect(outcome, code).toEqual({ ok: false, code, reason: expect.stringMatching(reason) });
    expect(left, code).toEqual([]);
  }
  // The same place takes the good one then.
  expect((await restoredInto(join(dir, 'empty'), file)).outcome).toMatchObject({ ok: true });
});

test('a server that has the tour keeps its own, also one that is in its thirty days of grace', async () => {
  const server = await started({ env: { BACKUP_DIR: join(dir, 'backups') } });
  await backedUp(server, await server.token('organiser', 'org2'));
  const [file = ''] = await kept();
  const before = await server.store.head('tour');
  const parts = partsOf(server.store, server.dir);
  const outcome = await restoreBackup(parts, 'tour', createReadStream(file));
  expect(outcome).toMatchObject({ ok: false, code: 'exists', reason: expect.stringContaining('already') });
  const record = JSON.stringify({ id: 'tour', createdAtUnixMs: 1, deletedAtUnixMs: 2 });
  await server.store.putRecord('tours', 'tour', record);
  expect(await restoreBackup(parts, 'tour', createReadStream(file))).toMatchObject({
    code: 'exists',
    reason: expect.stringContaining('/house'),
  });
  expect(await server.store.head('tour')).toEqual(before);
});

test('a restore that was ended in the middle is taken up by the next one', async () => {
  const server = await started({ env: { BACKUP_DIR: join(dir, 'backups') } });
  await backedUp(server, await server.token('organiser', 'org2'));
  const [file = ''] = await kept();
  const into = join(dir, 'empty');
  const store = openSqliteStore({ dir: into, exclusive: true });
  const half = { id: 'tour', createdAtUnixMs: 0, madeBy: 'restore', makingSinceUnixMs: 1 };
  await store.putRecord('tours', 'tour', JSON.stringify(half), 0);
  await store.putRecord('drafts.tour', 'left', '{}');
  await store.close();
  const { outcome, left } = await restoredInto(into, file);
  expect(outcome).toMatchObject({ ok: true });
  expect(left).toContain('tour');
  expect(left).not.toContain('drafts.tour');
});

test('only the newest are kept, and by themselves they come when they are due', async () => {
  let now = Date.UTC(2026, 6, 7, 1);
  const server = await started({
    nowUnixMs: () => now,
    env: { BACKUP_DIR: join(dir, 'backups'), BACKUP_KEEP: '2', BACKUP_HOURS: '6' },
  });
  const organiser = await server.token('organiser', 'org2');
  const round = async (hours: number) => {
    now += hours * 3_600_000;
    await server.app.backups.makeDue();
    return (await kept()).map((name) => name.slice(-16, -8));
  };
  expect(await round(0)).toEqual(['01-00-00']);
  expect(await round(5)).toEqual(['01-00-00']);
  // Nothing has happened: what there is, is as good as new.
  expect(await round(1)).toEqual(['01-00-00']);
  expect((await ask(server, organiser)).body.last?.sureAtUnixMs).toBe(now);
  await server.command(organiser, 'beginDay', { day: 1 });
  expect(await round(6)).toEqual(['01-00-00', '13-00-00']);
  await server.command(organiser, 'endDay', { day: 1 });
  expect(await round(6)).toEqual(['13-00-00', '19-00-00']);
});

test('without a place the button says what to do', async () => {
  const server = await started({});
  const organiser = await server.token('organiser', 'org2');
  expect((await ask(server, organiser)).body.place).toBe('none');
  expect(await ask(server, organiser, 'POST')).toMatchObject({
    status: 409,
    body: { code: 'backup.no-place' },
  });
  const judge = await server.token('judge', 'j1');
  expect((await ask(server, judge, 'POST')).status).toBe(403);
});

test('a bucket takes backups too, and one that is away is an alarm until it is back', async () => {
  const s3 = await startS3();
  try {
    const env = { ...s3.env, BACKUP_BUCKET: s3.config.bucket };
    const server = await started({ env });
    const organiser = await server.token('organiser', 'org2');
    expect(await backedUp(server, organiser)).toMatchObject({ place: 'bucket', last: { seq: 4 } });
    const alarms = async () => {
      await server.app.beat();
      const answer = await server.app.http.inject({
        url: '/api/tours/tour/as/organiser',
        headers: { authorization: `Bearer ${organiser}` },
      });
      return answer.json<{ latest: { alarms?: readonly object[] } }>().latest.alarms ?? [];
    };
    expect(await alarms()).toEqual([]);
    await s3.stop();
    const host = await enterAsHost(server);
    const asHostSees = async () => {
      const { hasBackupPlace, tours } = (await host.ask('GET', '')).body as unknown as House;
      return { hasBackupPlace, ...tours[0]?.backup };
    };
    const sureAtUnixMs = expect.any(Number);
    expect(await asHostSees()).toEqual({ hasBackupPlace: true, sureAtUnixMs, hasFailed: false });
    const failed = await backedUp(server, organiser);
    expect(await asHostSees()).toEqual({ hasBackupPlace: true, sureAtUnixMs, hasFailed: true });
    expect(failed).toMatchObject({ last: { seq: 4 }, failed: { why: 'unreachable' } });
    expect(await alarms()).toMatchObject([{ kind: 'backup', why: 'unreachable' }]);
    await s3.start();
    expect(await backedUp(server, organiser)).not.toHaveProperty('failed');
    expect(await alarms()).toEqual([]);
  } finally {
    await s3.remove();
  }
});

test('a backup that is too old is an alarm', async () => {
  let now = Date.UTC(2026, 6, 7, 1);
  const server = await started({ nowUnixMs: () => now, env: { BACKUP_DIR: join(dir, 'backups') } });
  await server.app.backups.makeDue();
  const { backups } = server.app;
  expect(await backups.alarmsOf('tour')).toEqual([]);
  const sure = now;
  now += 13 * 3_600_000;
  expect(await backups.alarmsOf('tour')).toEqual([{ kind: 'backup', why: 'old', lastAtUnixMs: sure }]);
});
