import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeFinal } from '../support/final-tour.ts';
import { until } from '../support/until.ts';

const COPY = 'tour-rehearsal';
let server: TestApp;
let organiser = '';
beforeEach(async () => {
  server = await startApp();
  organiser = await makeFinal(server);
});
afterEach(() => server.close());

const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
  const headers = { authorization: `Bearer ${organiser}` };
  const answer = await server.app.http.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, text: answer.payload };
};
const make = () => ask('POST', '/api/tours/tour/rehearsal');
const show = (onScreens: boolean) => ask('PUT', '/api/tours/tour/rehearsal', { onScreens });
const wipe = () => ask('DELETE', '/api/tours/tour/rehearsal');
const statusOf = async (asked: Promise<{ readonly status: number }>) => (await asked).status;

/** What everybody hears of the rehearsal: the page, the organiser, and whoever watches over the server. */
async function heard() {
  await server.app.tours.lookAtEnds();
  await server.app.beat();
  const { text } = await ask('GET', '/api/tours/tour/as/organiser');
  return {
    page: (await ask('GET', `/t/${COPY}`)).status,
    rehearsal: (JSON.parse(text) as Snapshot).latest.rehearsal?.copy ?? null,
    damaged: server.app.tours.damaged.map(({ log }) => log),
    ready: JSON.parse((await ask('GET', '/readyz')).text).damaged,
  };
}
const THERE = { page: 200, rehearsal: COPY, damaged: [], ready: undefined };
const NOT_THERE = { page: 404, rehearsal: null, damaged: [], ready: undefined };

describe('what is asked of a rehearsal at the same time is done one after the other', () => {
  test('made twice it is there once, and what is open is what is kept', async () => {
    expect(await Promise.all([make(), make(), make()].map(statusOf))).toEqual([200, 200, 200]);
    expect(await heard()).toEqual(THERE);
    const room = await server.app.tours.find(COPY);
    expect(room?.fold.head.epoch).toBe((await server.store.head(COPY))?.epoch);
  });

  test('made and wiped it is there or not, and nothing is damaged', async () => {
    for (let round = 0; round < 4; round += 1) {
      const asked = round % 2 === 0 ? [make(), wipe()] : [wipe(), make()];
      expect(await Promise.all(asked.map(statusOf))).toEqual(round % 2 === 0 ? [200, 204] : [204, 200]);
      expect([round, await heard()]).toEqual([round, round % 2 === 0 ? NOT_THERE : THERE]);
    }
  });

  test('shown and wiped it is gone, and sends no screen anywhere', async () => {
    await make();
    // A body takes a moment to come: whether the first one finds it still there does not matter.
    const [, wiped] = await Promise.all([show(true), wipe(), show(true)].map(statusOf));
    expect(wiped).toBe(204);
    expect((await show(true)).status).toBe(404);
    expect(await heard()).toEqual(NOT_THERE);
  });
});

describe('what was cut off by another process, or a kill', () => {
  test('a record without a log is no damage and no rehearsal, and is made or wiped as if it were not there', async () => {
    await make();
    await show(true);
    await server.store.removeLog(COPY);
    expect(await heard()).toEqual(NOT_THERE);
    expect((await make()).status).toBe(200);
    expect(await heard()).toEqual(THERE);
    await server.store.removeLog(COPY);
    await server.app.tours.forget(COPY);
    expect((await wipe()).status).toBe(204);
    expect(await server.store.getRecord('tours', COPY)).toBeUndefined();
    expect(await heard()).toEqual(NOT_THERE);
  });

  test('what another process wiped is let go of at once, and is never told to be damaged', async () => {
    await make();
    expect((await heard()).page).toBe(200);
    const damaged: string[] = [];
    await server.store.deleteRecord('tours', COPY);
    await server.store.removeLog(COPY);
    const room = server.app.tours.open.find(({ id }) => id === COPY);
    await room?.catchUp().catch(() => undefined);
    await until(() => {
      damaged.push(...server.app.tours.damaged.map(({ log }) => log));
      return server.app.tours.open.every(({ id }) => id !== COPY);
    }, 'the rehearsal to be let go of');
    expect(damaged).toEqual([]);
    expect(await heard()).toEqual(NOT_THERE);
  });

  test('wiping again takes what a cut-off wiping left under its name', async () => {
    await make();
    await ask('POST', `/api/tours/${COPY}/invites`, { invites: [{ role: 'organiser', id: 'helper' }] });
    await server.store.deleteRecord('tours', COPY);
    await server.store.removeLog(COPY);
    await server.app.tours.forget(COPY);
    expect(await server.store.listRecords(`invites.${COPY}`)).toHaveLength(1);
    expect((await wipe()).status).toBe(204);
    expect(await server.store.listRecords(`invites.${COPY}`)).toEqual([]);
  });

  test('what another process wipes while it is made, shown or called back does not come back', async () => {
    await make();
    const { putRecord } = server.store;
    // Another process has wiped it between what this one reads and what it writes.
    Object.assign(server.store, {
      putRecord: async (...args: Parameters<typeof putRecord>) => {
        if (args[0] === 'tours') {
          await server.store.deleteRecord('tours', COPY);
          await server.store.removeLog(COPY);
        }
        return putRecord.apply(server.store, args);
      },
    });
    expect((await show(true)).status).toBe(404);
    expect(await heard()).toEqual(NOT_THERE);
    expect((await make()).status).toBe(404);
    expect(await server.store.getRecord('tours', COPY)).toBeUndefined();
    expect(await heard()).toEqual(NOT_THERE);
  });
});

test('a wall or a remote that starts again at a rehearsal that was wiped comes to its tour', async () => {
  await make();
  expect((await ask('GET', `/screen/${COPY}`)).status).toBe(200);
  await wipe();
  for (const [url, leadsTo] of [
    [`/screen/${COPY}?overlay=bug&lang=en`, '/screen/tour?overlay=bug&lang=en'],
    [`/remote/${COPY}`, '/remote/tour'],
    [`/organiser/${COPY}`, '/organiser/tour'],
  ] as const) {
    const { statusCode, headers } = await server.app.http.inject({ url });
    expect([url, statusCode, headers.location]).toEqual([url, 302, leadsTo]);
  }
  for (const url of [`/t/${COPY}`, '/screen/other-rehearsal', '/screen/other'])
    expect([url, (await ask('GET', url)).status]).toEqual([url, 404]);
});
