import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { diskFiles } from '../../server/media/files/disk-files.ts';
import type { Store } from '../../server/store/port.ts';
import { openRedisStore } from '../../server/store/redis/store.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { exportTour, importTour } from '../../server/store/transfer/transfer.ts';
import { all, appendNow, seeded } from '../support/append.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { LOG } from './bench.ts';

const COLLECTIONS = ['drafts', 'pictures'];
let server: RedisServer;
let dir: string;
const stores: Store[] = [];
let places = 0;

beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.stop());
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-transfer-'));
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  await rm(dir, { recursive: true, force: true });
});

async function open(kind: Store['kind']): Promise<Store> {
  const name = `place-${++places}`;
  const store =
    kind === 'redis'
      ? await openRedisStore({ url: server.url, keyPrefix: `${name}:` })
      : openSqliteStore({ dir: join(dir, name), exclusive: true });
  stores.push(store);
  return store;
}

/** A tour of some size with everything that a tour can hold; its pictures lie in `from`. */
async function fill(store: Store, groups = 60): Promise<void> {
  await store.openLog(LOG, 'e1');
  const random = seeded(7);
  for (let group = 0; group < groups; group++) {
    const size = 1 + Math.floor(random() * 60);
    await appendNow(
      store,
      LOG,
      Array.from({ length: size }, (_, i) => `{"g":${group},"i":${i},"评":"\u2028"}`),
    );
  }
  await store.appendSeries(
    LOG,
    Array.from({ length: 2_500 }, (_, i) => `[${i}]`),
  );
  await store.putRecord('drafts', '键/1', '{"text":"好"}');
  await store.putRecord('pictures', 'p1', '{}');
  await store.putRecord('pictures', 'p1', '{"second":true}');
  await store.putRecord('sessions', 'secret', '"must not leave"');
  await mkdir(join(dir, 'from/a/b'), { recursive: true });
  await writeFile(join(dir, 'from/one.webp'), Buffer.alloc(500_001, 'a picture of 星洲炒米'));
  await writeFile(join(dir, 'from/a/b/评.webp'), 'small');
  await writeFile(join(dir, 'from/a/empty.webp'), '');
  await writeFile(join(dir, 'outside.txt'), 'outside');
  await symlink(join(dir, 'outside.txt'), join(dir, 'from/link.webp'));
}

/** A folder's files, under their own names. */
function filesIn(name: string) {
  const files = diskFiles(join(dir, name));
  const list = () => files.list('');
  return { ...files, list, put: (key: string, file: string) => files.put(key, file, 'image/webp') };
}

const exported = async (store: Store, pictures: string) =>
  buffer(await exportTour(store, LOG, { collections: COLLECTIONS, files: filesIn(pictures) }));

const imported = (store: Store, file: Buffer, pictures: string, replace = false, epoch = 'e2') =>
  importTour(store, Readable.from([file]), {
    epoch,
    collections: COLLECTIONS,
    files: filesIn(pictures),
    stagingDir: dir,
    replace,
  });

/** Everything that a copy must have in common with its original. */
async function contents(store: Store, pictures: string) {
  const records = await Promise.all(COLLECTIONS.map((collection) => store.listRecords(collection)));
  const files = await readdir(join(dir, pictures), { recursive: true, withFileTypes: true });
  const bytes = files
    .filter((file) => file.isFile())
    .map(async (file) => [
      join(file.parentPath, file.name).slice(join(dir, pictures).length),
      (await readFile(join(file.parentPath, file.name))).toString('base64'),
    ]);
  return {
    log: await all(store.readLog(LOG, 0)),
    series: await all(store.readSeries(LOG, 0)),
    records: records.map((list) => list.map(({ key, body }) => ({ key, body }))),
    pictures: Object.fromEntries(await Promise.all(bytes)),
  };
}

/** The file with its lines changed, and its checksum made to fit again. */
function edited(file: Buffer, edit: (lines: string[]) => string[]): Buffer {
  const lines = edit(gunzipSync(file).toString().split('\n').slice(0, -2));
  const before = `${lines.join('\n')}\n`;
  const count = (type: string) => lines.filter((line) => line.startsWith(`{"type":"${type}"`)).length;
  const end = {
    type: 'end',
    log: count('log'),
    series: count('series'),
    records: count('record'),
    pictures: count('picture'),
    sha256: createHash('sha256').update(before).digest('hex'),
  };
  return gzipSync(`${before}${JSON.stringify(end)}\n`);
}

describe('a tour in a file', { timeout: 30_000 }, () => {
  test.each([
    ['sqlite', 'redis'],
    ['redis', 'sqlite'],
  ] as const)('is the same tour after it went from %s to %s and back', async (here, there) => {
    const origin = await open(here);
    await fill(origin);
    const other = await open(there);
    const outcome = await imported(other, await exported(origin, 'from'), 'copy');
    const log = (await origin.head(LOG))?.seq;
    expect(outcome).toEqual({
      ok: true,
      log: LOG,
      counts: { log, series: 2_500, records: 2, counters: 0, pictures: 3 },
    });
    const back = await open(here);
    expect(await imported(back, await exported(other, 'copy'), 'back', false, 'e3')).toMatchObject({
      ok: true,
    });

    await rm(join(dir, 'from/link.webp'));
    const original = await contents(origin, 'from');
    expect(await contents(other, 'copy')).toEqual(original);
    expect(await contents(back, 'back')).toEqual(original);
    expect((await other.head(LOG))?.epoch).toBe('e2');
    expect((await back.head(LOG))?.hash).toBe((await origin.head(LOG))?.hash);
    expect(await other.listRecords('sessions')).toEqual([]);
    expect((await readdir(dir)).filter((name) => name.startsWith('.import'))).toEqual([]);
    expect((await appendNow(back, LOG, ['"goes on"'])).seq).toBe((log ?? 0) + 1);
  });

  test('the same tour gives the same bytes, from either store', async () => {
    const origin = await open('sqlite');
    await fill(origin);
    const file = await exported(origin, 'from');
    const other = await open('redis');
    await imported(other, file, 'copy', false, 'e9');
    const again = await open('sqlite');
    await imported(again, await exported(other, 'copy'), 'copy2', false, 'e1');
    expect(gunzipSync(await exported(again, 'copy2')).equals(gunzipSync(file))).toBe(true);
  });

  test('an empty tour can be taken along too', async () => {
    const origin = await open('sqlite');
    await origin.openLog(LOG, 'e1');
    const other = await open('redis');
    expect(await imported(other, await exported(origin, 'none'), 'copy')).toMatchObject({ ok: true });
    expect(await other.head(LOG)).toEqual({ epoch: 'e2', seq: 0, group: 0, hash: '' });
    await expect(exportTour(origin, 'other', { collections: [], files: filesIn('.') })).rejects.toThrow(
      'no tour other',
    );
  });

  test('what is there already is only overwritten on demand, and then wholly', async () => {
    const origin = await open('sqlite');
    await fill(origin);
    const file = await exported(origin, 'from');
    const other = await open('sqlite');
    await other.openLog(LOG, 'old');
    await appendNow(other, LOG, ['"mine"']);
    await other.putRecord('drafts', 'mine', '1');
    await mkdir(join(dir, 'copy'));
    await writeFile(join(dir, 'copy/mine.webp'), 'mine');
    const before = await contents(other, 'copy');
    expect(await imported(other, file, 'copy')).toMatchObject({ ok: false, code: 'exists' });
    expect(await contents(other, 'copy')).toEqual(before);
    expect(await imported(other, file, 'copy', true)).toMatchObject({ ok: true });
    await rm(join(dir, 'from/link.webp'));
    expect(await contents(other, 'copy')).toEqual(await contents(origin, 'from'));
  });

  describe('is refused, and nothing is put in place,', () => {
    let file: Buffer;
    let target: Store;
    beforeEach(async () => {
      const origin = await open('sqlite');
      await fill(origin, 5);
      file = await exported(origin, 'from');
      target = await open('sqlite');
    });

    async function refused(bad: Buffer, code: string, reason: string | RegExp): Promise<void> {
      const outcome = await imported(target, bad, 'copy');
      expect(outcome).toMatchObject({ ok: false, code, reason: expect.stringMatching(reason) });
      expect(await target.logs()).toEqual([]);
      expect(await target.listRecords('drafts')).toEqual([]);
      expect((await readdir(dir)).sort()).toEqual(expect.not.arrayContaining(['copy']));
      expect((await readdir(dir)).filter((name) => name.startsWith('.import'))).toEqual([]);
    }

    test('when it is something else', async () => {
      await refused(Buffer.from('hello'), 'not-a-tour', 'not a tour');
      await refused(gzipSync('{"some":"json"}\n'), 'not-a-tour', 'not a tour');
      await refused(Buffer.alloc(0), 'cut-off', 'cut off');
      const next = { type: 'meta', format: 'lalian-tour', version: 3 };
      await refused(gzipSync(`${JSON.stringify(next)}\n`), 'newer-version', 'version 3');
    });

    test('when it is cut off, wherever', async () => {
      for (const share of [0.01, 0.3, 0.9, 0.999]) {
        await refused(file.subarray(0, Math.floor(file.length * share)), 'cut-off', 'cut off');
      }
      const text = gunzipSync(file);
      await refused(gzipSync(text.subarray(0, text.length - 1)), 'cut-off', 'no end');
      await refused(gzipSync(text.subarray(0, text.lastIndexOf(10, -2) + 1)), 'cut-off', 'end is missing');
    });

    test('when a byte was changed, in the packed file or in its text', async () => {
      const text = gunzipSync(file).toString();
      await refused(gzipSync(text.replace('"好', '"坏')), 'damaged', 'checksum');
      await refused(gzipSync(text.replace('{\\"g\\":3', '{\\"g\\":4')), 'damaged', 'checksum');
      await refused(gzipSync(`${text}{"type":"series","body":"1"}\n`), 'damaged', 'line');
      const flipped = Buffer.from(file);
      flipped.writeUInt8(flipped.readUInt8(file.length - 6) ^ 1, file.length - 6);
      await refused(flipped, 'not-a-tour', 'damaged');
    });

    test('when an event was changed, dropped or added, even with a checksum that fits', async () => {
      const change = (from: string, to: string) =>
        edited(file, (lines) => lines.map((line) => line.replace(from, to)));
      await refused(change('{\\"g\\":3,\\"i\\":0', '{\\"g\\":3,\\"i\\":9'), 'damaged', /event \d+ .*hash/);
      await refused(
        edited(file, (lines) => lines.filter((_, index) => index !== 5)),
        'damaged',
        'event 5 .*gap',
      );
      const lastEvent = (lines: string[]) => lines.findLastIndex((line) => line.startsWith('{"type":"log"'));
      await refused(
        edited(file, (lines) => lines.filter((_, index) => index !== lastEvent(lines))),
        'damaged',
        'ends elsewhere',
      );
    });

    test.each(['../escape.webp', '/etc/x', 'a/../../x', 'a//b', '.', 'c:\\x', 'a\\..\\x', 'nul\u0000', ''])(
      'when a picture would be written elsewhere: %j',
      async (name) => {
        const bad = edited(file, (lines) => [...lines, JSON.stringify({ type: 'picture', name, bytes: 0 })]);
        await refused(bad, 'unsafe', 'forbidden name');
      },
    );

    test('when it brings records that a tour does not hold', async () => {
      const record = { type: 'record', collection: 'sessions', key: 'me', body: '{"role":"organiser"}' };
      await refused(
        edited(file, (lines) => [...lines, JSON.stringify(record)]),
        'unsafe',
        'sessions',
      );
    });

    test('when a picture is shorter, longer or twice there', async () => {
      const picture = (bytes: number) => JSON.stringify({ type: 'picture', name: 'x.webp', bytes });
      const bytes = JSON.stringify({ type: 'bytes', base64: 'AAAA' });
      await refused(
        edited(file, (lines) => [...lines, picture(4), bytes]),
        'damaged',
        'shorter',
      );
      await refused(
        edited(file, (lines) => [...lines, picture(2), bytes]),
        'damaged',
        'longer',
      );
      await refused(
        edited(file, (lines) => [...lines, bytes]),
        'damaged',
        'longer',
      );
      await refused(
        edited(file, (lines) => [...lines, picture(0), picture(0)]),
        'damaged',
        'twice',
      );
    });
  });
});
