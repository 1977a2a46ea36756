import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diskFiles } from '../../server/media/files/disk-files.ts';
import { type Files, FilesUnavailable } from '../../server/media/files/files.ts';
import { filesOfTour } from '../../server/media/files/open-files.ts';
import { s3Files } from '../../server/media/files/s3-files.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { exportTour, importTour } from '../../server/store/transfer/transfer.ts';
import { appendNow } from '../support/append.ts';
import { type S3Server, startS3 } from '../support/s3-server.ts';
import { LOG } from './bench.ts';

let dir: string;
let s3: S3Server;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-files-'));
  s3 = await startS3();
});
afterAll(async () => {
  await s3.remove();
  await rm(dir, { recursive: true, force: true });
});

let count = 0;
async function local(content: string | Buffer): Promise<string> {
  count += 1;
  const file = join(dir, `local-${count}`);
  await writeFile(file, content);
  return file;
}
const textOf = async (content: Readable | undefined) => content && (await buffer(content)).toString();

const PLACES: readonly (readonly [string, () => Files])[] = [
  ['a folder', () => diskFiles(join(dir, 'disk'))],
  ['an S3 store', () => s3Files(s3.config)],
];

describe.each(PLACES)('%s keeps the contract of files', (_name, open) => {
  let files: Files;
  beforeAll(() => {
    files = open();
  });

  test('what is put is read, whole and in parts, and its size is known', async () => {
    const key = 'pictures/tour/0a-480.webp';
    await files.put(key, await local('0123456789'), 'image/webp');
    expect(await files.size(key)).toBe(10);
    expect(await textOf(await files.read(key))).toBe('0123456789');
    expect(await textOf(await files.read(key, { from: 2, to: 4 }))).toBe('234');
    expect(await textOf(await files.read(key, { from: 9, to: 9 }))).toBe('9');
  });

  test('putting again replaces', async () => {
    const key = 'pictures/tour/0b-480.webp';
    await files.put(key, await local('first, and longer'), 'image/webp');
    await files.put(key, await local('second'), 'image/webp');
    expect([await files.size(key), await textOf(await files.read(key))]).toEqual([6, 'second']);
  });

  test('holds a film of some megabytes', async () => {
    const film = Buffer.alloc(9_000_000, 'film ');
    await files.put('videos/tour/0c.mp4', await local(film), 'video/mp4');
    const content = await files.read('videos/tour/0c.mp4');
    expect(content && (await buffer(content)).equals(film)).toBe(true);
  });

  test('what is not there is undefined, and removing it is no error', async () => {
    expect(await files.size('pictures/tour/none.webp')).toBeUndefined();
    expect(await files.read('pictures/tour/none.webp')).toBeUndefined();
    expect(await files.read('pictures/tour/none.webp', { from: 0, to: 3 })).toBeUndefined();
    await files.remove(['pictures/tour/none.webp']);
    expect(await files.list('pictures/nothing/')).toEqual([]);
  });

  test('lists what begins so, sorted, and no more after it was removed', async () => {
    for (const name of ['b', 'a', 'c'])
      await files.put(`pictures/list/${name}.webp`, await local(name), 'image/webp');
    await files.put('pictures/list-2/d.webp', await local('d'), 'image/webp');
    const keys = ['a', 'b', 'c'].map((name) => `pictures/list/${name}.webp`);
    expect(await files.list('pictures/list/')).toEqual(keys);
    expect(await files.weigh('pictures/list/')).toEqual({ files: 3, bytes: 3 });
    await files.remove(keys.slice(0, 2));
    expect(await files.weigh('pictures/list/')).toEqual({ files: 1, bytes: 1 });
    expect(await files.weigh('pictures/nothing/')).toEqual({ files: 0, bytes: 0 });
    expect(await files.list('pictures/list/')).toEqual(keys.slice(2));
    expect(await files.read('pictures/list/a.webp')).toBeUndefined();
  });
});

test.each([
  ['a folder', 'an S3 store'],
  ['an S3 store', 'a folder'],
])('a tour goes from %s to %s in a file, with pictures and films', async (from, to) => {
  const at = (name: string) => PLACES.find(([place]) => place === name)?.[1]() as Files;
  const origin = filesOfTour(at(from), `origin-${from.length}`);
  const copy = filesOfTour(at(to), `copy-${to.length}`);
  await origin.put('0a-480.webp', await local('picture'));
  await origin.put('videos/0f.mp4', await local(Buffer.alloc(400_000, 'film')));
  await copy.put('old-480.webp', await local('what was there'));
  const store = openSqliteStore({ dir: join(dir, `store-${from.length}`), exclusive: true });
  await store.openLog(LOG, 'e1');
  await appendNow(store, LOG, ['1']);
  const file = await buffer(await exportTour(store, LOG, { collections: [], files: origin }));
  const stagingDir = join(dir, 'staging');
  await mkdir(stagingDir, { recursive: true });
  const outcome = await importTour(store, Readable.from([file]), {
    epoch: 'e2',
    collections: [],
    files: copy,
    stagingDir,
    replace: true,
  });
  expect(outcome).toMatchObject({ ok: true, counts: { pictures: 2 } });
  expect(await copy.list()).toEqual(['0a-480.webp', 'videos/0f.mp4']);
  expect(await textOf(await copy.read('0a-480.webp'))).toBe('picture');
  expect(await copy.size('videos/0f.mp4')).toBe(400_000);
  await store.close();
});

describe('an S3 store that does not serve is said to be away', () => {
  test('when its key is unknown, or there is no such bucket', async () => {
    const file = await local('x');
    for (const wrong of [{ key: 'nobody' }, { bucket: 'no-such-bucket' }]) {
      const files = s3Files({ ...s3.config, ...wrong });
      await expect(files.put('pictures/t/a.webp', file, 'image/webp')).rejects.toThrow(FilesUnavailable);
      await expect(files.list('pictures/t/')).rejects.toThrow(FilesUnavailable);
    }
    // The local file is still there: nothing is lost.
    expect(await readFile(file, 'utf8')).toBe('x');
  });

  test('when nobody answers', async () => {
    const files = s3Files({ ...s3.config, endpoint: 'http://127.0.0.1:9' });
    await expect(files.size('pictures/t/a.webp')).rejects.toThrow(FilesUnavailable);
    await expect(files.read('pictures/t/a.webp')).rejects.toThrow(FilesUnavailable);
  });
});
