import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { progress } from './figure.ts';

/*
 * Processes of the benchmarks: servers on the first core, loads on the second, with many open files. Only
 * Linux tells enough about a process (/proc) for this.
 */

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const GC_ON_SIGNAL = fileURLToPath(new URL('./gc-on-signal.mjs', import.meta.url));
/** As `npm start` has it. */
const YOUNG_SPACE = '--max-semi-space-size=32';
/** Collections that are forced one after another make all code look unused: it would be compiled once more. */
const KEEP_CODE = '--no-flush-bytecode';
const WANTED_FILES = 65_536;
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

/** The folder that `npm run build` filled; BENCH_DIST names another one. */
export const distFolder = (): string => process.env.BENCH_DIST ?? join(ROOT, 'dist');

const canPin = cpus().length > 1 && spawnSync('taskset', ['-V'], { stdio: 'ignore' }).status === 0;
if (!canPin) progress('!! one core only, or no taskset: server and load disturb each other');

/** BENCH_PROFILE names a folder into which every server writes what its processor time went into (.cpuprofile). */
const profileFolder = process.env.BENCH_PROFILE;
const profiling = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
const HELD_LOOKS = 8;
const HELD_LOOK_EVERY_MS = 750;
const STOPS_WITHIN_MS = 15_000;

/** Which core: what is measured, or what measures. */
type Place = 'server' | 'load' | 'anywhere';
const CORES: Readonly<Record<Place, string>> = { server: '0', load: '1', anywhere: `0-${cpus().length - 1}` };

/** Moves a process that was started elsewhere to its core. */
export function pinTo(place: Place, pid: number): void {
  if (canPin) spawnSync('taskset', ['-acp', CORES[place], String(pid)], { stdio: 'ignore' });
}

/** A running child process. */
export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts `node` with these words on its core, with as many open files as the system allows. */
function startNode(place: Place, words: readonly string[], env: Record<string, string>): Running {
  const pin = canPin ? `taskset -c ${CORES[place]} ` : '';
  const files = `ulimit -n ${WANTED_FILES} 2>/dev/null || { ulimit -n "$(ulimit -Hn)"; echo "!! only $(ulimit -n) open files" >&2; }`;
  const child = spawn('sh', ['-c', `${files}; exec ${pin}"$0" "$@"`, process.execPath, ...words], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const endWithParent = () => child.kill('SIGKILL');
  process.once('exit', endWithParent);
  child.once('exit', () => process.off('exit', endWithParent));
  return {
    child,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      // A profile is written by a process that ends by itself only.
      child.kill(place !== 'load' && profileFolder !== undefined ? 'SIGTERM' : 'SIGKILL');
      setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS).unref();
      await ended;
    },
  };
}

/** A server under measurement, listening. */
export interface Server extends Running {
  readonly port: number;
}

/** Lets a server print where it listens, as both Lalian and the peers do. */
async function listening(running: Running, what: string): Promise<Server> {
  const { child } = running;
  const port = await new Promise<number>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (data) => {
      text += data;
      const found = /listening on http:\/\/localhost:(\d+)/.exec(text)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    child.once('exit', (code) =>
      reject(new Error(`${what} ended with ${code} before it listened:\n${text}`)),
    );
  });
  return { ...running, port };
}

/** Starts the built Lalian server on a prepared data folder, with every bound on requests out of the way. */
export function startLalian(env: Record<string, string>, place: Place = 'server'): Promise<Server> {
  const main = join(distFolder(), 'server', 'main.js');
  const settings = { PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn', REQUESTS_PER_MINUTE: '100000000' };
  const words = [...profiling, YOUNG_SPACE, KEEP_CODE, '--expose-gc', '--import', GC_ON_SIGNAL, main];
  return listening(startNode(place, words, { NODE_ENV: 'production', ...settings, ...env }), 'Lalian');
}

/** Starts a peer's server from its source, the same way. */
export function startPeer(source: URL): Promise<Server> {
  const typed = source.pathname.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const words = [
    ...profiling,
    KEEP_CODE,
    '--expose-gc',
    '--import',
    GC_ON_SIGNAL,
    ...typed,
    fileURLToPath(source),
  ];
  return listening(startNode('server', words, { NODE_ENV: 'production' }), source.pathname);
}

/** Runs a script in a process; what it printed. */
export async function runScript(source: URL, ...words: readonly string[]): Promise<string> {
  const { child } = startNode('anywhere', [fileURLToPath(source), ...words], {});
  let text = '';
  child.stdout?.on('data', (data) => {
    text += data;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${source.pathname} ended with ${code}`);
  return text;
}

/** Builds the server where that was not done yet. */
export function buildOnce(): void {
  if (existsSync(join(distFolder(), 'server', 'main.js'))) return;
  progress('building');
  const built = spawnSync('npx', ['vite', 'build', '--app'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (built.status !== 0) throw new Error('The build failed');
}

/** A load generator in a process of its own: asked by messages, answers each with one message. */
export interface Load {
  ask<Answer>(question: object): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a load generator from its source. */
export function startLoad(source: URL): Load {
  const running = startNode('load', ['--import', 'tsx', fileURLToPath(source)], {});
  running.child.stdout?.pipe(process.stderr);
  return {
    stop: running.stop,
    ask: <Answer>(question: object) =>
      new Promise<Answer>((resolve, reject) => {
        const ended = () => reject(new Error(`${source.pathname} ended early`));
        running.child.once('exit', ended);
        running.child.once('message', (answer: { failed?: string }) => {
          running.child.off('exit', ended);
          if (answer.failed === undefined) resolve(answer as Answer);
          else reject(new Error(answer.failed));
        });
        running.child.send(question);
      }),
  };
}

/** In a load generator: answers every question of the parent. */
export function answerQuestions<Question>(answer: (question: Question) => Promise<object>): void {
  process.on('message', (question: Question) => {
    answer(question).then(
      (said) => process.send?.(said),
      (error: unknown) => process.send?.({ failed: String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
}

/** Processor time that a process has used so far (user and system), seconds. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Lets a server collect its garbage; what it holds then, bytes. */
export async function collected({ child, pid }: Server): Promise<number> {
  const told = once(child.stdout as Readable, 'data');
  process.kill(pid, 'SIGUSR2');
  return Number(/held (\d+) bytes/.exec(String(await told))?.[1]);
}

/**
 * Memory of a server that collections leave: what lives in its heap, and all that is resident beside the heap. The
 * least of several looks, since pages go back to the system late, and by fits and starts.
 */
export async function heldBytes(server: Server): Promise<number> {
  const held: number[] = [];
  for (let times = 0; times < HELD_LOOKS; times += 1) {
    held.push(await collected(server));
    await delay(HELD_LOOK_EVERY_MS);
  }
  return Math.min(...held);
}

/** Memory of a process as it is (resident set), bytes. */
export const residentBytes = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
