import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';

/** How a private Redis server is to keep its data. */
export interface RedisServerOptions {
  readonly appendonly?: 'yes' | 'no';
  readonly appendfsync?: 'always' | 'everysec' | 'no';
  /** A folder to work in, kept afterwards; without it a temporary one, which `stop` removes. */
  readonly dir?: string;
  /** Further command-line arguments. */
  readonly args?: readonly string[];
}

/** A Redis server of the test's own. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly dir: string;
  /** Process id; another one after `restart`. */
  readonly pid: number;
  /** Sends a signal; resolves when the process has ended, or at once for SIGSTOP and SIGCONT. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Runs one command with redis-cli; answers what it printed. */
  cli(...command: string[]): Promise<string>;
  /** Ends the process, stopped or not, and removes its temporary folder. */
  stop(): Promise<void>;
  /** Ends the process if it runs and starts it again on the same port and folder. */
  restart(): Promise<void>;
}

/** Starts a Redis server on a free port of this machine and waits until it answers PING. */
export async function startRedis(options: RedisServerOptions = {}): Promise<RedisServer> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'lalian-redis-')));
  const port = await freePort();
  let child = await run(port, dir, options);

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    dir,
    get pid() {
      return child.pid ?? 0;
    },
    async kill(signal) {
      if (signal === 'SIGSTOP' || signal === 'SIGCONT') child.kill(signal);
      else await end(signal);
    },
    async cli(...command) {
      const { stdout } = await promisify(execFile)('redis-cli', ['-p', String(port), ...command]);
      return stdout.trim();
    },
    async stop() {
      await end('SIGKILL');
      if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
    },
    async restart() {
      await end('SIGTERM');
      child = await run(port, dir, options);
    },
  };
}

async function run(port: number, dir: string, options: RedisServerOptions): Promise<ChildProcess> {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir,
    save: '',
    appendonly: options.appendonly ?? 'yes',
    appendfsync: options.appendfsync ?? 'always',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn('redis-server', [...args, ...(options.args ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  let failure: Error | undefined;
  child.on('error', (error: NodeJS.ErrnoException) => {
    failure =
      error.code === 'ENOENT'
        ? new Error('These tests need redis-server: apt-get install redis-server', { cause: error })
        : error;
  });
  // The test process may end without stopping it.
  const endWithParent = () => child.kill('SIGKILL');
  process.once('exit', endWithParent);
  child.once('exit', () => process.off('exit', endWithParent));

  while (!(await answersPing(port))) {
    if (failure) throw failure;
    if (child.exitCode !== null) throw new Error(`redis-server ended at once:\n${output}`);
    await delay(5);
  }
  return child;
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectSocket(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const answer = (value: boolean) => {
      socket.destroy();
      resolve(value);
    };
    socket.once('data', (data) => answer(data.toString().startsWith('+PONG')));
    socket.once('error', () => answer(false));
    socket.once('close', () => answer(false));
  });
}
