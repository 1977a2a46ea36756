import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BeatAnswer } from '../../shared/desk.ts';
import type { Snapshot } from '../../shared/protocol.ts';
import { command, type PreparedTour, post, prepareTour } from '../support/load.ts';
import { runProgram, type ServerProcess, startServer } from '../support/processes.ts';
import { startRedis } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

let dir: string;
let servers: ServerProcess[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-newsroom-'));
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  servers = [];
  await rm(dir, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startServer({ DATA_DIR: dir, ...env });
  servers.push(server);
  return server;
}
async function schedule(base: string, token: string, id: string, scheduledAtUnixMs: number): Promise<void> {
  const content = { text: id, pictures: [] };
  const answer = await fetch(`${base}/api/tours/tour/desk/drafts/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ basedOnVersion: 0, state: 'scheduled', content, scheduledAtUnixMs }),
  });
  expect([id, answer.status]).toEqual([id, 200]);
}
const drafts = async (base: string, { editor }: PreparedTour) =>
  (
    (await post(`${base}/api/tours/tour/desk/beat`, { screenId: 'screen-0001' }, editor))
      .body as unknown as BeatAnswer
  ).drafts ?? [];
const snapshot = async (base: string) =>
  (await (await fetch(`${base}/live/tour/snapshot.json`)).json()) as Snapshot;
const reached = (unixMs: number) => until(() => Date.now() >= unixMs, 'the time');

test('what was scheduled is published after kill -9 and a stop, with nobody there, once', async () => {
  const first = await start();
  const tour = await prepareTour(first.base, await first.firstInvite(), 1);
  const atUnixMs = Date.now() + 2_000;
  await schedule(first.base, tour.editor, 'draft-0001', atUnixMs);
  await first.kill();
  const eventsInLog = async () => {
    const { output } = await runProgram('verify', [], { DATA_DIR: dir });
    return Number(/^tour: (\d+) events, chain intact/.exec(output)?.[1]);
  };
  const before = await eventsInLog();
  await reached(atUnixMs);
  const second = await start();
  // Nobody asks the server for anything: the log itself shows that it was published.
  await until(async () => (await eventsInLog()) === before + 1, 'the post in the log');
  await second.kill();
  const third = await start();
  expect((await snapshot(third.base)).tour.posts).toMatchObject([{ id: 'draft-0001', outletId: 'qinchu' }]);
  await until(async () => (await drafts(third.base, tour)).length === 0, 'the draft to be gone');
  expect(await eventsInLog()).toBe(before + 1);
});

test('two processes on one Redis: drafts and moments are published once each, though one is killed; likes count in both', async () => {
  const redis = await startRedis();
  try {
    const one = await start({ REDIS_URL: redis.url });
    const tour = await prepareTour(one.base, await one.firstInvite(), 1);
    const two = await start({ REDIS_URL: redis.url });
    const give = (type: string, body: object) =>
      command(two.base, tour.organiser, type, `give-${type}-${JSON.stringify(body).length}`, body);
    await give('setMomentRule', { outletId: 'qinchu', kinds: ['day-begins', 'arrival'] });
    const ids = Array.from({ length: 20 }, (_, at) => `draft-${at}-0000`);
    const atUnixMs = Date.now() + 3_000;
    for (const [at, id] of ids.entries())
      await schedule((at % 2 ? one : two).base, tour.editor, id, atUnixMs);
    await give('beginDay', { day: 1 });
    await give('markStop', { stopId: 's1', status: 'arrived' });
    await reached(atUnixMs);
    await until(async () => (await snapshot(two.base)).tour.postCount > 3, 'the first posts');
    await one.kill();
    const again = await start({ REDIS_URL: redis.url });
    const wanted = [...ids, 'moment-arrival-s1', 'moment-day-begins-1'].sort();
    for (const { base } of [two, again])
      await until(async () => (await snapshot(base)).tour.postCount === wanted.length, 'every post');
    await until(
      async () => (await drafts(two.base, tour)).length === 0,
      'no draft to be left, none as failed',
    );
    const { tour: shown } = await snapshot(again.base);
    expect(shown.posts.map(({ id }) => id).sort()).toEqual(wanted);

    const like = (base: string, device: string) =>
      post(`${base}/live/tour/posts/moment-arrival-s1/like`, { device, liked: true });
    const same = await Promise.all([two, again, two, again].map(({ base }) => like(base, 'device-0001')));
    expect(same.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await like(again.base, 'device-0002')).body).toEqual({ likes: 2, liked: true });
    for (const { base } of [two, again])
      await until(
        async () => (await snapshot(base)).latest.likes['moment-arrival-s1'] === 2,
        'the likes in both processes',
      );
  } finally {
    await Promise.all(servers.map((server) => server.kill()));
    await redis.stop();
  }
});
