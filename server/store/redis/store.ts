import type { Store, Tail } from '../port.ts';
import { connectRedis, type RedisConnection } from './connection.ts';
import { redisDurability } from './durability.ts';
import { logKeys, redisLog } from './log.ts';
import { redisRecords } from './records.ts';
import { startRedisTail } from './tail.ts';

/** How to open the store in Redis. */
export interface RedisStoreOptions {
  /** `redis://user:password@host:port/db`, or `rediss://` with TLS. */
  readonly url: string;
  /** Put before every key, so that several installations may share a server. */
  readonly keyPrefix?: string;
  /** A method that has no answer after that long throws `StoreUnavailable`. */
  readonly commandTimeoutMs?: number;
}

/**
 * The store in Redis 7 or newer, for several server processes on one tour. One connection for commands, and
 * one blocking connection for each tail. It reconnects by itself; while Redis is away every method fails at
 * once, and one that was under way fails within `commandTimeoutMs`; nothing is ever sent twice. Throws
 * `StoreUnavailable` where Redis does not answer at the start.
 */
export async function openRedisStore(options: RedisStoreOptions): Promise<Store> {
  const { url, keyPrefix = 'lalian:', commandTimeoutMs = 2_000 } = options;
  const redis = await connect('lalian');
  const tails = new Set<Tail>();

  /** A connection that has answered once. */
  async function connect(name: string): Promise<RedisConnection> {
    const connection = connectRedis({ url, commandTimeoutMs, name });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, commandTimeoutMs);
    });
    await Promise.race([connection.backAgain(), late]);
    clearTimeout(timer);
    try {
      await connection.ask(connection.client.ping());
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  return {
    kind: 'redis',
    appendsAside: true,
    ...redisLog(redis, keyPrefix),
    ...redisRecords(redis, keyPrefix),

    async tail(log, from, listener) {
      const tail = startRedisTail({
        own: await connect(`lalian-tail-${log}`),
        shared: redis,
        log,
        keys: logKeys(keyPrefix, log),
        from,
        listener,
        blockMs: Math.ceil(commandTimeoutMs / 2),
      });
      const registered: Tail = {
        stop() {
          tails.delete(registered);
          return tail.stop();
        },
      };
      tails.add(registered);
      return registered;
    },

    async ping() {
      await redis.ask(redis.client.ping());
    },
    checkDurability: () => redisDurability(redis),
    async close() {
      await Promise.all([...tails].map((tail) => tail.stop()));
      redis.close();
    },
  };
}
