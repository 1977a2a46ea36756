import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRedisStore } from '../../server/store/redis/store.ts';
import type { Frame, Viewers } from '../../shared/protocol.ts';
import { PROTOCOL } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';

let redis: RedisServer;
let one: TestApp;
let two: TestApp;
const sockets: Socket[] = [];

beforeAll(async () => {
  redis = await startRedis();
  one = await startApp({ store: () => openRedisStore({ url: redis.url }) });
  two = await startApp({ store: () => openRedisStore({ url: redis.url }), bare: true });
  for (const base of [await one.listen(), await two.listen()]) {
    const socket = io(base, {
      path: '/socket',
      transports: ['websocket'],
      auth: { tour: 'tour', protocol: PROTOCOL },
    });
    sockets.push(socket);
    await new Promise<void>((resolve) => socket.once('s', () => resolve()));
  }
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await one.close();
  await two.close();
  await redis.stop();
});

const viewersAt = async (app: TestApp): Promise<Viewers | undefined> =>
  (JSON.parse((await app.get('/live/tour/frames.json')).text) as Frame).latest.viewers;
const visit = (app: TestApp, visitor: string, polling: boolean) =>
  app.app.http.inject({ method: 'POST', url: '/live/tour/visit', payload: { visitor, polling } });

describe('viewers of several server processes', () => {
  test('are counted over all of them, by connection and by polling, and visits once each', async () => {
    await visit(one, 'visitor-0001', false);
    await visit(two, 'visitor-0002', false);
    await visit(two, 'visitor-0003', true);
    await visit(two, 'visitor-0003', true);
    for (const app of [one, two]) {
      await expect
        .poll(() => viewersAt(app), { timeout: 20_000 })
        .toEqual({ present: sockets.length + 1, views: 3 });
    }
  });
});
