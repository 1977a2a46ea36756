import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { createClock } from '../../server/clock.ts';
import { toLine } from '../../server/live/log/logged.ts';
import { createTour } from '../../server/live/tour-records.ts';
import { Tours } from '../../server/live/tours.ts';
import type { Fault } from '../../server/store/chain.ts';
import type { Head, Store } from '../../server/store/port.ts';
import { openRedisStore } from '../../server/store/redis/store.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { type RedisServer, startRedis } from './redis-server.ts';
import { sampleSetup } from './sample-tour.ts';
import { until } from './until.ts';

/** Groups of the log. */
export const GROUPS = 23;
/** Events of a group. */
export const IN_GROUP = 6;
/** Events of the log. */
export const EVENTS = GROUPS * IN_GROUP;
/** A command that changes the tour. */
export const SET_UP = { type: 'setUpTour', setup: sampleSetup, basedOnVersion: 0 } as const;
/** Who gives it. */
export const BOSS = { role: 'organiser', id: 'org' } as const;
/** A hash of no event. */
export const OTHER_HASH = 'f'.repeat(64);
/** When the tour was made, ms. */
export const START = 1_657_155_600_000;

/** What somebody did to a store behind the server's back, in the store's own words. */
export interface Harm {
  readonly what: string;
  readonly fault: Fault;
  /** Up to which event the log is still sound. */
  readonly sound: number;
  /** False where only the chain of hashes shows it, which is not recomputed at a start. */
  readonly stopsServer: boolean;
  readonly sqlite: string;
  readonly redis: (redis: Redis, head: string, stream: string) => Promise<unknown>;
}

let server: RedisServer;

/** Gives the tests of a file a Redis of their own. */
export function withRedis(): void {
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());
}

let places = 0;

/** A store with a tour of some events, and a way to harm it. */
export async function storeWithTour(
  kind: Store['kind'],
): Promise<{ store: Store; harm: (one: Harm) => Promise<void>; hashes: readonly string[] }> {
  const dir = await mkdtemp(join(tmpdir(), 'lalian-damaged-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const keyPrefix = `place-${++places}:`;
  const store =
    kind === 'redis'
      ? await openRedisStore({ url: server.url, keyPrefix })
      : openSqliteStore({ dir, exclusive: false, pollMs: 5 });
  onTestFinished(() => store.close());
  await createTour(store, 'tour', START);
  const hashes = [''];
  let head = (await store.head('tour')) as Head;
  for (let group = 0; group < GROUPS; group += 1) {
    const lines = Array.from({ length: IN_GROUP }, (_, index) => {
      const seq = head.seq + index + 1;
      const logged = {
        ...{ seq, at: START + seq, by: 'organiser:org', commandId: `command-${seq}`, digest: '0'.repeat(16) },
        event: { type: 'day.begun', day: (seq % 9) + 1 } as const,
      };
      const line = toLine(logged, hashes.at(-1) ?? '');
      hashes.push(line.hash);
      return line;
    });
    const outcome = await store.append('tour', head, lines);
    if (!outcome.ok) throw new Error('nobody else appends');
    head = outcome.head;
  }
  const harm = async (one: Harm) => {
    if (kind === 'sqlite') {
      const db = new DatabaseSync(join(dir, 'lalian.db'));
      db.exec(one.sqlite);
      db.close();
      return;
    }
    const redis = new Redis(server.url);
    await one.redis(redis, `${keyPrefix}{tour}:head`, `${keyPrefix}{tour}:log:${head.epoch}`);
    await redis.quit();
  };
  return { store, harm, hashes };
}

/** The tours of a server on that store, and what it warned of. */
export function toursOf(store: Store): { tours: Tours; warned: string[] } {
  const warned: string[] = [];
  const tours = new Tours({
    store,
    clock: createClock(
      () => START + 1_000_000,
      () => 0,
    ),
    encode: () => Buffer.alloc(0),
    observeAppend: () => undefined,
    observeFrame: () => undefined,
    warn: (message) => warned.push(message),
    inform: () => undefined,
    gatherMs: 0,
  });
  onTestFinished(() => tours.close());
  return { tours, warned };
}

/** Until the server has noticed by itself. */
export const untilTold = (tours: Tours) =>
  until(async () => {
    await tours.lookAtEnds();
    return tours.damaged.length > 0;
  }, 'the damage to be told');
