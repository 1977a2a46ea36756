import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command, enter, post, prepareTour } from '../support/load.ts';
import { type ServerProcess, startServer } from '../support/processes.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

/* Two server processes on one Redis, and a host at one of them. */

let dir: string;
let redis: RedisServer;
let one: ServerProcess;
let two: ServerProcess;
let host: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-house-'));
  redis = await startRedis();
  one = await startServer({ REDIS_URL: redis.url, DATA_DIR: dir });
  two = await startServer({ REDIS_URL: redis.url, DATA_DIR: dir });
  host = await enter(one.base, await one.hostInvite());
});
afterAll(async () => {
  await Promise.all([one?.kill(), two?.kill()]);
  await redis?.stop();
  await rm(dir, { recursive: true, force: true });
});

async function ask(server: ServerProcess, method: string, path: string, body?: object) {
  const answer = await fetch(`${server.base}/api/house${path}`, {
    method,
    headers: { authorization: `Bearer ${host}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
}

test('of many makers of one tour at both one makes it, and both have it', async () => {
  const made = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      ask(at % 2 ? one : two, 'POST', '/tours', {
        commandId: `make-same-${at}`,
        id: 'tour',
        name: '示例拉练',
      }),
    ),
  );
  expect(made.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(409)]);
  for (const server of [one, two]) expect((await fetch(`${server.base}/t/tour`)).status).toBe(200);
});

test('what is archived, deleted and had back at one is so at the other', async () => {
  const link = await ask(one, 'POST', '/tours/tour/organisers', { name: '组织方' });
  const tour = await prepareTour(one.base, new URL(String(link.body.url)).hash.slice(1), 1);
  let serial = 0;
  const codeAt = async (server: ServerProcess) => {
    serial += 1;
    const day = { day: 1 };
    return (
      (await command(server.base, tour.organiser, 'beginDay', `begin-day-${serial}`, day)).body.code ??
      'taken'
    );
  };
  const becomes = (server: ServerProcess, code: string) =>
    until(async () => ((await codeAt(server)) === code ? true : undefined), `${code} at the other`);
  await becomes(two, 'taken');
  await ask(one, 'PUT', '/tours/tour/archive');
  expect(await codeAt(one)).toBe('tour.archived');
  await becomes(two, 'tour.archived');
  await ask(two, 'DELETE', '/tours/tour/archive');
  expect(await codeAt(two)).toBe('taken');
  await becomes(one, 'taken');
  const deleted = await ask(two, 'PUT', '/tours/tour/deletion', { name: 'Sample tour' });
  expect(deleted.status).toBe(200);
  for (const server of [two, one]) {
    await becomes(server, 'tour.deleted');
    await until(
      async () => ((await fetch(`${server.base}/t/tour`)).status === 410 ? true : undefined),
      '410',
    );
  }
  await ask(one, 'DELETE', '/tours/tour/deletion');
  for (const server of [one, two]) await becomes(server, 'taken');
});

test('a host who is revoked at one is nobody at the other', async () => {
  const made = await ask(one, 'POST', '/invites', { name: '另一位' });
  const other = await enter(two.base, new URL(String(made.body.url)).hash.slice(1));
  const isIn = async () => (await post(`${two.base}/api/house/invites`, { name: '某' }, other)).status;
  expect(await isIn()).toBe(200);
  await ask(one, 'DELETE', `/invites/${made.body.inviteId}`);
  await until(async () => ((await isIn()) === 401 ? true : undefined), 'the other to know');
});
