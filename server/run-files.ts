import { createHash, randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { Config } from './config.ts';

/*
 * What a running server leaves for the command line beside it: a file in its data folder, and the same one in a folder of
 * its user, where it is found by whoever does not know the data folder. A file is a hint: a server that was killed leaves
 * it, and its number may be another process's by now. So the server itself is asked whether it is the one.
 */

/** A server that runs, as it says so itself. */
export interface RunningServer {
  readonly pid: number;
  readonly host: string;
  /** What the process calls itself; made at its start. */
  readonly instance: string;
  /** Where it is reached from this machine. */
  readonly address: string;
  /** What its invite links begin with. */
  readonly linkBase: string;
  readonly store: 'sqlite' | 'redis';
  readonly dataDir: string;
  /** {@link fingerprintOf} its `REDIS_URL`, which may hold a password and is not written down. */
  readonly redis?: string;
}

/** By it two addresses of Redis are known to be the same. */
export const fingerprintOf = (redisUrl: string): string =>
  createHash('sha256').update(redisUrl).digest('hex').slice(0, 16);

const ENDING = '.server.json';
const ASKED_WITHIN_MS = 3_000;
const EVERYWHERE = ['0.0.0.0', '::', 'localhost', '127.0.0.1'];

const inDataDir = (dataDir: string): string => join(dataDir, 'running');
const ofUser = (): string => join(tmpdir(), `lalian-${userInfo().uid}`);

/** The address of a server on its own machine; `name` stands for this machine where it listens on every address. */
export function ownAddress(
  { tls, host }: Pick<Config, 'tls' | 'host'>,
  port: number,
  name = 'localhost',
): string {
  const at = EVERYWHERE.includes(host) ? name : host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'https' : 'http'}://${at}:${port}`;
}

/** What a server says of itself once it listens. */
export function describeServer(
  config: Config,
  port: number,
  instance: string,
  store: RunningServer['store'],
): RunningServer {
  return {
    pid: process.pid,
    host: hostname(),
    instance,
    address: ownAddress(config, port, '127.0.0.1'),
    linkBase: config.publicUrlGiven ? config.publicUrl : ownAddress(config, port),
    store,
    dataDir: resolve(config.dataDir),
    ...(config.redisUrl !== undefined && { redis: fingerprintOf(config.redisUrl) }),
  };
}

/** Leaves the files; returns how to take them back. Where a folder cannot be written, the other one has to do. */
export function leaveRunFiles(server: RunningServer): () => void {
  const left: string[] = [];
  for (const folder of [inDataDir(server.dataDir), ofUser()]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      forgetEnded(folder);
      const file = join(folder, `${server.pid}-${server.instance}${ENDING}`);
      writeFileSync(file, JSON.stringify(server), { mode: 0o600 });
      left.push(file);
    } catch {
      // A folder that only others write.
    }
  }
  return () => {
    for (const file of left) rmSync(file, { force: true });
  };
}

/** Every server that runs on this machine, of this user or on one of these data folders. */
export async function runningServers(dataDirs: readonly string[]): Promise<readonly RunningServer[]> {
  const known = new Map<string, RunningServer>();
  const me = userInfo().uid;
  // Whoever administers the machine names the folder of another user; the other place anybody might have made.
  for (const server of dataDirs.flatMap((dir) => filesIn(inDataDir(dir), (uid) => uid === me || me === 0)))
    known.set(server.instance, server);
  for (const server of filesIn(ofUser(), (uid) => uid === me)) known.set(server.instance, server);
  const asked = await Promise.all(
    [...known.values()].map(async (server) =>
      (await answersAt(server.address, server.instance)) ? server : undefined,
    ),
  );
  return asked.filter((one) => one !== undefined);
}

/** Whether the server that calls itself so answers at an address: itself or through what stands in front of it. */
export async function answersAt(base: string, instance: string): Promise<boolean> {
  const status = await statusAt(`${base}/healthz?instance=${instance}&asked=${randomUUID()}`);
  return status === 200;
}

/** The status that an address answers with; undefined where nobody answers. Whose certificate it is does not matter here. */
function statusAt(url: string): Promise<number | undefined> {
  return new Promise((done) => {
    const request = url.startsWith('https:') ? overHttps : overHttp;
    const asked = request(
      url,
      { timeout: ASKED_WITHIN_MS, rejectUnauthorized: false, agent: false },
      (answer) => {
        answer.resume();
        done(answer.statusCode);
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => done(undefined));
    asked.end();
  });
}

/** The files in a folder that only its owner can have written, where the owner is to be believed. */
function filesIn(folder: string, isBelieved: (uid: number) => boolean): readonly RunningServer[] {
  try {
    const { uid, mode } = lstatSync(folder);
    if (!isBelieved(uid) || (mode & 0o022) !== 0) return [];
    return readdirSync(folder)
      .filter((name) => name.endsWith(ENDING))
      .flatMap((name) => read(join(folder, name)) ?? []);
  } catch {
    return [];
  }
}

const TEXTS = ['host', 'instance', 'address', 'linkBase', 'dataDir'] as const;

function read(file: string): RunningServer | undefined {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<RunningServer>;
    const isWhole =
      Number.isInteger(found.pid) &&
      TEXTS.every((name) => typeof found[name] === 'string') &&
      (found.store === 'sqlite' || found.store === 'redis') &&
      /^[a-f0-9]+$/.test(found.instance ?? '') &&
      /^https?:\/\//.test(found.address ?? '');
    return isWhole ? (found as RunningServer) : undefined;
  } catch {
    return undefined;
  }
}

/** Takes away what servers of this machine left that were killed. */
function forgetEnded(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(ENDING)) continue;
    const server = read(join(folder, name));
    if (server === undefined || (server.host === hostname() && !lives(server.pid)))
      rmSync(join(folder, name), { force: true });
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
}
