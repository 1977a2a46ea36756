import { afterEach, expect, test } from 'vitest';
import type { Dashboard } from '../../shared/desk.ts';
import type { Latest } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';

/** An hour of the tour in a second: what ran out by its clock would be over before anybody looked. */
const SPEED = 3600;
const START_UNIX_MS = Date.UTC(2022, 6, 8, 4, 40);

let server: TestApp | undefined;
afterEach(async () => server?.close());

test('in a rehearsal people stay as long as they are there, and a visit is one visit', async () => {
  const rehearsal = await startApp({ env: { REHEARSAL: '1' }, beatMs: 100 });
  server = rehearsal;
  const { http } = rehearsal.app;
  const organiser = await rehearsal.token('organiser', 'boss');
  const editor = await rehearsal.token('editor', 'qinchu');
  const ask = (token: string, method: 'GET' | 'POST', url: string, payload?: object) =>
    http.inject({
      ...{ method, url: `/api/tours/tour/${url}`, headers: { authorization: `Bearer ${token}` } },
      ...(payload && { payload }),
    });
  const clock = { nowUnixMs: START_UNIX_MS, speed: SPEED };
  expect((await ask(organiser, 'POST', 'rehearsal-clock', clock)).statusCode).toBe(204);
  const publish = { postId: 'post-0001', text: '稿', pictures: [] };
  expect((await rehearsal.command(editor, 'publishPost', publish)).status).toBe(200);

  const visit = (visitor: string) =>
    http.inject({
      ...{ method: 'POST', url: '/live/tour/visit' },
      payload: { visitor, polling: true, postId: 'post-0001', from: 'share' },
    });
  const viewers = async () =>
    (JSON.parse((await rehearsal.get('/live/tour/snapshot.json')).text).latest as Latest).viewers;
  await visit('visitor-one');
  await visit('visitor-two');
  await until(async () => (await viewers()).present === 2, 'those who poll to be counted');
  await visit('visitor-one');
  const dashboard = async () => JSON.parse((await ask(editor, 'GET', 'desk/dashboard')).body) as Dashboard;
  await until(async () => (await dashboard()).from.share === 2, 'where they came from');
  expect((await dashboard()).posts).toMatchObject([{ postId: 'post-0001', views: 2, from: { share: 2 } }]);
  expect(await viewers()).toEqual({ present: 2, views: 2 });

  await ask(editor, 'POST', 'desk/beat', { screenId: 'screen-0001', editing: 'post-0001' });
  const beat = await ask(editor, 'POST', 'desk/beat', { screenId: 'screen-0002' });
  expect(beat.json().colleagues).toMatchObject([{ screenId: 'screen-0001', editing: 'post-0001' }]);
});
