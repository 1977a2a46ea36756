import { afterEach, beforeEach, expect, test } from 'vitest';
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

test('what a time service puts right bit by bit is followed without a word', () => {
  let now = START;
  let steadyMs = 0;
  const clock = createClock(
    () => now,
    () => steadyMs,
  );
  for (let looks = 0; looks < 100; looks += 1) {
    steadyMs += 60_000;
    now += 64_000;
    expect([clock.nowUnixMs(), clock.leaptMs()]).toEqual([now, 0]);
  }
});
