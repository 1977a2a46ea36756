import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distDir } from '../../server/dist-dir.ts';
import { until } from './until.ts';

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A program running on its own, such as one of the build. */
export interface RunningProgram {
  readonly pid: number;
  /** Everything that it printed so far, errors included. */
  readonly output: () => string;
  readonly ended: Promise<Ended>;
  /** Sends a signal; does not wait. */
  signal(name: NodeJS.Signals): void;
  /** Ends it at once, whatever it does, and waits until it is gone. */
  kill(): Promise<void>;
}

/** A server of the build, listening on a free port of loopback. */
export interface ServerProcess extends RunningProgram {
  readonly base: string;
  /** The code of the host's one-time link, which the first start prints. */
  readonly hostInvite: () => Promise<string>;
  /** Enters by it, makes the tour `tour`, and answers the code of an organiser's link to it. */
  readonly firstInvite: () => Promise<string>;
}

/** Variables that a program gets beside `env`: enough to run, nothing of this project. */
const BARE = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_ENV: 'production' };

/** Starts `dist/server/<name>.js`. The test process takes it along when it ends. */
export function startProgram(
  name: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd?: string,
): RunningProgram {
  const child = spawn(process.execPath, [join(distDir(), 'server', `${name}.js`), ...words], {
    ...(cwd !== undefined && { cwd }),
    env: { ...BARE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return running(child);
}

/** What is known of a child from its start on. The test process takes it along when it ends. */
export function running(child: ChildProcess): RunningProgram {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = once(child, 'close').then(
    ([code, signal]): Ended => ({ code: code as number | null, signal: signal as NodeJS.Signals | null }),
  );
  const endWithParent = () => child.kill('SIGKILL');
  process.once('exit', endWithParent);
  void ended.then(() => process.off('exit', endWithParent));
  return {
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    signal: (name) => child.kill(name),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs a program of the build to its end. */
export async function runProgram(
  name: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd?: string,
): Promise<Ended & { readonly output: string }> {
  const program = startProgram(name, words, env, cwd);
  const ended = await program.ended;
  return { ...ended, output: program.output() };
}

/** Starts the built server and waits until it listens. Throws with what it printed where it does not. */
export async function startServer(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const program = startProgram('main', [], {
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    REQUESTS_PER_MINUTE: '10000000',
    ...env,
  });
  let gone = false;
  void program.ended.then(() => {
    gone = true;
  });
  const [, scheme, host, port] = await until(() => {
    if (gone) throw new Error(`The server ended at once:\n${program.output()}`);
    return /listening on (https?):\/\/([\d.]+|localhost):(\d+)/.exec(program.output()) ?? undefined;
  }, 'the server to listen');
  const base = `${scheme}://${host === 'localhost' ? '127.0.0.1' : host}:${port}`;
  const hostInvite = () =>
    until(() => /\/enter#(\S+)/.exec(program.output())?.[1], 'the link for the host of a new server');
  return { ...program, base, hostInvite, firstInvite: async () => firstTour(base, await hostInvite()) };
}

/** Makes the tour `tour` as the host who has that code; the code of an organiser's link to it. */
async function firstTour(base: string, secret: string): Promise<string> {
  const ask = async (path: string, body: object, token?: string) => {
    const answer = await fetch(`${base}/api/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { readonly token: string; readonly url: string };
  };
  const { token } = await ask('session', { secret });
  await ask('house/tours', { commandId: 'first-tour', id: 'tour', name: '示例拉练' }, token);
  const { url } = await ask('house/tours/tour/organisers', { name: '组织方' }, token);
  return new URL(url).hash.slice(1);
}

/** The ids of the processes that a process started and that still run. */
export const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
