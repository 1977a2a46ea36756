import { answersAt } from '../run-files.ts';
import { UsageError } from './usage-error.ts';
import type { Where } from './where.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** What a link begins with, and what its reader has to know. */
export interface LinkBase {
  readonly base: string;
  readonly warning?: string;
}

/**
 * The address under which people reach the server: as `PUBLIC_URL` says, else as the running server says. Throws
 * {@link UsageError} where nobody says it, or where it leads to no server: a link is not printed that cannot work.
 */
export async function linkBase(env: NodeJS.ProcessEnv, { config, servers }: Where): Promise<LinkBase> {
  const base = env.PUBLIC_URL ? config.publicUrl : servers[0]?.linkBase;
  if (base === undefined)
    throw new UsageError(
      'No server was found that runs on this data, so the address of the link is not known. Start the server and run this again, or say the address: PUBLIC_URL=https://… npm run invite -- …\n没有找到正在使用这些数据的服务器，无法得知链接的地址。请启动服务器后重试，或用 PUBLIC_URL 说明地址。',
    );
  const answers = await Promise.all(servers.map(({ instance }) => answersAt(base, instance)));
  if (answers.includes(true)) return { base };
  if (servers.length === 0)
    return {
      base,
      warning:
        'No running server was found on this data: the link works once one runs there. 没有找到正在使用这些数据的服务器；服务器在该地址启动后链接才有效。',
    };
  if (LOOPBACK.test(new URL(base).hostname))
    throw new UsageError(
      `PUBLIC_URL=${base} does not lead to the server that runs on this data; it is at ${servers.map(({ address }) => address).join(', ')}. Unset PUBLIC_URL, or correct it.\nPUBLIC_URL 指向的不是使用这些数据的服务器，请去掉或更正。`,
    );
  return {
    base,
    warning: `${base} was not reached from this machine. If it is not the address of the tour, set PUBLIC_URL. 从本机没有连上该地址；如果地址不对，请设置 PUBLIC_URL。`,
  };
}
