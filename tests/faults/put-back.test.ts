import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fromSnapshot, takeFrame } from '../../shared/follow.ts';
import type { Frame, Snapshot } from '../../shared/protocol.ts';
import { evolvePublic } from '../../shared/tour/fold.ts';
import { command, type PreparedTour, prepareTour } from '../support/load.ts';
import { followRaw, isNews } from '../support/load-follower.ts';
import { type ServerProcess, startServer } from '../support/processes.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

/** So many posts are lost, and as many others come. */
const POSTS = 8;
let root: string;
let server: ServerProcess | undefined;
let redis: RedisServer | undefined;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lalian-faults-'));
});
afterEach(async () => {
  await server?.kill();
  await redis?.stop();
  redis = undefined;
  await rm(root, { recursive: true, force: true });
});

const base = () => server?.base ?? '';
async function publish(tour: PreparedTour, name: string): Promise<void> {
  for (let at = 0; at < POSTS; at += 1) {
    const postId = `post-${name}-${at}`;
    const content = { postId, text: postId, pictures: [] };
    expect((await command(base(), tour.editor, 'publishPost', `give-${postId}`, content)).status).toBe(200);
  }
}
const fetched = async <T>(file: string): Promise<T> =>
  (await fetch(`${base()}/live/tour/${file}.json`)).json() as Promise<T>;
const feedOf = ({ tour }: Snapshot): string[] => tour.posts.map(({ id }) => id);
/** The public's page once it shows a post. */
const shows = (postId: string) =>
  until(async () => {
    const snapshot = await fetched<Snapshot>('snapshot');
    return feedOf(snapshot).includes(postId) ? snapshot : undefined;
  }, `${postId} to be shown`);

/** Somebody who saw what is gone, and slept, gets by socket and by polling what a fresh page gets. */
async function comesBack(slept: Snapshot): Promise<void> {
  const fresh = await shows(`post-real-${POSTS - 1}`);
  expect(fresh.epoch).toBe(slept.epoch);
  expect(fresh.seq).toBe(slept.seq);
  const frame = await fetched<Frame>('frames');
  expect(takeFrame(fromSnapshot(slept), frame, evolvePublic)).toEqual({ ok: false, behind: true });
  const { epoch, seq, digits } = slept;
  const back = await followRaw(base(), { hello: { epoch, seq, digits: digits.at(-1) } });
  const [kind, told] = JSON.parse(await back.got(isNews, 'what is told')) as [string, Snapshot];
  back.close();
  expect([kind, feedOf(told)]).toEqual(['s', feedOf(fresh)]);
}

test('SQLite: a folder that was copied back', async () => {
  const dir = join(root, 'data');
  server = await startServer({ DATA_DIR: dir });
  const tour = await prepareTour(base(), await server.firstInvite());
  await publish(tour, 'kept');
  await server.kill();
  await cp(dir, join(root, 'copy'), { recursive: true });
  server = await startServer({ DATA_DIR: dir });
  await publish(tour, 'gone');
  const slept = await shows(`post-gone-${POSTS - 1}`);
  await server.kill();
  await rm(dir, { recursive: true });
  await cp(join(root, 'copy'), dir, { recursive: true });
  server = await startServer({ DATA_DIR: dir });
  await publish(tour, 'real');
  await comesBack(slept);
});

test('Redis: a crash that took what was not synced yet, while the server stays', async () => {
  const dir = await mkdtemp(join(root, 'redis-'));
  redis = await startRedis({ appendonly: 'yes', appendfsync: 'everysec', dir });
  server = await startServer({ DATA_DIR: join(root, 'data'), REDIS_URL: redis.url });
  const tour = await prepareTour(base(), await server.firstInvite());
  await publish(tour, 'kept');
  // What is on the disk by now is what a crash of the machine would leave.
  await redis.cli('WAITAOF', '1', '0', '0');
  await cp(dir, join(root, 'copy'), { recursive: true });
  await publish(tour, 'gone');
  const slept = await shows(`post-gone-${POSTS - 1}`);
  await redis.kill('SIGKILL');
  await rm(dir, { recursive: true });
  await cp(join(root, 'copy'), dir, { recursive: true });
  await redis.restart();
  await until(
    async () => !feedOf(await fetched<Snapshot>('snapshot')).includes('post-gone-0'),
    'the server to see what is gone',
  );
  await publish(tour, 'real');
  await comesBack(slept);
});
