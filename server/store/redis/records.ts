import { byKey, type RecordPart } from '../parts.ts';
import { isNamedAfter, StoreDamaged, type StoredRecord } from '../port.ts';
import { isDocument } from '../record-documents.ts';
import type { RedisConnection } from './connection.ts';
import { PUT_RECORD, READ_PRESENCE } from './scripts.ts';

/** Records as one hash per collection (`version:body`), counters as keys, presence as one hash per group. */
export function redisRecords(redis: RedisConnection, prefix: string): RecordPart {
  const { client } = redis;
  const collectionKey = (collection: string) => `${prefix}records:${collection}`;
  const counterKey = (name: string) => `${prefix}counter:${name}`;
  const presenceKey = (group: string) => `${prefix}presence:${group}`;

  /** Redis answers that a collection is something else. */
  async function ofRecords<T>(collection: string, asked: Promise<T>): Promise<T> {
    try {
      return await redis.ask(asked);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ReplyError') throw error;
      throw new StoreDamaged(
        'in Redis',
        `its records of "${collection}" are not what a server writes`,
        error,
      );
    }
  }

  /** What stands behind `start` in the names of keys. */
  async function* namesAfter(start: string): AsyncGenerator<string> {
    const pattern = `${start.replace(/[*?[\]\\]/g, '\\$&')}*`;
    for (let cursor = '0'; ; ) {
      const [next, keys] = await redis.ask(client.scan(cursor, 'MATCH', pattern, 'COUNT', 200));
      for (const key of keys) yield key.slice(start.length);
      if (next === '0') return;
      cursor = next;
    }
  }

  return {
    async getRecord(collection, key) {
      const value = await ofRecords(collection, client.hget(collectionKey(collection), key));
      return value === null ? undefined : toRecord(key, value);
    },

    async putRecord(collection, key, body, ifVersion) {
      const version = await ofRecords(
        collection,
        redis.run(PUT_RECORD, [collectionKey(collection)], [key, body, ifVersion ?? '']),
      );
      return version === null ? undefined : Number(version);
    },

    async deleteRecord(collection, key) {
      return (await ofRecords(collection, client.hdel(collectionKey(collection), key))) > 0;
    },

    async listRecords(collection) {
      const all = await ofRecords(collection, client.hgetall(collectionKey(collection)));
      return Object.entries(all)
        .map(([key, value]) => toRecord(key, value))
        .sort(byKey);
    },

    async unreadableRecords() {
      const found: { collection: string; key: string }[] = [];
      for await (const collection of namesAfter(collectionKey(''))) {
        const all = await ofRecords(collection, client.hgetall(collectionKey(collection)));
        for (const [key, value] of Object.entries(all))
          if (!isDocument(toRecord(key, value).body)) found.push({ collection, key });
      }
      return found;
    },

    async namedAfter(log) {
      const names = new Set<string>();
      // What a scan comes upon twice is one all the same.
      for await (const name of namesAfter(collectionKey(''))) if (isNamedAfter(log, name)) names.add(name);
      return Promise.all(
        [...names].sort().map(async (collection) => ({
          collection,
          records: await ofRecords(collection, client.hlen(collectionKey(collection))),
        })),
      );
    },

    async countersNamedAfter(log) {
      const names = new Set<string>();
      for await (const name of namesAfter(counterKey(''))) if (isNamedAfter(log, name)) names.add(name);
      return Promise.all(
        [...names].sort().map(async (name) => ({
          name,
          value: Number((await redis.ask(client.get(counterKey(name)))) ?? 0),
        })),
      );
    },

    async removeNamedAfter(log) {
      for (const keyOf of [collectionKey, counterKey])
        for await (const name of namesAfter(keyOf('')))
          if (isNamedAfter(log, name)) await redis.ask(client.unlink(keyOf(name)));
      await redis.ask(client.unlink(presenceKey(log)));
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
