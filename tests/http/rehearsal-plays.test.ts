import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { playDue } from '../../server/dress/player.ts';
import { playOf } from '../../server/dress/plays.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import type { Snapshot } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeFinal } from '../support/final-tour.ts';
import { until } from '../support/until.ts';

const COPY = 'tour-rehearsal';
const URL = '/api/tours/tour/rehearsal/play';
let now = 0;
let server: TestApp;
let organiser = '';
beforeEach(async () => {
  now = Date.UTC(2022, 6, 8, 4);
  server = await startApp({ nowUnixMs: () => now });
  organiser = await makeFinal(server);
});
afterEach(() => server.close());

const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
  const headers = { authorization: `Bearer ${organiser}` };
  const answer = await server.app.http.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, text: answer.payload };
};
const snapshot = async (tour = COPY) =>
  JSON.parse((await ask('GET', `/api/tours/${tour}/as/organiser`)).text) as Snapshot;
const begin = () => ask('POST', URL, { minutes: 10 });
const go = (how: string) => ask('PUT', URL, { go: how });
const play = () => playOf(server.store, COPY);
const done = async () => (await play())?.done ?? -1;
/** Another process on the same store would do this. */
const turn = (processId: string) =>
  playDue(
    {
      store: server.store,
      tours: server.app.tours,
      nowUnixMs: () => now,
      machineUnixMs: () => Date.now(),
      processId,
    },
    () => false,
  );
const isOver = async () => (await snapshot('tour')).latest.rehearsal?.play?.state === 'over';
const minute = (n: number) => {
  now += n * 60_000;
};

describe('a rehearsal of the whole tour', () => {
  test('stands before its first day, plays to the end of the last one, and leaves the real log as it was', async () => {
    const head = await server.store.head('tour');
    expect((await begin()).status).toBe(200);
    const { tour } = await snapshot();
    expect(tour.setup?.rehearsalOf).toBe('tour');
    expect(tour.days).toEqual({});
    let before = 0;
    for (let step = 0; step < 11; step += 1) {
      minute(1);
      await until(async () => (await done()) > before || (await isOver()), 'it to go on');
      before = await done();
    }
    await until(isOver, 'it to be through');
    const end = (await snapshot()).tour;
    expect(Object.values(end.days).every(({ endedAt }) => endedAt !== undefined)).toBe(true);
    expect(Object.values(end.stops).every(({ status }) => status === 'left')).toBe(true);
    expect(end.final).toBeNull();
    expect(await server.store.head('tour')).toEqual(head);
  });

  test('stands still while it is paused, and goes on from there', async () => {
    await begin();
    expect((await go('pause')).status).toBe(204);
    const still = await done();
    minute(30);
    await turn('other');
    expect(await done()).toBe(still);
    await go('goOn');
    await turn('other');
    expect(await isOver()).toBe(false);
    minute(11);
    await until(isOver, 'it to be through');
  });

  test('finished at once its result is final, and each step happened once', async () => {
    await begin();
    await go('finish');
    await Promise.all([turn('one'), turn('two')]);
    await until(isOver, 'it to be through');
    expect((await snapshot()).tour.final).not.toBeNull();
    const head = await server.store.head(COPY);
    await turn('three');
    expect(await server.store.head(COPY)).toEqual(head);
  });

  test('wiped in its midst it is over at once and nothing of it is left', async () => {
    await begin();
    minute(5);
    await until(async () => (await done()) > 0, 'it to play');
    expect((await ask('DELETE', '/api/tours/tour/rehearsal')).status).toBe(204);
    minute(10);
    await turn('other');
    expect([await play(), await server.store.head(COPY)]).toEqual([undefined, undefined]);
    expect(await server.store.namedAfter(COPY)).toEqual([]);
    expect((await go('goOn')).status).toBe(404);
  });

  test.each([
    { role: 'judge', id: 'dress-1', command: { type: 'castBallot', marks: { work: '9', show: '9' } } },
    { role: 'editor', id: 'qinchu', command: { type: 'publishPost', postId: 'of-a-rehearsal-1' } },
  ])(
    'is tried as $role by a link that opens nothing else, and ends with it',
    async ({ role, id, command }) => {
      await begin();
      const asked = await ask('POST', `/api/tours/${COPY}/invites`, { invites: [{ role, id }] });
      expect(asked.status).toBe(200);
      const [made] = (JSON.parse(asked.text) as { invites: { url: string }[] }).invites;
      const entered = await server.app.http.inject({
        ...{ method: 'POST', url: '/api/session' },
        payload: { secret: made?.url.split('#')[1] ?? made?.url.split('/').at(-1) },
      });
      const { token } = entered.json<{ token: string }>();
      const { type, ...rest } = command;
      const itemId = (await snapshot()).tour.setup?.stops[0]?.id;
      const body =
        role === 'judge' ? { itemId, ...rest } : { title: '试发', text: '试发', pictures: [], ...rest };
      const give = async (tour: string) => {
        const answer = await server.app.http.inject({
          ...{ method: 'POST', url: `/api/tours/${tour}/commands/${type}` },
          headers: { authorization: `Bearer ${token}` },
          payload: { commandId: `tried-${role}-0001`, ...body },
        });
        return answer.statusCode;
      };
      expect(await give(COPY)).toBe(200);
      expect(await give('tour')).toBe(401);
      await ask('DELETE', '/api/tours/tour/rehearsal');
      expect([401, 404]).toContain(await give(COPY));
    },
  );

  test('goes on where it was after a restart', async () => {
    const kept = await mkdtemp(join(tmpdir(), 'lalian-play-'));
    const onDisk = {
      nowUnixMs: () => now,
      store: async () => openSqliteStore({ dir: kept, exclusive: true }),
    };
    await server.close();
    server = await startApp(onDisk);
    organiser = await makeFinal(server);
    await begin();
    minute(5);
    await until(async () => (await done()) > 0, 'it to play');
    await go('pause');
    const before = await done();
    await server.close();
    server = await startApp({ ...onDisk, bare: true });
    expect(await done()).toBe(before);
    await go('goOn');
    minute(11);
    await until(isOver, 'it to be through');
    const { days, stops } = (await snapshot()).tour;
    expect(Object.values(days).every(({ endedAt }) => endedAt !== undefined)).toBe(true);
    expect(Object.values(stops).every(({ status }) => status === 'left')).toBe(true);
    await rm(kept, { recursive: true, force: true });
  });

  test('what the organiser has done already it goes on without', async () => {
    await begin();
    const itemId = Object.values((await snapshot()).tour.setup?.stops ?? [])[0]?.id;
    const locked = { commandId: 'locked-before-it-0001', itemId };
    expect((await ask('POST', `/api/tours/${COPY}/commands/lockItem`, locked)).status).toBe(200);
    minute(11);
    await until(isOver, 'it to be through');
    expect(Object.keys((await snapshot()).tour.days).length).toBeGreaterThan(0);
  });
});
