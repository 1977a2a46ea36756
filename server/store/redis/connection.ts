import { setTimeout as delay } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import { StoreUnavailable } from '../port.ts';
import type { Script } from './scripts.ts';

/** One connection to Redis that reconnects by itself, and never sends a command twice. */
export interface RedisConnection {
  readonly client: Redis;
  readonly healthy: boolean;
  /** Awaits a command of `client`; what Redis could not do becomes {@link StoreUnavailable}. */
  ask<T>(command: Promise<T>): Promise<T>;
  /** Runs a script, sending its text only where the server does not know it yet. */
  run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
  /** Called on every change between answering and not; answers how to stop that. */
  onHealth(listener: (healthy: boolean) => void): () => void;
  /** Resolves when the server answers again, or when the connection is closed for good. */
  backAgain(): Promise<void>;
  close(): void;
}

/** Where Redis is and how long an answer may take. */
export interface ConnectionOptions {
  readonly url: string;
  readonly commandTimeoutMs: number;
  /** Shown by CLIENT LIST. */
  readonly name: string;
}

/** Error codes by which a server says that it cannot now, rather than that the command is wrong. */
const REFUSED =
  /^(LOADING|BUSY|OOM|MISCONF|READONLY|MASTERDOWN|NOREPLICAS|TRYAGAIN|CLUSTERDOWN|NOAUTH|WRONGPASS|UNBLOCKED)\b/;

/** Connects in the background; `backAgain` resolves when the first answer is there. */
export function connectRedis({ url, commandTimeoutMs, name }: ConnectionOptions): RedisConnection {
  const client = new Redis(url, redisOptions(commandTimeoutMs, name));
  const listeners = new Set<(healthy: boolean) => void>();
  const waiting = new Set<() => void>();
  let healthy = false;
  let closed = false;
  let lastError: Error | undefined;

  client.on('error', (error: Error) => {
    lastError = error;
  });
  client.on('ready', () => {
    tell(true);
    wakeAll();
  });
  client.on('close', () => tell(false));

  function wakeAll(): void {
    for (const resolve of waiting) resolve();
    waiting.clear();
  }

  function tell(now: boolean): void {
    if (healthy === now) return;
    healthy = now;
    for (const listener of [...listeners]) listener(now);
  }

  async function ask<T>(command: Promise<T>): Promise<T> {
    try {
      return await command;
    } catch (error) {
      throw explained(error);
    }
  }

  function explained(error: unknown): Error {
    const said = error instanceof Error ? error : new Error(String(error));
    // The arguments hold what people wrote: they do not belong in a log of errors.
    if ('command' in said) delete said.command;
    const refused = said.name === 'ReplyError';
    if (refused && !REFUSED.test(said.message)) return said;
    const why = refused || healthy ? said : (lastError ?? said);
    return new StoreUnavailable(
      `Redis at ${withoutPassword(url)} ${refused ? 'refuses' : 'does not answer'}: ${why.message}`,
      { cause: said },
    );
  }

  async function run(script: Script, keys: readonly string[], args: readonly (string | number)[]) {
    try {
      return await ask(client.evalsha(script.sha, keys.length, ...keys, ...args));
    } catch (error) {
      // An unknown script has not run, so sending it whole is no second try.
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return ask(client.eval(script.lua, keys.length, ...keys, ...args));
    }
  }

  return {
    client,
    get healthy() {
      return healthy;
    },
    ask,
    run,
    onHealth(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async backAgain() {
      if (closed) return;
      // Connected, yet something failed: the server refuses for now. Ask again a little later.
      if (client.status === 'ready') await delay(100);
      else await new Promise<void>((resolve) => waiting.add(resolve));
    },
    close() {
      closed = true;
      client.disconnect();
      // Not left to ioredis's events: between two attempts to connect it would say nothing.
      wakeAll();
    },
  };
}

function redisOptions(commandTimeoutMs: number, name: string) {
  return {
    connectionName: name,
    protocol: 2 as const,
    // How long a dead server has to agree to the end of a connection.
    disconnectTimeout: 200,
    connectTimeout: commandTimeoutMs,
    commandTimeout: commandTimeoutMs,
    // A server that is silent that long is given up: its connection is closed, which fails what is under way.
    socketTimeout: commandTimeoutMs,
    retryStrategy: (times: number) =>
      Math.min(50 * 2 ** Math.min(times, 5), 1_000) * (0.5 + Math.random() / 2),
    // These three together: nothing waits for a connection, and nothing is ever sent a second time.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    // After a failover the old primary answers READONLY: look for the new one.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  } satisfies RedisOptions;
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}
