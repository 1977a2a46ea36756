import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { startApp, type TestApp } from '../support/app.ts';

const START_UNIX_MS = 1_657_155_600_000;
let now = START_UNIX_MS;
let server: TestApp;
let dir: string | undefined;
afterEach(async () => {
  await server.close();
  if (dir !== undefined) await rm(dir, { recursive: true, force: true });
});

const modeOf = async (): Promise<string> => {
  const { text } = await server.get('/live/tour/snapshot.json');
  return (JSON.parse(text) as { latest: { standings: { mode: string } } }).latest.standings.mode;
};

test('what is planned takes effect by itself at its time, and not before', async () => {
  now = START_UNIX_MS;
  server = await startApp({ nowUnixMs: () => now });
  const organiser = await server.token('organiser', 'org');
  const atUnixMs = now + 60_000;
  const answer = await server.command(organiser, 'planVisibility', {
    visibility: { mode: 'hidden' },
    atUnixMs,
  });
  expect(answer.status).toBe(200);
  now = atUnixMs - 1;
  expect(await modeOf()).toBe('live');
  now = atUnixMs;
  await expect.poll(modeOf, { timeout: 10_000 }).toBe('hidden');
});

test('a server that starts after that time shows nobody what was to be hidden', async () => {
  now = START_UNIX_MS;
  dir = await mkdtemp(join(tmpdir(), 'lalian-plan-'));
  const place = dir;
  const store = async () => openSqliteStore({ dir: place, exclusive: true });
  server = await startApp({ nowUnixMs: () => now, store });
  const organiser = await server.token('organiser', 'org');
  const atUnixMs = now + 60_000;
  await server.command(organiser, 'planVisibility', { visibility: { mode: 'hidden' }, atUnixMs });
  await server.close();
  now = atUnixMs + 3_600_000;
  server = await startApp({ nowUnixMs: () => now, store, bare: true });
  expect(await modeOf()).toBe('hidden');
});
