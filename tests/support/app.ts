import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInvite, type InviteRequest } from '../../server/access/invites.ts';
import { type App, buildApp } from '../../server/app.ts';
import { createClock } from '../../server/clock.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { distDir } from '../../server/dist-dir.ts';
import { createTour } from '../../server/live/tour-records.ts';
import { loadPages } from '../../server/render/pages.ts';
import type { Store } from '../../server/store/port.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import type { DiskSpace } from '../../server/watch/machine.ts';
import type { Role } from '../../shared/tour/actor.ts';
import { sampleJudges, sampleSetup } from './sample-tour.ts';

/** A server under test: real store, real routes, a folder of its own. */
export interface TestApp {
  readonly app: App;
  readonly store: Store;
  readonly config: Config;
  readonly dir: string;
  /** A session's token for a role on the tour `tour`. */
  token(role: Role, id: string, extra?: Partial<InviteRequest>): Promise<string>;
  /** Gives a command as whoever has the token; the status and the parsed body. */
  command(
    token: string,
    type: string,
    body: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  get(
    url: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Record<string, unknown>; text: string }>;
  /** Starts listening on loopback, on a free port unless one is given; the base address. */
  listen(port?: number): Promise<string>;
  close(): Promise<void>;
}

let counter = 0;
/** A retry key that no other call of this run has. */
export function freshId(): string {
  counter += 1;
  return `test-${process.pid}-${String(counter).padStart(6, '0')}`;
}

/** How a test's server differs from an ordinary one. */
export interface TestAppOptions {
  readonly store?: (dir: string) => Promise<Store>;
  readonly env?: Record<string, string>;
  readonly nowUnixMs?: () => number;
  /** The clock that nobody sets; with a clock of the test's own it goes as that does. */
  readonly steadyMs?: () => number;
  readonly gatherMs?: number;
  /** How often the server counts by itself; a test may do so by `app.beat()`. */
  readonly beatMs?: number;
  /** How much of the disk is free. */
  readonly diskSpace?: () => Promise<DiskSpace>;
  /** Serve the pages as another build. */
  readonly build?: string;
  /** Do not set up the sample tour. */
  readonly bare?: boolean;
}

/** Builds a server with the sample tour `tour`: two areas, three stops, three judges. */
export async function startApp(options: TestAppOptions = {}): Promise<TestApp> {
  const dir = await mkdtemp(join(tmpdir(), 'lalian-test-'));
  const store = await (options.store?.(dir) ?? openSqliteStore({ dir, exclusive: true }));
  const read = readConfig({
    DATA_DIR: dir,
    LOG_LEVEL: 'silent',
    REQUESTS_PER_MINUTE: '1000000',
    ...options.env,
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const { config } = read;
  const pages = await loadPages(distDir(), options.build);
  const parts = {
    config,
    store,
    pages,
    distDir: distDir(),
  };
  const now = options.nowUnixMs ?? Date.now;
  const app = await buildApp({
    ...parts,
    clock: createClock(now, options.steadyMs ?? options.nowUnixMs),
    // What is read right after a command must show it: nothing is gathered unless a test is about that.
    gatherMs: options.gatherMs ?? 0,
    ...(options.beatMs !== undefined && { beatMs: options.beatMs }),
    // A test says so where it wants a disk that is full: the machine's own may be.
    diskSpace: options.diskSpace ?? (async () => ({ freeBytes: 2 ** 40, totalBytes: 2 ** 41 })),
  });
  await createTour(store, 'tour', now());
  const test: TestApp = {
    app,
    store,
    config,
    dir,
    async token(role, id, extra = {}) {
      const { code } = await createInvite(store, 'tour', { role, id, createdBy: 'test', ...extra }, now());
      const answer = await app.http.inject({
        method: 'POST',
        url: '/api/session',
        payload: { secret: code },
      });
      return answer.json<{ token: string }>().token;
    },
    async command(token, type, body, headers = {}) {
      const answer = await app.http.inject({
        method: 'POST',
        url: `/api/tours/tour/commands/${type}`,
        headers: { authorization: `Bearer ${token}`, ...headers },
        payload: { commandId: freshId(), ...body },
      });
      return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
    },
    async get(url, headers = {}) {
      const answer = await app.http.inject({ method: 'GET', url, headers });
      return { status: answer.statusCode, headers: answer.headers, text: answer.payload };
    },
    listen: (port = 0) => app.http.listen({ port, host: '127.0.0.1' }),
    async close() {
      await app.stop();
      await store.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
  if (options.bare !== true) {
    const organiser = await test.token('organiser', 'org');
    await test.command(organiser, 'setUpTour', { setup: sampleSetup, basedOnVersion: 0 });
    await test.command(organiser, 'appointJudges', { judges: sampleJudges });
  }
  return test;
}
