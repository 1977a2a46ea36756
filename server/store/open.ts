import type { Store } from './port.ts';
import { openRedisStore } from './redis.ts';
import { openSqliteStore } from './sqlite.ts';

/** Which store to open. */
export interface StoreConfig {
  /** Redis where it is given, else SQLite in the data folder. */
  readonly redisUrl?: string | undefined;
  readonly dataDir: string;
  /** True for the server, false for command-line tools that work beside it. Redis knows no such lock. */
  readonly exclusive: boolean;
}

/** Opens the one store of this process. Throws what {@link openRedisStore} and {@link openSqliteStore} throw. */
export async function openStore({ redisUrl, dataDir, exclusive }: StoreConfig): Promise<Store> {
  if (redisUrl !== undefined && redisUrl !== '') return openRedisStore({ url: redisUrl });
  return openSqliteStore({ dir: dataDir, exclusive });
}
