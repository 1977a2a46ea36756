import { byKey, type RecordPart } from './parts.ts';
import { StoreDamaged, type StoredRecord } from './port.ts';
import { isDocument } from './record-documents.ts';
import type { RedisConnection } from './redis-connection.ts';
import { PUT_RECORD, READ_PRESENCE } from './redis-scripts.ts';

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
      const start = `${prefix}records:`;
      const pattern = `${start.replace(/[*?[\]\\]/g, '\\$&')}*`;
      for (let cursor = '0'; ; ) {
        const [next, names] = await redis.ask(client.scan(cursor, 'MATCH', pattern, 'COUNT', 200));
        for (const name of names) {
          const collection = name.slice(start.length);
          for (const [key, value] of Object.entries(await ofRecords(collection, client.hgetall(name))))
            if (!isDocument(toRecord(key, value).body)) found.push({ collection, key });
        }
        if (next === '0') return found;
        cursor = next;
      }
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
