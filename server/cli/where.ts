import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { fingerprintOf, type RunningServer, runningServers } from '../run-files.ts';
import { UsageError } from './usage-error.ts';

/** What a tool works on, and the servers that run on the same data. */
export interface Where {
  readonly config: Config;
  readonly servers: readonly RunningServer[];
}

const real = (dir: string): string => {
  try {
    return realpathSync(dir);
  } catch {
    return resolve(dir);
  }
};

/** Servers with the same key work on the same data. */
const keyOf = ({ store, redis, dataDir }: RunningServer): string =>
  store === 'redis' ? `redis ${redis}` : `folder ${real(dataDir)}`;

const said = ({ pid, address, store, dataDir }: RunningServer): string =>
  `  ${address}  (process ${pid}, ${store === 'redis' ? 'Redis; ' : ''}DATA_DIR=${dataDir})`;

/**
 * Finds the data: what `DATA_DIR` or `REDIS_URL` names; where neither is set, what the running server works on; where none
 * runs, the default folder. Throws {@link UsageError}, which says what to do, where that is not clear.
 */
export async function findData(env: NodeJS.ProcessEnv, config: Config): Promise<Where> {
  const servers = await runningServers([config.dataDir]);
  const folder = `folder ${real(config.dataDir)}`;
  if (config.redisUrl !== undefined) {
    const key = `redis ${fingerprintOf(config.redisUrl)}`;
    return { config, servers: servers.filter((one) => keyOf(one) === key) };
  }
  const onFolder = servers.filter((one) => real(one.dataDir) === real(config.dataDir));
  const candidates = env.DATA_DIR || onFolder.length > 0 ? onFolder : servers;
  const [first] = candidates;
  if (first === undefined) return { config, servers: [] };
  const key = keyOf(candidates.find((one) => keyOf(one) === folder) ?? first);
  const same = candidates.filter((one) => keyOf(one) === key);
  if (same.length < candidates.length && key !== folder)
    throw new UsageError(
      `Several servers run on different data:\n${candidates.map(said).join('\n')}\nSay which one: set DATA_DIR (or REDIS_URL) as it is set for that server.\n有多个服务器使用不同的数据，请按要用的那一个设置 DATA_DIR（或 REDIS_URL）。`,
    );
  const { store, dataDir } = same[0] ?? first;
  if (store === 'sqlite') return { config: { ...config, dataDir }, servers: same };
  const redisUrl = same.map(redisUrlOf).find((url) => url !== undefined);
  if (redisUrl === undefined)
    throw new UsageError(
      `The running server keeps its tours in Redis:\n${same.map(said).join('\n')}\nSet REDIS_URL as it is set for that server.\n正在运行的服务器使用 Redis，请设置与它相同的 REDIS_URL。`,
    );
  return { config: { ...config, dataDir, redisUrl }, servers: same };
}

/** Throws {@link UsageError} where there is no data yet: a tool makes no folder of its own that no server knows. */
export function expectData({ config, servers }: Where): void {
  if (config.redisUrl !== undefined || servers.length > 0 || existsSync(join(config.dataDir, 'lalian.db')))
    return;
  throw new UsageError(
    `There is no data in ${resolve(config.dataDir)}, and no running server was found on this machine. Start the server, or set DATA_DIR (or REDIS_URL) as it is set for the server; run this as the server's user, in its container if it has one.\n${resolve(config.dataDir)} 中没有数据，本机也没有找到正在运行的服务器。请先启动服务器，或设置与它相同的 DATA_DIR（或 REDIS_URL），并以它的用户身份、在它的容器内运行。`,
  );
}

/** The `REDIS_URL` of a process of the same user, where the system tells it (Linux). */
function redisUrlOf({ pid, redis }: RunningServer): string | undefined {
  try {
    const entry = readFileSync(`/proc/${pid}/environ`, 'utf8')
      .split('\0')
      .find((one) => one.startsWith('REDIS_URL='));
    const url = entry?.slice('REDIS_URL='.length).replace(/\/+$/, '');
    return url !== undefined && fingerprintOf(url) === redis ? url : undefined;
  } catch {
    return undefined;
  }
}
