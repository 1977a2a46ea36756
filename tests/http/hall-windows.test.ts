import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';

let now = 1_657_155_600_000;
let steady = 0;
let server: TestApp;
let wall = '';
let host = '';
beforeEach(async () => {
  server = await startApp({ nowUnixMs: () => now, steadyMs: () => steady, beatMs: 3_600_000 });
  wall = await server.token('screen', 'wall');
  host = await server.token('presenter', 'host');
});
afterEach(() => server.close());

const passes = (ms: number): void => {
  now += ms;
  steady += ms;
};
const sign = async (step: number, window: string): Promise<void> => {
  const { statusCode } = await server.app.http.inject({
    method: 'POST',
    url: '/api/tours/tour/screen-sign',
    headers: { authorization: `Bearer ${wall}` },
    payload: { step, window },
  });
  expect(statusCode).toBe(200);
};
const screens = async () => {
  const { text } = await server.get('/api/tours/tour/as/presenter', { authorization: `Bearer ${host}` });
  return (JSON.parse(text) as Snapshot).latest.screens ?? [];
};
const shown = async () =>
  (await screens()).map(({ name, step, live }) => `${name} ${step} ${live ? 'live' : 'silent'}`);

describe('of several windows that came by one link', () => {
  const LEFT = 'window-left-01';
  const RIGHT = 'window-right-1';

  test('each is a screen of its own, and one that falls silent is seen', async () => {
    await sign(1, LEFT);
    passes(2_000);
    await sign(1, RIGHT);
    expect(await shown()).toEqual(['wall 1 live', 'wall 2 1 live']);
    for (let second = 0; second < 20; second += 2) {
      passes(2_000);
      await sign(2, RIGHT);
      if (second < 10) await sign(2, LEFT);
      await server.app.beat();
    }
    expect(await shown()).toEqual(['wall 2 silent', 'wall 2 2 live']);
    const ids = (await screens()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  test('one that takes the place of another, as after a restart, is the same screen', async () => {
    for (const window of ['window-old-001', 'window-new-001', 'window-last-01'])
      for (let second = 0; second < 10; second += 2) {
        await sign(3, window);
        passes(2_000);
      }
    await server.app.beat();
    expect(await shown()).toEqual(['wall 3 live']);
    passes(60_000);
    await server.app.beat();
    expect(await shown()).toEqual(['wall 3 silent']);
  });

  test('are no more than a hall may have, and all are gone with the link', async () => {
    const organiser = await server.token('organiser', 'org2');
    for (let at = 0; at < 100; at += 1) await sign(1, `window-many-${at}`);
    await server.app.beat();
    expect((await screens()).length).toBeLessThanOrEqual(13);
    const { text } = await server.get('/api/tours/tour/invites', { authorization: `Bearer ${organiser}` });
    const { invites } = JSON.parse(text) as { invites: { inviteId: string; role: string }[] };
    const { inviteId = '' } = invites.find(({ role }) => role === 'screen') ?? {};
    await server.app.http.inject({
      method: 'DELETE',
      url: `/api/tours/tour/invites/${inviteId}`,
      headers: { authorization: `Bearer ${organiser}` },
    });
    await server.app.beat();
    expect(await screens()).toEqual([]);
  });
});
