import { afterAll, beforeAll } from 'vitest';
import { openRedisStore } from '../../server/store/redis.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { storeContract } from './store.contract.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.stop());

let places = 0;
storeContract('Redis', async () => {
  const keyPrefix = `place-${++places}:`;
  return { open: () => openRedisStore({ url: server.url, keyPrefix }), remove: async () => {} };
});
