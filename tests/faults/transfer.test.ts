import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tourIn } from '../../server/cli/tour-in.ts';
import { command, enter, type PreparedTour, post, prepareTour } from '../support/load.ts';
import { runProgram, type ServerProcess, startServer } from '../support/processes.ts';

let dir: string;
let server: ServerProcess;
let tour: PreparedTour;
const at = (name: string) => join(dir, name);

/** A tour with everything in it: posts, a picture, ballots, positions. Answers the picture's address. */
async function fill(): Promise<string> {
  const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#3060a0' } })
    .png()
    .toBuffer();
  const uploaded = await fetch(`${server.base}/api/tours/tour/pictures`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tour.editor}`, 'content-type': 'image/png' },
    body: new Uint8Array(png),
  });
  const picture = (await uploaded.json()) as { readonly id: string; readonly widths: readonly number[] };
  const give = (type: string, body: object, token = tour.organiser) =>
    command(server.base, token, type, `fill-${type}-${JSON.stringify(body).length}`, body);
  await give('beginDay', { day: 1 });
  await give(
    'publishPost',
    { postId: 'post-0001', text: '抵达 😀', pictures: [{ ...picture, alt: '广场' }], stopId: 's1' },
    tour.editor,
  );
  await give('publishPost', { postId: 'post-0002', text: '二', pictures: [] }, tour.editor);
  for (const [judge, token] of tour.judges)
    await give('castBallot', { itemId: 's1', marks: { work: '9.5', show: '8' }, comment: judge }, token);
  const made = await post(
    `${server.base}/api/tours/tour/invites`,
    { invites: [{ role: 'tracker', id: 'bus' }] },
    tour.organiser,
  );
  const [{ url }] = made.body.invites as [{ url: string }];
  const now = Math.floor(Date.now() / 1000);
  for (let back = 10; back > 0; back -= 1)
    await fetch(
      `${server.base}${new URL(url).pathname}?lat=32.3&lon=${110 - back / 100}&timestamp=${now - back * 60}`,
    );
  return `/pictures/tour/${picture.id}-${picture.widths[0]}.webp`;
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-transfer-'));
  server = await startServer({ DATA_DIR: at('first') });
  tour = await prepareTour(server.base, await server.firstInvite(), 4);
});
afterEach(async () => {
  await server.kill();
  await rm(dir, { recursive: true, force: true });
});

test('a tour that is exported beside a running server and imported elsewhere is equal', async () => {
  const picture = await fill();
  const read = async (url: string) => Buffer.from(await (await fetch(`${server.base}${url}`)).arrayBuffer());
  const snapshot = JSON.parse(String(await read('/live/tour/snapshot.json')));
  const posts = String(await read('/live/tour/posts.json'));
  const pixels = await read(picture);
  const exported = await runProgram('export', [at('tour.gz')], { DATA_DIR: at('first') });
  expect([exported.code, exported.output]).toEqual([0, expect.stringContaining('Exported tour "tour"')]);
  const intact = await runProgram('verify', [], { DATA_DIR: at('first') });
  await server.kill();

  const imported = await runProgram('import', [at('tour.gz')], { DATA_DIR: at('second') });
  expect([imported.code, imported.output]).toEqual([
    0,
    expect.stringMatching(/Imported tour "tour": \d+ events, 10 positions, 1 pictures/),
  ]);
  // The same events with the same hashes.
  expect((await runProgram('verify', [], { DATA_DIR: at('second') })).output).toBe(intact.output);
  server = await startServer({ DATA_DIR: at('second') });
  const copy = JSON.parse(String(await read('/live/tour/snapshot.json')));
  // Another epoch on purpose: whoever followed the first log must begin anew. Viewers are of the server, not of the tour.
  expect(copy.epoch).not.toBe(snapshot.epoch);
  const told = ({ epoch: _epoch, latest: { viewers: _viewers, ...latest }, ...rest }: typeof snapshot) => ({
    ...rest,
    latest,
  });
  expect(told(copy)).toEqual(told(snapshot));
  expect(String(await read('/live/tour/posts.json'))).toBe(posts);
  expect((await read(picture)).equals(pixels)).toBe(true);
  // Invites come along, sessions do not.
  const judge = tour.judges.get('j1') ?? '';
  const begin = await command(server.base, judge, 'castBallot', 'ballot-after', {
    itemId: 's2',
    marks: { work: '9', show: '9' },
  });
  expect(begin.body.code).toBe('session.ended');
  expect(server.output()).not.toContain('/enter#');
});

test('an import never overwrites a tour unless it is told to', async () => {
  await runProgram('export', [at('tour.gz')], { DATA_DIR: at('first') });
  await server.kill();
  const again = await runProgram('import', [at('tour.gz')], { DATA_DIR: at('first') });
  expect([again.code, again.output]).toEqual([1, expect.stringContaining('Nothing was changed')]);
  const replaced = await runProgram('import', [at('tour.gz'), '--replace'], { DATA_DIR: at('first') });
  expect(replaced.code).toBe(0);
});

test('an import beside a running server is refused', async () => {
  await runProgram('export', [at('tour.gz')], { DATA_DIR: at('first') });
  const refused = await runProgram('import', [at('tour.gz'), '--replace'], { DATA_DIR: at('first') });
  expect([refused.code, refused.output]).toEqual([
    1,
    expect.stringContaining('Another Lalian server is running'),
  ]);
});

test('a damaged file changes nothing', async () => {
  await fill();
  await runProgram('export', [at('tour.gz')], { DATA_DIR: at('first') });
  const whole = await readFile(at('tour.gz'));
  const damaged = Buffer.from(whole);
  damaged.writeUInt8(damaged.readUInt8(whole.length >> 1) ^ 0xff, whole.length >> 1);
  for (const [name, bytes] of [
    ['half', whole.subarray(0, whole.length / 2)],
    ['flipped', damaged],
    ['rubbish', Buffer.from('rubbish')],
    ['empty', Buffer.alloc(0)],
  ] as const) {
    await writeFile(at(name), bytes);
    const ended = await runProgram('import', [at(name)], { DATA_DIR: at('second') });
    expect([name, ended.code, ended.output]).toEqual([
      name,
      1,
      expect.stringContaining('Nothing was changed'),
    ]);
    expect((await runProgram('verify', [], { DATA_DIR: at('second') })).output).toContain(
      'There is no tour yet',
    );
  }
});

test('a file that is cut off anywhere tells its tour or none, and nothing else happens', async () => {
  await fill();
  await runProgram('export', [at('tour.gz')], { DATA_DIR: at('first') });
  const whole = await readFile(at('tour.gz'));
  for (let bytes = 0; bytes < whole.length; bytes += 97) {
    await writeFile(at('cut'), whole.subarray(0, bytes));
    expect(['tour', '']).toContain(await tourIn(at('cut')));
  }
  await expect(tourIn(at('nowhere'))).rejects.toThrow('There is no file');
});

test('verify says where an edited log breaks', async () => {
  await fill();
  await server.kill();
  const file = join(at('first'), 'lalian.db');
  const db = new DatabaseSync(file);
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as {
    name: string;
  }[];
  const lines = tables.find(({ name }) => {
    const columns = db.prepare(`PRAGMA table_info(${name})`).all() as { name: string }[];
    return ['seq', 'hash', 'body'].every((wanted) => columns.some((column) => column.name === wanted));
  });
  const changed = db
    .prepare(
      `UPDATE ${lines?.name} SET body = replace(body, '"work":"9.5"', '"work":"10"') WHERE seq = (SELECT min(seq) FROM ${lines?.name} WHERE body LIKE '%"work":"9.5"%')`,
    )
    .run();
  expect(changed.changes).toBe(1);
  const { seq } = db.prepare(`SELECT seq FROM ${lines?.name} WHERE body LIKE '%"work":"10"%'`).get() as {
    seq: number;
  };
  db.close();
  const verified = await runProgram('verify', [], { DATA_DIR: at('first') });
  expect([verified.code, verified.output]).toEqual([
    1,
    expect.stringContaining(`tour: BROKEN at event ${seq} `),
  ]);
});

test('a session of the first server opens nothing on the copy, an invite does', async () => {
  const made = await post(
    `${server.base}/api/tours/tour/invites`,
    { invites: [{ role: 'judge', id: 'j1' }] },
    tour.organiser,
  );
  const [{ url }] = made.body.invites as [{ url: string }];
  await runProgram('export', [at('tour.gz')], { DATA_DIR: at('first') });
  await server.kill();
  await runProgram('import', [at('tour.gz')], { DATA_DIR: at('second') });
  server = await startServer({ DATA_DIR: at('second') });
  expect(await enter(server.base, new URL(url).hash.slice(1))).toMatch(/^[\w-]{43}$/);
});
