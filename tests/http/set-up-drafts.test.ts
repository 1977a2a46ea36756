import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setUpDraftsOf } from '../../server/setup/set-up-drafts.ts';
import type { SetUpDrafts } from '../../shared/setup/wire.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { enterAsHost } from '../support/house.ts';

const AREAS = (names: readonly string[]) => ({
  areas: names.map((zh, at) => ({
    id: `a${at + 1}`,
    name: { zh },
    shortName: { zh },
    seat: [0, 0] as const,
  })),
});
const PRIZES = { prizes: [{ id: 'first', name: { zh: '一等奖' }, places: 1 }] };

let server: TestApp;
let wang: string;
let li: string;
let now = 1_657_155_600_000;

const put = async (token: string, parts: object) => {
  const answer = await server.app.http.inject({
    method: 'PUT',
    url: '/api/tours/tour/set-up',
    headers: { authorization: `Bearer ${token}` },
    payload: { parts },
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
};
const drafts = async (token = wang, known = '') => {
  const { text, status } = await server.get(`/api/tours/tour/set-up${known}`, {
    authorization: `Bearer ${token}`,
  });
  expect(status).toBe(200);
  return JSON.parse(text) as SetUpDrafts;
};

beforeEach(async () => {
  now = 1_657_155_600_000;
  server = await startApp({ nowUnixMs: () => now });
  wang = await server.token('organiser', 'wang', { name: '王芳' });
  li = await server.token('organiser', 'li', { name: '李强' });
});
afterEach(() => server.close());

describe('drafts of the set-up', () => {
  test('are kept part by part, with who saved and when, and change nothing of the tour', async () => {
    expect(await drafts()).toEqual({ version: 0, drafts: {} });
    const saved = await put(wang, { areas: { basedOnVersion: 0, value: AREAS(['竹溪县', '']) } });
    expect(saved).toEqual({
      status: 200,
      body: { version: 1, savedAtUnixMs: now, by: '王芳', versions: { areas: 1 } },
    });
    expect((await drafts(li)).drafts?.areas).toMatchObject({
      ...{ version: 1, by: '王芳', savedAtUnixMs: now },
      value: AREAS(['竹溪县', '']),
    });
    const snapshot = JSON.parse((await server.get('/live/tour/snapshot.json')).text) as {
      tour: { setupVersion: number };
    };
    expect(snapshot.tour.setupVersion).toBe(1);
  });

  test('are not sent again to whoever knows them', async () => {
    await put(wang, { prizes: { basedOnVersion: 0, value: PRIZES } });
    expect(await drafts(wang, '?known=1')).toEqual({ version: 1 });
    expect((await drafts(wang, '?known=0')).drafts?.prizes?.version).toBe(1);
  });

  test('of two organisers never overwrite each other: the second is told who saved, and nothing is saved', async () => {
    await put(wang, { areas: { basedOnVersion: 0, value: AREAS(['竹溪县']) } });
    now += 60_000;
    const second = await put(li, { areas: { basedOnVersion: 0, value: AREAS(['房县']) } });
    expect(second).toMatchObject({
      status: 409,
      body: {
        code: 'set-up.draft-stale',
        details: { part: 'areas', version: 1, by: '王芳', savedAtUnixMs: now - 60_000 },
      },
    });
    expect((await drafts()).drafts?.areas?.value).toEqual(AREAS(['竹溪县']));
    const chosen = await put(li, { areas: { basedOnVersion: 1, value: AREAS(['房县']) } });
    expect(chosen.body).toMatchObject({ by: '李强', versions: { areas: 2 } });
  });

  test('of several parts are saved all or none: two organisers import at once', async () => {
    const sheet = (name: string) => ({
      areas: { basedOnVersion: 0, value: AREAS([name]) },
      prizes: { basedOnVersion: 0, value: PRIZES },
      judges: { basedOnVersion: 0, value: { judges: [{ id: 'j1', name }] } },
    });
    const both = await Promise.all([put(wang, sheet('竹溪县')), put(li, sheet('房县'))]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { areas, judges } = (await drafts()).drafts ?? {};
    expect(areas?.value?.areas[0]?.name.zh).toBe(judges?.value?.judges[0]?.name);
    expect(areas?.by).toBe(judges?.by);
  });

  test('of different parts do not stand in each other’s way', async () => {
    const both = await Promise.all([
      put(wang, { areas: { basedOnVersion: 0, value: AREAS(['竹溪县']) } }),
      put(li, { prizes: { basedOnVersion: 0, value: PRIZES } }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(Object.keys((await drafts()).drafts ?? {}).toSorted()).toEqual(['areas', 'prizes']);
  });

  test('sent again are answered as before: an answer may get lost', async () => {
    const wish = { areas: { basedOnVersion: 0, value: AREAS(['竹溪县']) } };
    await put(wang, wish);
    expect(await put(wang, wish)).toMatchObject({ status: 200, body: { versions: { areas: 1 } } });
    expect((await drafts()).drafts?.areas?.version).toBe(1);
  });

  test('are put away, and their number goes on', async () => {
    await put(wang, { areas: { basedOnVersion: 0, value: AREAS(['竹溪县']) } });
    expect((await put(wang, { areas: { basedOnVersion: 1, value: null } })).status).toBe(200);
    expect((await drafts()).drafts?.areas).toEqual({ version: 2, savedAtUnixMs: now, by: '王芳' });
    expect((await put(li, { areas: { basedOnVersion: 1, value: AREAS(['房县']) } })).status).toBe(409);
  });

  test('take a name of 200 characters, which a set-up does not, and nothing without bounds', async () => {
    const long = { areas: { basedOnVersion: 0, value: AREAS(['长'.repeat(200)]) } };
    expect((await put(wang, long)).status).toBe(200);
    const endless = { areas: { basedOnVersion: 1, value: AREAS(['长'.repeat(2_000)]) } };
    expect(await put(wang, endless)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect((await put(wang, { nothing: { basedOnVersion: 0, value: {} } })).status).toBe(400);
  });

  test('too large together are refused, and the ones before stay', async () => {
    const outline = ['x'.repeat(60_000)];
    const areas = Array.from({ length: 40 }, (_one, at) => ({
      ...AREAS(['竹溪县']).areas[0],
      id: `a${at}`,
      outline,
    }));
    const days = Array.from({ length: 20 }, (_one, at) => ({
      number: at + 1,
      date: '',
      road: 'x'.repeat(100_000),
    }));
    const tour = { name: { zh: '' }, shortName: { zh: '' }, timeZone: 'Asia/Shanghai', days };
    expect((await put(wang, { areas: { basedOnVersion: 0, value: { areas } } })).status).toBe(200);
    expect(await put(wang, { tour: { basedOnVersion: 0, value: tour } })).toMatchObject({
      ...{ status: 413, body: { code: 'set-up.draft-large' } },
    });
    expect(Object.keys((await drafts()).drafts ?? {})).toEqual(['areas']);
  });

  test('are the organiser’s alone', async () => {
    for (const role of ['judge', 'editor', 'screen'] as const) {
      const token = await server.token(role, role === 'judge' ? 'j1' : role === 'editor' ? 'qinchu' : 'hall');
      expect((await put(token, { prizes: { basedOnVersion: 0, value: PRIZES } })).status).toBe(403);
      expect((await server.get('/api/tours/tour/set-up', { authorization: `Bearer ${token}` })).status).toBe(
        403,
      );
    }
    expect((await server.get('/api/tours/tour/set-up')).status).toBe(401);
  });

  test('of an archived tour are read, and said to be that, and not saved', async () => {
    await put(wang, { prizes: { basedOnVersion: 0, value: PRIZES } });
    const host = await enterAsHost(server);
    expect((await host.ask('PUT', '/tours/tour/archive')).status).toBeLessThan(300);
    expect(await put(wang, { prizes: { basedOnVersion: 1, value: null } })).toMatchObject({
      body: { code: 'tour.archived' },
    });
    expect(await drafts()).toMatchObject({ archived: true, drafts: { prizes: { version: 1 } } });
  });

  test('go with a tour that is deleted', async () => {
    await put(wang, { prizes: { basedOnVersion: 0, value: PRIZES } });
    await server.store.removeNamedAfter('tour');
    expect(await server.store.listRecords(setUpDraftsOf('tour'))).toEqual([]);
  });
});
