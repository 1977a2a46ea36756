import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInvite } from '../../server/access/invites.ts';
import type { Latest } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';

let now = Date.UTC(2022, 6, 7, 1, 0, 0);
let server: TestApp;
let code: string;

beforeAll(async () => {
  server = await startApp({ nowUnixMs: () => now });
  ({ code } = await createInvite(
    server.store,
    'tour',
    { role: 'tracker', id: 'bus', createdBy: 'test' },
    now,
  ));
});
afterAll(async () => {
  await server.close();
});

const latest = async (): Promise<Latest> =>
  JSON.parse((await server.get('/live/tour/frames.json')).text).latest;

describe('a clock that is off', () => {
  const at = (ms: number, latitude = 33) =>
    server.get(`/track/${code}?lat=${latitude}&lon=111&timestamp=${Math.floor(ms)}`);

  test('a minute ahead is borne, more is set aside', async () => {
    now += 3_600_000;
    await at(now + 120_000, 34);
    expect((await latest()).position?.latitude).not.toBe(34);
    await at(now + 50_000, 33);
    expect((await latest()).position).toMatchObject({ latitude: 33, fixedAtUnixMs: now + 50_000 });
  });

  test('a backlog does not move the marker back', async () => {
    const before = (await latest()).position;
    for (let back = 600; back > 0; back -= 60) await at(now - back * 1_000, 32.6);
    expect((await latest()).position).toMatchObject({ latitude: 33, fixedAtUnixMs: before?.fixedAtUnixMs });
  });

  test('the same report again changes nothing at all', async () => {
    now += 120_000;
    await at(now, 33.01);
    const before = await server.get('/live/tour/snapshot.json');
    await at(now, 33.01);
    const after = await server.get('/live/tour/snapshot.json');
    expect(after.headers.etag).toBe(before.headers.etag);
  });

  test('a stop that is reported from the future is refused, with how far ahead it is', async () => {
    const boss = await server.token('organiser', 'boss');
    const mark = (occurredAtUnixMs: number) =>
      server.command(boss, 'markStop', { stopId: 's1', status: 'arrived', occurredAtUnixMs });
    const { status, body } = await mark(now + 300_000);
    expect([status, body.code, body.details]).toEqual([400, 'clock.ahead', { seconds: 300 }]);
    expect((await mark(now + 30_000)).status).toBe(200);
    expect((await mark(-1)).body.code).toBe('request.invalid');
    expect((await mark(1e15)).body.code).toBe('request.invalid');
  });
});
