import type { Store } from './port.ts';
import { openSqliteStore } from './sqlite/store.ts';

/** Which store to open. */
export interface StoreConfig {
  /** Redis where it is given, else SQLite in the data folder. */
  readonly redisUrl?: string | undefined;
  readonly dataDir: string;
  /** True for the server, false for command-line tools that work beside it. Redis knows no such lock. */
  readonly exclusive: boolean;
}

/** Opens the one store of this process. Throws what `openRedisStore` and {@link openSqliteStore} throw. */
export async function openStore({ redisUrl, dataDir, exclusive }: StoreConfig): Promise<Store> {
  if (redisUrl !== undefined && redisUrl !== '') {
    // Only loaded where it is used: a server is back sooner.
    const { openRedisStore } = await import('./redis/store.ts');
    return openRedisStore({ url: redisUrl });
  }
  return openSqliteStore({ dir: dataDir, exclusive });
}
