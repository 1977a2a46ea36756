import { type Durability, StoreUnavailable } from '../port.ts';
import type { RedisConnection } from './connection.ts';

/**
 * Reads how Redis keeps what it acknowledges. Only `appendonly yes` with `appendfsync always` is durable as
 * Lalian promises it (https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/).
 */
export async function redisDurability(redis: RedisConnection): Promise<Durability> {
  async function setting(name: string): Promise<string | undefined> {
    try {
      const reply = (await redis.ask(redis.client.config('GET', name))) as readonly string[];
      return reply[1];
    } catch (error) {
      // Managed servers forbid CONFIG; that Redis is away is another matter.
      if (error instanceof StoreUnavailable) throw error;
      return undefined;
    }
  }

  const appendonly = await setting('appendonly');
  const appendfsync = await setting('appendfsync');
  const policy = await setting('maxmemory-policy');

  if (appendonly === undefined || appendfsync === undefined) {
    return {
      durable: false,
      warnings: [
        'Redis does not let its settings be read (CONFIG GET), so durability could not be checked: make sure ' +
          'that it runs with appendonly yes, appendfsync always and maxmemory-policy noeviction.',
      ],
    };
  }

  const warnings: string[] = [];
  if (appendonly !== 'yes') {
    warnings.push(
      'Redis keeps nothing on disk (appendonly no): EVERYTHING IS LOST ON A RESTART. Set appendonly yes and ' +
        'appendfsync always.',
    );
  } else if (appendfsync !== 'always') {
    const lost = appendfsync === 'everysec' ? 'up to a second' : 'an unknown amount';
    warnings.push(
      `Redis syncs too rarely (appendfsync ${appendfsync}): ${lost} of acknowledged marks may be lost on a ` +
        'crash. Set appendfsync always.',
    );
  }
  if (policy !== undefined && policy !== 'noeviction') {
    warnings.push(
      `Redis may throw data away when its memory is full (maxmemory-policy ${policy}). Set maxmemory-policy ` +
        'noeviction.',
    );
  }
  return { durable: warnings.length === 0, warnings };
}
