import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  command,
  organisersView,
  type PreparedTour,
  prepareTour,
  startPanel,
  wrongBallots,
} from '../support/load.ts';
import { followRaw, type RawFollower } from '../support/load-follower.ts';
import { runProgram, type ServerProcess, startServer } from '../support/processes.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

let dir: string;
let redis: RedisServer;
let servers: ServerProcess[] = [];
let tour: PreparedTour;
const bases = () => servers.map((server) => server.base);

/** Starts one more server process on the Redis. */
async function start(): Promise<ServerProcess> {
  const server = await startServer({ REDIS_URL: redis.url, DATA_DIR: dir });
  servers.push(server);
  return server;
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-faults-'));
  redis = await startRedis({ appendonly: 'yes', appendfsync: 'always' });
  const server = await start();
  tour = await prepareTour(server.base, await server.firstInvite());
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  servers = [];
  await redis.stop();
  await rm(dir, { recursive: true, force: true });
});

const viewer = async (base = bases()[0] ?? ''): Promise<RawFollower> => {
  const follower = await followRaw(base);
  await follower.got((message) => message.startsWith('["s"'), 'the snapshot');
  return follower;
};
const health = (state: 'ok' | 'waiting') => (message: string) => message.includes(`"health":"${state}"`);
const post = (base: string, id: string) =>
  command(base, tour.editor, 'publishPost', `publish-${id}`, {
    postId: `post-${id}`,
    text: id,
    pictures: [],
  });

describe('kill -9', () => {
  test('of Redis while 52 judges score loses nothing that was acknowledged', async () => {
    await start();
    const panel = startPanel(bases, tour.judges);
    for (const most of [200, 400]) {
      await until(() => panel.acknowledged.length >= most, `${most} ballots`);
      await redis.kill('SIGKILL');
      await redis.restart();
    }
    await until(() => panel.acknowledged.length >= 600, '600 ballots');
    await panel.stop();
    for (const base of bases())
      await until(
        async () => wrongBallots(await organisersView(base, tour.organiser), panel.acknowledged).length === 0,
        `every acknowledged ballot at ${base}`,
      );
    const verified = await runProgram('verify', [], { REDIS_URL: redis.url, DATA_DIR: dir });
    expect([verified.code, verified.output]).toEqual([0, expect.stringContaining('chain intact')]);
  });

  test('of one of two server processes loses nothing, and clients go on at the other', async () => {
    const doomed = await start();
    const follower = await viewer(doomed.base);
    const panel = startPanel(bases, tour.judges);
    await until(() => panel.acknowledged.length >= 300, '300 ballots');
    await doomed.kill();
    await until(() => follower.closed(), 'the viewer to notice');
    await until(() => panel.acknowledged.length >= 600, '600 ballots');
    await panel.stop();
    const [left] = servers;
    const seen = await organisersView(left?.base ?? '', tour.organiser);
    expect(wrongBallots(seen, panel.acknowledged)).toEqual([]);
  });
});

describe('a Redis that stops answering', () => {
  test('lets viewers keep the page and see that it waits; commands are told to come again, and have one effect', async () => {
    const [{ base }] = servers as [ServerProcess];
    await post(base, 'before-01');
    const follower = await viewer();
    expect(await follower.got(health('ok'), 'the first state')).toContain('before-01');
    // Pages are held by a cache or by the reader; one that was asked for once must be there.
    expect((await fetch(`${base}/`)).status).toBe(200);
    await redis.kill('SIGSTOP');
    await follower.got(health('waiting'), 'the word that the store is away');

    const during = await post(base, 'during-01');
    expect([during.status, during.body.code]).toEqual([503, 'store.away']);
    expect(Number(during.retryAfter)).toBeGreaterThan(0);
    const ballot = await command(base, tour.judges.get('j1') ?? '', 'castBallot', 'ballot-01', {
      itemId: 's1',
      marks: { work: '9', show: '9' },
    });
    expect(ballot.status).toBe(503);
    for (const url of [
      '/',
      '/?lang=en',
      '/t/tour',
      '/t/tour/p/post-before-01',
      '/live/tour/snapshot.json',
      '/live/tour/frames.json',
      '/live/tour/posts.json',
      '/live/tour/map-1.json',
      '/healthz',
    ]) {
      const answer = await fetch(`${base}${url}`);
      expect([url, answer.status]).toEqual([url, 200]);
    }
    expect(await (await fetch(`${base}/live/tour/frames.json`)).text()).toContain('"health":"waiting"');
    const ready = await fetch(`${base}/readyz`);
    expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    // Somebody who comes now gets the page's state as well.
    const late = await viewer();
    expect(late.messages[0]).toContain('before-01');

    await redis.kill('SIGCONT');
    await until(() => follower.messages.slice(-5).some(health('ok')), 'the word that the store is back');
    const retried = await until(async () => {
      const reply = await post(base, 'during-01');
      return reply.status === 503 ? undefined : reply;
    }, 'the retried command to be answered');
    expect(retried.status).toBe(200);
    expect((await post(base, 'during-01')).body).toMatchObject({ repeated: true, seq: retried.body.seq });
    await follower.got((message) => message.includes('during-01'), 'the post that waited');
    const posts = follower.messages.join('').split('"postId":"post-during-01"').length - 1;
    expect(posts).toBe(1);
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
  });

  test('does not hold up a server that is to stop', async () => {
    const [server] = servers as [ServerProcess];
    const follower = await viewer();
    await redis.kill('SIGSTOP');
    const waiting = post(server.base, 'stuck-0001').catch(() => undefined);
    server.signal('SIGTERM');
    await follower.got((message) => message.startsWith('["bye"'), 'the farewell');
    const { code, signal } = await server.ended;
    expect([code, signal]).toEqual([0, null]);
    expect((await waiting)?.status ?? 503).toBe(503);
    await redis.kill('SIGCONT');
  });

  test('that is not there at the start is said in a sentence, without its password', async () => {
    await redis.kill('SIGKILL');
    const url = redis.url.replace('redis://', 'redis://user:hunter2@');
    const ended = await runProgram('main', [], { REDIS_URL: url, DATA_DIR: dir, PORT: '0' });
    expect(ended.code).toBe(1);
    expect(ended.output).toContain(`127.0.0.1:${redis.port}`);
    expect(ended.output).not.toMatch(/hunter2|\n\s+at /);
    await redis.restart();
  });

  test('that forgets after a crash is warned of loudly', async () => {
    const forgetful = await startRedis({ appendonly: 'no' });
    const server = await startServer({ REDIS_URL: forgetful.url, DATA_DIR: join(dir, 'other') });
    expect(server.output()).toMatch(/!! .*appendonly/);
    await server.kill();
    await forgetful.stop();
  });
});
