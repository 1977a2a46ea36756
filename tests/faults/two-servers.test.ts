import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command, enter, type PreparedTour, post, prepareTour, type Reply } from '../support/load.ts';
import { followRaw } from '../support/load-follower.ts';
import { type ServerProcess, startServer } from '../support/processes.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

let dir: string;
let redis: RedisServer;
let one: ServerProcess;
let two: ServerProcess;
let tour: PreparedTour;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-two-'));
  redis = await startRedis();
  one = await startServer({ REDIS_URL: redis.url, DATA_DIR: dir });
  tour = await prepareTour(one.base, await one.firstInvite(), 5);
  two = await startServer({ REDIS_URL: redis.url, DATA_DIR: dir });
});
afterAll(async () => {
  await Promise.all([one.kill(), two.kill()]);
  await redis.stop();
  await rm(dir, { recursive: true, force: true });
});

let serial = 0;
/** Gives a command to one of the two. */
function give(server: ServerProcess, token: string, type: string, body: object): Promise<Reply> {
  serial += 1;
  return command(server.base, token, type, `command-${serial}`, body);
}
/** The two, in one order or the other. */
const pair = (at: number): [ServerProcess, ServerProcess] => (at % 2 ? [one, two] : [two, one]);
const publish = (server: ServerProcess, postId: string) =>
  give(server, tour.editor, 'publishPost', { postId, text: postId, pictures: [] });
const text = async (server: ServerProcess, url: string) => (await fetch(`${server.base}${url}`)).text();

describe('two server processes on one Redis', () => {
  test('each tells its viewers what the other wrote', async () => {
    const here = await followRaw(one.base);
    const there = await followRaw(two.base);
    await publish(one, 'from-one-1');
    await publish(two, 'from-two-1');
    for (const follower of [here, there])
      for (const id of ['from-one-1', 'from-two-1'])
        await follower.got((message) => message.includes(id), `${id} at both`);
    here.close();
    there.close();
  });

  test('show positions and pictures that came to the other', async () => {
    const made = await post(
      `${one.base}/api/tours/tour/invites`,
      { invites: [{ role: 'tracker', id: 'bus' }] },
      tour.organiser,
    );
    const [{ url }] = made.body.invites as [{ url: string }];
    const path = new URL(url).pathname;
    const now = Math.floor(Date.now() / 1000);
    await fetch(`${one.base}${path}?lat=32.31&lon=109.81&timestamp=${now - 10}`);
    await fetch(`${two.base}${path}?lat=32.32&lon=109.82&timestamp=${now}`);
    for (const server of [one, two])
      await until(
        async () => (await text(server, '/live/tour/frames.json')).includes('"longitude":109.82'),
        'the newest position at both',
      );
  });

  test('give the same snapshot, page and posts, byte for byte', async () => {
    for (let at = 0; at < 10; at += 1) await publish(at % 2 ? one : two, `alike-000${at}`);
    for (const [judge, token] of tour.judges)
      await give(judge === 'j2' ? two : one, token, 'castBallot', {
        itemId: 's2',
        marks: { work: '9.5', show: '8' },
      });
    for (const url of ['/live/tour/snapshot.json', '/live/tour/posts.json', '/live/tour/map-1.json'])
      await until(async () => (await text(one, url)) === (await text(two, url)), `the same bytes of ${url}`);
    const etag = async (server: ServerProcess) =>
      (await fetch(`${server.base}/live/tour/snapshot.json`)).headers.get('etag');
    expect(await etag(one)).toBe(await etag(two));
  });

  test('know at once what the other acknowledged: a correction follows its post to either', async () => {
    const follow = async (postId: string, first: ServerProcess, second: ServerProcess) => {
      const correct = (server: ServerProcess) =>
        give(server, tour.editor, 'correctPost', { postId, basedOnVersion: 1, note: '改', text: '改' });
      await publish(first, postId);
      const { status, body } = await correct(second);
      const late = await correct(first);
      return [postId, status, body.code, late.body.code];
    };
    // Many at a time keep both busy, so that what one wrote is still on its way to the other.
    for (let round = 0; round < 5; round += 1) {
      const ids = Array.from({ length: 40 }, (_, at) => `follow-${round}-${at}`);
      const answers = await Promise.all(ids.map((id, at) => follow(id, ...pair(at))));
      expect(answers).toEqual(ids.map((id) => [id, 200, undefined, 'post.stale']));
    }
  });

  test('know at once whom the other knows: invites follow the appointment to either', async () => {
    for (let at = 0; at < 20; at += 1) {
      const [first, second] = pair(at);
      const id = `new-${at}`;
      const appointed = await give(first, tour.organiser, 'appointJudges', {
        judges: [{ id, name: '新评委' }],
        // Items of the tests before fall below their quorum.
        acceptsLostScores: true,
      });
      expect([at, appointed.status]).toEqual([at, 200]);
      const made = await post(
        `${second.base}/api/tours/tour/invites`,
        { invites: [{ role: 'judge', id }] },
        tour.organiser,
      );
      expect([at, made.status]).toEqual([at, 200]);
      const [{ url }] = made.body.invites as [{ url: string }];
      const token = await enter(first.base, new URL(url).hash.slice(1));
      const cast = await give(second, token, 'castBallot', { itemId: 's3', marks: { work: '9', show: '9' } });
      expect([at, cast.status]).toEqual([at, 200]);
    }
  });

  test('give a retried command one effect, whichever of them is asked', async () => {
    const token = tour.judges.get('j1') ?? '';
    const cast = (server: ServerProcess) =>
      command(server.base, token, 'castBallot', 'ballot-twice', {
        itemId: 's3',
        marks: { work: '9', show: '9' },
      });
    const answers = await Promise.all([cast(one), cast(two), cast(one), cast(two)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    expect(answers.filter((answer) => answer.body.repeated === false)).toHaveLength(1);
    expect(new Set(answers.map((answer) => `${answer.body.at} ${answer.body.seq}`)).size).toBe(1);
  });

  test('agree on who is let in: a revoked invite is refused by both within a second or so', async () => {
    const made = await post(
      `${one.base}/api/tours/tour/invites`,
      { invites: [{ role: 'screen', id: 'hall' }] },
      tour.organiser,
    );
    const [{ url, inviteId }] = made.body.invites as [{ url: string; inviteId: string }];
    const token = await enter(two.base, new URL(url).hash.slice(1));
    const session = { headers: { authorization: `Bearer ${tour.organiser}` } };
    const asked = async (server: ServerProcess) =>
      (await give(server, token, 'beginDay', { day: 1 })).body.code;
    expect(await asked(two)).toBe('role.forbidden');
    await fetch(`${one.base}/api/tours/tour/invites/${inviteId}`, { method: 'DELETE', ...session });
    expect(await asked(one)).toBe('invite.revoked');
    await until(async () => (await asked(two)) === 'invite.revoked', 'the other process to refuse as well');
  });

  test('let go of whoever follows with an invite that was revoked', async () => {
    const made = await post(
      `${one.base}/api/tours/tour/invites`,
      { invites: [{ role: 'organiser', id: 'second' }] },
      tour.organiser,
    );
    const [{ url, inviteId }] = made.body.invites as [{ url: string; inviteId: string }];
    const token = await enter(one.base, new URL(url).hash.slice(1));
    const followers = await Promise.all(
      [one, two].map((server) => followRaw(server.base, { as: 'organiser', token })),
    );
    for (const follower of followers)
      await follower.got((message) => message.startsWith('["s"'), 'the snapshot');
    await fetch(`${one.base}/api/tours/tour/invites/${inviteId}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${tour.organiser}` },
    });
    for (const follower of followers) await until(() => follower.closed(), 'the connection to be closed');
    const again = await followRaw(two.base, { as: 'organiser', token });
    await until(() => again.refused(), 'the refusal');
    expect(again.refused()).toBe('session.missing');
    again.close();
  });
});
