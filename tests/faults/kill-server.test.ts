import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MESSAGES } from '../../shared/protocol.ts';
import { connectRaw, rawPost } from '../http/raw.ts';
import { command, organisersView, prepareTour, startPanel, wrongBallots } from '../support/load.ts';
import { followRaw } from '../support/load-follower.ts';
import { runProgram, type ServerProcess, startServer } from '../support/processes.ts';
import { until } from '../support/until.ts';

let dir: string;
let server: ServerProcess;
let bases: readonly string[] = [];

async function start(): Promise<void> {
  server = await startServer({ DATA_DIR: dir });
  bases = [server.base];
}
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-faults-'));
  await start();
});
afterEach(async () => {
  await server.kill();
  await rm(dir, { recursive: true, force: true });
});

test('everything acknowledged survives kill -9 of the server while 52 judges score', async () => {
  const { organiser, judges } = await prepareTour(server.base, await server.firstInvite());
  const panel = startPanel(() => bases, judges);
  for (const most of [200, 400, 600]) {
    await until(() => panel.acknowledged.length >= most, `${most} ballots`);
    await server.kill();
    await start();
  }
  await until(() => panel.acknowledged.length >= 800, '800 ballots');
  await panel.stop();
  await server.kill();
  await start();
  expect(wrongBallots(await organisersView(server.base, organiser), panel.acknowledged)).toEqual([]);
  await server.kill();
  const verified = await runProgram('verify', [], { DATA_DIR: dir });
  expect([verified.code, verified.output]).toEqual([
    0,
    expect.stringMatching(/^tour: \d+ events, chain intact/),
  ]);
});

test('SIGTERM: what was begun is finished, clients are told, and the process ends by itself', async () => {
  const { organiser, judges } = await prepareTour(server.base, await server.firstInvite());
  const viewer = await followRaw(server.base);
  const judge = await followRaw(server.base, { as: 'judge', token: judges.get('j1') ?? '' });
  await judge.got((message) => message.startsWith(`["${MESSAGES.snapshot}"`), 'the snapshot of a judge');
  const panel = startPanel(() => bases, judges);
  await until(() => panel.acknowledged.length >= 200, '200 ballots');
  server.signal('SIGTERM');
  for (const follower of [viewer, judge]) {
    const bye = await follower.got((message) => message.startsWith(`["${MESSAGES.bye}"`), 'the farewell');
    expect(JSON.parse(bye)[1].afterMs).toBeGreaterThan(0);
    await until(() => follower.closed(), 'the end of the connection');
  }
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(server.output()).not.toContain('took too long');
  await start();
  await until(() => panel.acknowledged.length >= 300, 'the panel to go on');
  await panel.stop();
  expect(wrongBallots(await organisersView(server.base, organiser), panel.acknowledged)).toEqual([]);
});

test('SIGTERM: who sends half a request and then nothing does not hold the end up', async () => {
  const { editor } = await prepareTour(server.base, await server.firstInvite(), 3);
  const silent = await connectRaw(server.base);
  const half = await connectRaw(server.base);
  half.socket.write(rawPost('/api/tours/tour/commands/publishPost', editor, '{"commandId":', 1_000));
  // An answer on a third connection: by then the server has read what came before it.
  await fetch(`${server.base}/healthz`);
  server.signal('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
  await Promise.all([silent.closed, half.closed]);
});

test('SIGTERM with nobody there ends at once, and twice is once', async () => {
  server.signal('SIGTERM');
  server.signal('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
});

test('a second server on the same data refuses to start and says what to do; the first goes on', async () => {
  const second = await runProgram('main', [], { PORT: '0', HOST: '127.0.0.1', DATA_DIR: dir });
  expect(second.code).toBe(1);
  expect(second.output).toContain(dir);
  expect(second.output).toMatch(/Another Lalian server is running.*REDIS_URL/s);
  expect(second.output).not.toMatch(/\n\s+at /);
  expect((await fetch(`${server.base}/readyz`)).status).toBe(200);
});

test('a server that was killed holds nothing back: the next one starts on its data', async () => {
  const organiser = await prepareTour(server.base, await server.firstInvite(), 3);
  await server.kill();
  await start();
  const reply = await command(server.base, organiser.organiser, 'beginDay', 'begin-0001', { day: 1 });
  expect(reply.status).toBe(200);
  expect(server.output()).not.toContain('/enter#');
});

test.each([
  [{ PORT: 'eighty' }, /PORT="eighty" is not valid/],
  [{ REDIS_URL: 'http://x' }, /REDIS_URL is not valid/],
  [{ LOG_LEVEL: 'loud', HOST: 'a b' }, /HOST=.*LOG_LEVEL=/s],
])('a wrong setting is said before anything starts: %o', async (env, said) => {
  const ended = await runProgram('main', [], { DATA_DIR: join(dir, 'other'), ...env });
  expect([ended.code, ended.output]).toEqual([2, expect.stringMatching(said)]);
});

test('a port that is taken is said in a sentence', async () => {
  const port = new URL(server.base).port;
  const ended = await runProgram('main', [], { PORT: port, HOST: '127.0.0.1', DATA_DIR: join(dir, 'other') });
  expect([ended.code, ended.output]).toEqual([1, expect.stringContaining('EADDRINUSE')]);
});
