import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Snapshot } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeFinal } from '../support/final-tour.ts';

let server: TestApp;
let organiser: string;
let wall: string;
beforeEach(async () => {
  server = await startApp();
  organiser = await makeFinal(server);
  wall = await server.token('screen', 'wall');
  expect((await ask('POST')).status).toBe(200);
});
afterEach(() => server.close());

async function ask(method: 'POST' | 'PUT', payload?: object) {
  const answer = await server.app.http.inject({
    ...{ method, url: '/api/tours/tour/rehearsal', headers: { authorization: `Bearer ${organiser}` } },
    ...(payload && { payload }),
  });
  return {
    status: answer.statusCode,
    code: answer.payload === '' ? '' : (answer.json() as { code?: string }).code,
  };
}
const begin = () => server.command(organiser, 'beginCeremony', {});
const end = () => server.command(organiser, 'endCeremony', {});

/** Whether the real screens are sent to the rehearsal. */
async function isOnScreens(): Promise<boolean | undefined> {
  await server.app.beat();
  const { text } = await server.get('/api/tours/tour/as/screen', { authorization: `Bearer ${wall}` });
  return (JSON.parse(text) as Snapshot).latest.rehearsal?.onScreens;
}

test('while a ceremony runs nobody sends its screens to a rehearsal', async () => {
  await begin();
  expect(await ask('PUT', { onScreens: true })).toMatchObject({
    status: 409,
    code: 'rehearsal.ceremony-runs',
  });
  expect(await isOnScreens()).toBe(false);
  expect((await ask('PUT', { onScreens: false })).status).toBe(204);
  await end();
  expect((await ask('PUT', { onScreens: true })).status).toBe(204);
});

test('a ceremony that begins calls the screens back, and its end sends them nowhere', async () => {
  await ask('PUT', { onScreens: true });
  expect(await isOnScreens()).toBe(true);
  await begin();
  expect(await isOnScreens()).toBe(false);
  await end();
  expect(await isOnScreens()).toBe(false);
});
