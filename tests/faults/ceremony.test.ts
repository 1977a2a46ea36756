import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Snapshot } from '../../shared/protocol.ts';
import type { Ceremony } from '../../shared/tour/ceremony/ceremony.ts';
import { insist } from '../support/load.ts';
import { followRaw } from '../support/load-follower.ts';
import { type Meeting, prepareMeeting } from '../support/meeting.ts';
import { type ServerProcess, startServer } from '../support/processes.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';

const AREAS = 3;
let dir: string;
let redis: RedisServer | undefined;
let server: ServerProcess;
let meeting: Meeting;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-ceremony-'));
});
afterEach(async () => {
  await server.kill();
  await redis?.stop();
  redis = undefined;
  await rm(dir, { recursive: true, force: true });
});

const start = async () => {
  server = await startServer({ DATA_DIR: dir, ...(redis && { REDIS_URL: redis.url }) });
};

/** The hall as a screen has it that comes now. */
async function hall(): Promise<Ceremony> {
  const follower = await followRaw(server.base, { as: 'screen', token: meeting.screen });
  const message = await follower.got((text) => text.startsWith('["s"'), 'the snapshot of a screen');
  follower.close();
  const [, { tour }] = JSON.parse(message) as [string, Snapshot];
  if (tour.ceremony === null) throw new Error('There is no ceremony');
  return tour.ceremony;
}

/** Gives a command of the presenter until it is answered, however often the server goes meanwhile. */
const lead = (type: string, id: string, body: object) =>
  insist(() => [server.base], meeting.presenter, type, id, body);

/** Goes through the whole programme; at every second step something dies while the step is under way. */
async function walkThrough(kill: (step: number) => Promise<void>): Promise<void> {
  await lead('beginCeremony', 'begin-0001', {});
  for (let step = 1; ; step += 1) {
    const before = await hall();
    expect(before.step).toBe(step);
    const going = lead('stepCeremony', `step-${step}-0000`, { seenStep: step, go: 'next' });
    if (step % 2 === 0) await kill(step);
    const answer = await going;
    if (answer.body.code === 'ceremony.at-end') {
      expect(before.picture.revealed.map(({ rank }) => rank)).toEqual([3, 2, 1]);
      return;
    }
    expect(answer.status).toBe(200);
    // A step is made once, whatever died while it was under way, and its picture is whole.
    const after = await hall();
    expect(after.step).toBe(step + 1);
    expect(after.picture).not.toEqual(before.picture);
  }
}

test('kill -9 of the server at any step: hall and remote stand at the step where they were', async () => {
  await start();
  meeting = await prepareMeeting(server.base, await server.firstInvite(), AREAS);
  await walkThrough(async () => {
    await server.kill();
    await start();
  });
});

test('kill -9 of Redis at any step: hall and remote stand at the step where they were', async () => {
  redis = await startRedis({ appendonly: 'yes', appendfsync: 'always' });
  await start();
  meeting = await prepareMeeting(server.base, await server.firstInvite(), AREAS);
  const store = redis;
  await walkThrough(async () => {
    await store.kill('SIGKILL');
    await store.restart();
  });
});

test('what the public is to be told after the delay is told by the server that comes after a kill', async () => {
  await start();
  meeting = await prepareMeeting(server.base, await server.firstInvite(), AREAS, { delaySeconds: 1 });
  await lead('beginCeremony', 'begin-0001', {});
  await lead('stepCeremony', 'step-1-0000', { seenStep: 1, go: { sceneId: 'reveal' } });
  await lead('stepCeremony', 'step-2-0000', { seenStep: 2, go: 'next' });
  await server.kill();
  await start();
  const viewer = await followRaw(server.base);
  await viewer.got((text) => text.includes('"rank":3'), 'the place that the hall saw before');
  viewer.close();
});
