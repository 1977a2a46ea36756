import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Presence } from '../../server/live/frames/presence.ts';
import { Tallies } from '../../server/newsroom/tallies.ts';
import { Visits, viewsTally } from '../../server/newsroom/visits.ts';
import { takeRound } from '../../server/push/rounds.ts';
import { startApp, type TestApp } from '../support/app.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let wall: number;
let steady: number;
let server: TestApp;
beforeEach(async () => {
  wall = Date.UTC(2022, 6, 7, 1, 0, 0);
  steady = 5_000;
  server = await startApp({
    ...{ nowUnixMs: () => wall, steadyMs: () => steady },
    env: { TRUSTED_PROXIES: '1', REQUESTS_PER_MINUTE: '40' },
  });
});
afterEach(async () => {
  await server.close();
});

/** Time goes on by `ms`; then somebody puts the clock on by `putOnMs`, or back. */
const pass = (ms: number, putOnMs = 0): void => {
  steady += ms;
  wall += ms + putOnMs;
};

describe.each([
  ['back by a day', -DAY_MS],
  ['on by a day', DAY_MS],
])('a clock that is put %s', (_what, putOnMs) => {
  test('lets nobody guess sooner, and nobody wait longer', async () => {
    const guess = async () => {
      const answer = await server.app.http.inject({
        ...{ method: 'POST', url: '/api/session', headers: { 'x-forwarded-for': '10.0.0.1' } },
        payload: { secret: `tour.${'A'.repeat(43)}` },
      });
      return answer.statusCode;
    };
    for (let tries = 0; tries < 20; tries += 1) expect(await guess()).toBe(401);
    expect(await guess()).toBe(429);
    pass(9 * MINUTE_MS, putOnMs);
    expect(await guess()).toBe(429);
    pass(MINUTE_MS);
    expect(await guess()).toBe(401);
  });

  test('leaves a minute of requests a minute', async () => {
    const ask = async () =>
      (await server.get('/live/tour/frames.json', { 'x-forwarded-for': '10.0.0.2' })).status;
    for (let asked = 0; asked < 40; asked += 1) expect(await ask()).toBe(200);
    expect(await ask()).toBe(429);
    pass(MINUTE_MS - 1, putOnMs);
    expect(await ask()).toBe(429);
    pass(1);
    expect(await ask()).toBe(200);
  });

  test('keeps a visit one visit, and whoever polls there for 45 seconds', async () => {
    const room = await server.app.tours.find('tour');
    if (room === undefined) throw new Error('no tour');
    const clock = { steadyMs: () => steady, machineUnixMs: () => wall };
    const presence = new Presence(room, server.store, 'p1', clock);
    const shown = async () => {
      await presence.beat();
      return room.hub.snapshot('public').latest.viewers;
    };
    const visit = () => {
      presence.visited('visitor-1');
      presence.polled('visitor-1');
    };
    visit();
    expect(await shown()).toEqual({ present: 1, views: 1 });
    pass(44_000, putOnMs);
    expect(await shown()).toEqual({ present: 1, views: 1 });
    pass(2_000);
    expect(await shown()).toEqual({ present: 0, views: 1 });
    visit();
    expect(await shown()).toEqual({ present: 1, views: 1 });
    pass(30 * MINUTE_MS + 1);
    visit();
    expect(await shown()).toEqual({ present: 1, views: 2 });
  });

  test("counts a post's view once in half an hour", async () => {
    const tallies = new Tallies(server.store, 'tour', 'p1');
    const visits = new Visits(tallies);
    const views = async () => {
      await tallies.beat(steady, wall);
      return tallies.of(viewsTally('post-1'));
    };
    visits.came('visitor-1', 'post-1', undefined, steady);
    pass(20 * MINUTE_MS, putOnMs);
    visits.came('visitor-1', 'post-1', undefined, steady);
    expect(await views()).toBe(1);
    pass(31 * MINUTE_MS);
    visits.came('visitor-1', 'post-1', undefined, steady);
    expect(await views()).toBe(2);
  });

  test('keeps the last minute in the frames of those who poll', async () => {
    const boss = await server.token('organiser', 'boss');
    const begin = (day: number) => server.command(boss, 'beginDay', { day });
    const frame = async () => JSON.parse((await server.get('/live/tour/frames.json')).text);
    const before = await frame();
    expect((await begin(1)).status).toBe(200);
    pass(30_000, putOnMs);
    expect(await frame()).toMatchObject({ from: before.from, to: before.to + 1 });
    await server.command(boss, 'endDay', { day: 1 });
    pass(61_000);
    const later = await frame();
    expect(later.to).toBe(before.to + 2);
    expect(later.from).toBe(before.to + 1);
  });

  test('lets another process go on with a moment that one left half told', async () => {
    const take = () => takeRound(server.store, 'tour', 'post-1', () => wall);
    expect(await take()).toBeDefined();
    pass(2 * MINUTE_MS, putOnMs);
    expect(await take()).toBeDefined();
  });
});
