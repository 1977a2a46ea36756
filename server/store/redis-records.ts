import { byKey, type RecordPart } from './parts.ts';
import type { StoredRecord } from './port.ts';
import type { RedisConnection } from './redis-connection.ts';
import { PUT_RECORD, READ_PRESENCE } from './redis-scripts.ts';

/** Records as one hash per collection (`version:body`), counters as keys, presence as one hash per group. */
export function redisRecords(redis: RedisConnection, prefix: string): RecordPart {
  const { client } = redis;
  const collectionKey = (collection: string) => `${prefix}records:${collection}`;
  const counterKey = (name: string) => `${prefix}counter:${name}`;
  const presenceKey = (group: string) => `${prefix}presence:${group}`;

  return {
    async getRecord(collection, key) {
      const value = await redis.ask(client.hget(collectionKey(collection), key));
      return value === null ? undefined : toRecord(key, value);
    },

    async putRecord(collection, key, body, ifVersion) {
      const version = await redis.run(PUT_RECORD, [collectionKey(collection)], [key, body, ifVersion ?? '']);
      return version === null ? undefined : Number(version);
    },

    async deleteRecord(collection, key) {
      return (await redis.ask(client.hdel(collectionKey(collection), key))) > 0;
    },

    async listRecords(collection) {
      const all = await redis.ask(client.hgetall(collectionKey(collection)));
      return Object.entries(all)
        .map(([key, value]) => toRecord(key, value))
        .sort(byKey);
    },

    addToCounter: (name, by) => redis.ask(client.incrby(counterKey(name), by)),

    async readCounter(name) {
      return Number((await redis.ask(client.get(counterKey(name)))) ?? 0);
    },

    async reportPresence(group, processId, count, ttlMs, nowMs) {
      await redis.ask(client.hset(presenceKey(group), processId, `${count}:${nowMs + ttlMs}`));
    },

    async readPresence(group, nowMs) {
      return Number(await redis.run(READ_PRESENCE, [presenceKey(group)], [nowMs]));
    },
  };
}

function toRecord(key: string, value: string): StoredRecord {
  const colon = value.indexOf(':');
  return { key, version: Number(value.slice(0, colon)), body: value.slice(colon + 1) };
}
