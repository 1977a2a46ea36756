import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createInvite } from '../../server/access/invites.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { encodePolyline } from '../../shared/track/polyline.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { sampleSetup } from '../support/sample-tour.ts';

let dir: string;
let now = Date.UTC(2022, 6, 7, 1, 0, 0);
const servers: TestApp[] = [];

/** A server on the same data as the one before it, which must be closed. */
async function start(bare: boolean): Promise<TestApp> {
  const store = async () => openSqliteStore({ dir, exclusive: true });
  const server = await startApp({ store, bare, nowUnixMs: () => now });
  servers.push(server);
  return server;
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-restart-'));
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await rm(dir, { recursive: true, force: true });
});

const URLS = ['snapshot.json', 'posts.json', 'map-2.json'];
const bodies = async (server: TestApp) =>
  Promise.all(URLS.map(async (url) => (await server.get(`/live/tour/${url}`)).text));

test('a restarted server gives the same bytes, also where the convoy is on a road that it drives twice', async () => {
  const before = await start(false);
  const boss = await before.token('organiser', 'boss');
  // Eleven kilometres east and back again: each place lies on two legs of the road.
  const road = encodePolyline(
    [109.8, 109.86, 109.92, 109.86, 109.8].map((longitude) => ({ latitude: 32.3, longitude })),
  );
  const days = sampleSetup.days.map((day) => (day.number === 1 ? { ...day, road } : day));
  const stops = sampleSetup.stops.map((stop) =>
    stop.id === 's1'
      ? { ...stop, position: [32.3, 109.9] as [number, number] }
      : { ...stop, position: [32.3, 109.8] as [number, number] },
  );
  const steps: readonly (readonly [string, Record<string, unknown>])[] = [
    ['setUpTour', { setup: { ...sampleSetup, days, stops }, basedOnVersion: 1 }],
    ['beginDay', { day: 1 }],
    ['markStop', { stopId: 's1', status: 'left' }],
    ['markStop', { stopId: 's2', status: 'on-the-way' }],
  ];
  for (const [type, body] of steps)
    expect([type, (await before.command(boss, type, body)).status]).toEqual([type, 200]);
  const editor = await before.token('editor', 'qinchu');
  await before.command(editor, 'publishPost', { postId: 'post-0001', text: '抵达', pictures: [] });
  const tracker = await createInvite(
    before.store,
    'tour',
    { role: 'tracker', id: 'bus', createdBy: 'test' },
    now,
  );
  // East to the far end, then half the way back.
  const places = [
    ...Array.from({ length: 60 }, (_, at) => at),
    ...Array.from({ length: 30 }, (_, at) => 60 - at),
  ];
  for (const place of places) {
    now += 10_000;
    const longitude = (109.8 + place * 0.002).toFixed(5);
    await before.get(`/track/${tracker.code}?lat=32.3&lon=${longitude}&timestamp=${now}`);
    // Whoever looks at every fix must see no other place in the end than who looks only then.
    await before.get('/live/tour/frames.json');
  }
  const shown = await bodies(before);
  const { next } = JSON.parse(shown[0] ?? '').latest.position;
  expect(next.stopId).toBe('s2');
  expect(next.remainingMetres).toBeGreaterThan(5_000);
  expect(next.remainingMetres).toBeLessThan(6_500);
  await before.close();
  servers.length = 0;
  expect(await bodies(await start(true))).toEqual(shown);
});
