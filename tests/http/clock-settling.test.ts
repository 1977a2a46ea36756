import { afterEach, beforeEach, expect, test } from 'vitest';
import { createInvite } from '../../server/access/invites.ts';
import { createClock } from '../../server/clock.ts';
import type { Snapshot } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2022, 6, 7, 1, 0, 0);
let wall: number;
let steady: number;
let server: TestApp;
let boss: string;
let judge: string;

beforeEach(async () => {
  wall = START;
  steady = 0;
  server = await startApp({ nowUnixMs: () => wall, steadyMs: () => steady });
  boss = await server.token('organiser', 'boss');
  judge = await server.token('judge', 'j1');
});
afterEach(async () => {
  await server.close();
});

const pass = (ms: number): void => {
  wall += ms;
  steady += ms;
};
const room = async () => {
  const found = await server.app.tours.find('tour');
  if (found === undefined) throw new Error('no tour');
  return found;
};
const settle = (atUnixMs = wall) => server.command(boss, 'settleClock', { atUnixMs });
const cast = (itemId = 's1') =>
  server.command(judge, 'castBallot', { itemId, marks: { work: '9', show: '8' } });
const freeze = (fromUnixMs: number) =>
  server.command(boss, 'setVisibility', { visibility: { mode: 'frozen', fromUnixMs } });
const ready = async () => JSON.parse((await server.get('/readyz')).text).clock;

/** The clock goes right, then was an hour ahead for one write, and is right again: as after a restart with it. */
async function logAhead(): Promise<void> {
  // Both clocks: to this process nothing leapt, as to one that starts with a wrong clock.
  pass(HOUR_MS);
  expect((await server.command(boss, 'beginDay', { day: 1 })).status).toBe(200);
  pass(-HOUR_MS);
}

test('a log that ends ahead of the clock is said, and holds what rests on time until it is settled', async () => {
  expect(await ready()).toBe('settled');
  await logAhead();
  pass(1_000);
  expect(await ready()).toBe('log-ahead');
  await until(async () => {
    const answer = await server.get('/api/tours/tour/as/organiser', { authorization: `Bearer ${boss}` });
    return (JSON.parse(answer.text) as Snapshot).latest.clock?.kind === 'log-ahead';
  }, 'the organiser to be told');
  expect((await server.get('/live/tour/snapshot.json')).text).not.toContain('log-ahead');

  // What somebody marked or did is taken, whatever the time is.
  const ballot = await cast();
  expect([ballot.status, ballot.body.at]).toEqual([200, START + HOUR_MS]);
  for (const answer of [
    await freeze(wall),
    await server.command(boss, 'planVisibility', {
      visibility: { mode: 'hidden' },
      atUnixMs: wall + 600_000,
    }),
  ])
    expect([answer.status, answer.body.code]).toEqual([409, 'clock.unsettled']);
  expect((await server.command(boss, 'setVisibility', { visibility: { mode: 'hidden' } })).status).toBe(200);

  const settled = await settle();
  expect([settled.status, settled.body.at]).toEqual([200, wall]);
  expect(await ready()).toBe('settled');
  const { tour } = (await room()).fold;
  expect(tour.days[1]?.begunAt).toBe(wall);
  expect(tour.ballots.s1?.j1?.castAt).toBe(wall);
  pass(1_000);
  const plan = { visibility: { mode: 'hidden' }, atUnixMs: wall + 600_000 };
  expect((await server.command(boss, 'planVisibility', plan)).status).toBe(200);
  expect((await cast('s2')).body.at).toBe(wall);
  // What is frozen now holds every mark that was cast meanwhile.
  pass(1_000);
  expect((await freeze(wall)).status).toBe(200);
  expect((await room()).hub.snapshot('public').tour.visibility).toMatchObject({ fromUnixMs: wall });
});

test('a fold of the log, a follower and a snapshot agree on what was dated anew', async () => {
  const before = (await room()).hub.snapshot('public').seq;
  await logAhead();
  const editor = await server.token('editor', 'qinchu');
  await server.command(editor, 'publishPost', { postId: 'post-0001', text: '稿', pictures: [] });
  await settle();
  const feed = (await server.get('/t/tour/feed.json')).text;
  expect(Date.parse(JSON.parse(feed).items[0].date_published)).toBe(wall);
  const { hub, fold } = await room();
  expect(fold.seen.since('public', before)?.map(({ event }) => event.type)).toEqual([
    ...['day.begun', 'post.published', 'clock.settled'],
  ]);
  expect(hub.snapshot('public').tour.posts[0]?.publishedAt).toBe(wall);
});

test("a clock that is wrong itself is not settled: the organiser's own watch has to agree", async () => {
  await logAhead();
  const { status, body } = await settle(wall + HOUR_MS);
  expect([status, body.code]).toEqual([409, 'clock.differs']);
  expect(await ready()).toBe('log-ahead');
  // Put right, it is in order by itself.
  pass(HOUR_MS);
  expect(await ready()).toBe('settled');
  expect((await freeze(wall)).status).toBe(200);
});

test('a clock that leaps while the server runs is not followed until it is settled', async () => {
  wall += HOUR_MS;
  expect(await ready()).toBe('leapt');
  expect((await cast()).body.at).toBe(START);
  expect((await freeze(wall)).body.code).toBe('clock.unsettled');
  // Put back, nothing was wrong; and what was said in between has its right date.
  wall -= HOUR_MS;
  expect(await ready()).toBe('settled');
  wall -= 2 * HOUR_MS;
  pass(5_000);
  expect(await ready()).toBe('leapt');
  expect((await cast('s2')).body.at).toBe(START + 5_000);
  await settle();
  expect(await ready()).toBe('settled');
  expect((await room()).fold.tour.ballots.s2?.j1?.castAt).toBe(wall);
  expect((await cast('s3')).body.at).toBe(wall);
  // Settled once more, nothing happens.
  expect((await settle()).body.repeated).toBe(true);
});

/** A server that started with a clock an hour behind, and its log going on until just now. */
async function startBehind(): Promise<void> {
  await logAhead();
  expect(await ready()).toBe('log-ahead');
}

/** What tracks the convoy: sends a position that was taken now, by the time that is right. */
async function tracker(): Promise<(latitude: number, rightUnixMs: number) => Promise<number | undefined>> {
  const invite = { role: 'tracker', id: 'bus', createdBy: 'test' } as const;
  const { code } = await createInvite(server.store, 'tour', invite, wall);
  return async (latitude, rightUnixMs) => {
    const place = `lat=${latitude}&lon=109.8&timestamp=${Math.round(rightUnixMs / 1000)}`;
    expect((await server.get(`/track/${code}?${place}`)).status).toBe(200);
    const shown = JSON.parse((await server.get('/live/tour/snapshot.json')).text) as Snapshot;
    return shown.latest.position?.latitude;
  };
}

test('a clock that was behind the log when the server started, and is put right, settles by itself', async () => {
  await startBehind();
  // Also bit by bit: on the way it is still wrong.
  wall += HOUR_MS / 2;
  expect(await ready()).toBe('leapt');
  wall += HOUR_MS / 2;
  pass(1_000);
  expect(await ready()).toBe('settled');
  expect((await cast()).body.at).toBe(wall);
  // A leap after that is one.
  wall += HOUR_MS;
  expect(await ready()).toBe('leapt');
});

test('no position is lost while the clock is behind, nor when it is put right', async () => {
  const send = await tracker();
  await startBehind();
  for (let step = 1; step <= 3; step += 1) {
    pass(10_000);
    expect(await send(32.3 + step / 100, wall + HOUR_MS + 600_000)).toBeCloseTo(32.3 + step / 100);
  }
  wall += HOUR_MS + 600_000;
  pass(10_000);
  expect(await send(32.4, wall)).toBeCloseTo(32.4);
  expect(await ready()).toBe('settled');
  // What no clock in question could say is still set aside.
  expect(await send(32.9, wall + HOUR_MS)).toBeCloseTo(32.4);
});

test('while a leap is not settled, positions of the time before it and of the time after it count', async () => {
  const send = await tracker();
  wall += HOUR_MS;
  expect(await ready()).toBe('leapt');
  expect(await send(32.5, START + 1_000)).toBeCloseTo(32.5);
  expect(await send(32.6, START + HOUR_MS)).toBeCloseTo(32.6);
  expect(await send(32.7, START + 2 * HOUR_MS)).toBeCloseTo(32.6);
});

function steppedClock() {
  let now = START;
  let steadyMs = 0;
  const clock = createClock(
    () => now,
    () => steadyMs,
  );
  return {
    clock,
    step: (elapsedMs: number, putOnMs: number) => {
      steadyMs += elapsedMs;
      now += elapsedMs + putOnMs;
      return { leapt: clock.leaptMs(), shown: clock.nowUnixMs(), now };
    },
  };
}

test('what a time service puts right bit by bit is followed without a word', () => {
  const { step } = steppedClock();
  for (let hours = 0; hours < 1_000; hours += 1) {
    // 500 parts in a million all the hour long, and a small step at its end.
    for (const putOnMs of [600, 600, 600, 3_000]) {
      const { leapt, shown, now } = step(900_000, putOnMs);
      expect([leapt, shown]).toEqual([0, now]);
    }
  }
});

test.each([
  ['six steps of 50 s', 6, 50_000, 1_100],
  ['forty steps of 2 s', 40, 2_000, 1_100],
  ['forty steps back', 40, -2_000, 60_000],
  ['seconds that are too short', 2_000, 50, 1_000],
])('a clock that walks away in %s has leapt by the sum of them', (_what, steps, putOnMs, elapsedMs) => {
  const { clock, step } = steppedClock();
  let last = step(elapsedMs, putOnMs);
  for (let taken = 1; taken < steps; taken += 1) last = step(elapsedMs, putOnMs);
  expect(Math.abs(last.leapt)).toBeGreaterThan(60_000);
  // The tour goes on by the steady clock, less what was borne before.
  expect(Math.abs(last.now - last.shown)).toBeGreaterThan(60_000);
  expect(last.leapt).toBe(last.now - last.shown);
  clock.settle();
  expect([clock.leaptMs(), clock.nowUnixMs()]).toEqual([0, last.now]);
});
