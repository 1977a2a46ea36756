import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { verifyChain } from '../../server/store/chain.ts';
import { openStore } from '../../server/store/open.ts';
import { type Head, type Store, StoreUnavailable } from '../../server/store/port.ts';
import { openRedisStore, type RedisStoreOptions } from '../../server/store/redis/store.ts';
import { all, appendNow, linesAfter } from '../support/append.ts';
import { recorder, soon } from '../support/recorder.ts';
import { type RedisServer, type RedisServerOptions, startRedis } from '../support/redis-server.ts';
import { LOG } from './bench.ts';
import { storeContract } from './store.contract.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.stop());

let places = 0;
storeContract('Redis', async () => {
  const keyPrefix = `place-${++places}:`;
  return {
    // Half of this is how long a quiet tail waits before it looks whether its log was replaced.
    open: () => openRedisStore({ url: server.url, keyPrefix, commandTimeoutMs: 1_000 }),
    remove: async () => {},
  };
});

/** A server of the test's own, to be mistreated. */
async function ownServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const own = await startRedis(options);
  onTestFinished(() => own.stop());
  return own;
}

async function open(own: RedisServer, options: Partial<RedisStoreOptions> = {}): Promise<Store> {
  const store = await openRedisStore({ url: own.url, commandTimeoutMs: 400, ...options });
  onTestFinished(() => store.close());
  return store;
}

/** Every method of a store, called. */
function everyMethod(store: Store, head: Head): Promise<unknown>[] {
  return [
    store.openLog(LOG, 'e1'),
    store.head(LOG),
    store.append(LOG, head, linesAfter(head, ['"lost?"'])),
    all(store.readLog(LOG, 0)),
    store.logs(),
    store.appendSeries(LOG, ['1']),
    all(store.readSeries(LOG, 0)),
    store.tail(LOG, { ...head, seriesId: 0 }, recorder()),
    store.getRecord('c', 'k'),
    store.putRecord('c', 'k', '1'),
    store.deleteRecord('c', 'k'),
    store.listRecords('c'),
    store.addToCounter('n', 1),
    store.readCounter('n'),
    store.reportPresence('g', 'p', 1, 1, 1),
    store.readPresence('g', 1),
    store.replaceLog('other', 'e2', [], []),
    store.removeLog('other'),
    store.namedAfter('other'),
    store.countersNamedAfter('other'),
    store.removeNamedAfter('other'),
    store.ping(),
    store.checkDurability(),
  ];
}

describe('Redis', { timeout: 30_000 }, () => {
  test('durability: only a synced append-only file without eviction passes without a warning', async () => {
    const own = await ownServer();
    const store = await open(own);
    const found = async (setting: string, value: string) => {
      await own.cli('CONFIG', 'SET', setting, value);
      return store.checkDurability();
    };
    expect(await found('appendfsync', 'always')).toEqual({ durable: true, warnings: [] });
    expect(await found('appendfsync', 'everysec')).toEqual({
      durable: false,
      warnings: [expect.stringContaining('up to a second of acknowledged marks may be lost')],
    });
    expect(await found('appendonly', 'no')).toEqual({
      durable: false,
      warnings: [expect.stringContaining('EVERYTHING IS LOST ON A RESTART')],
    });
    const both = await found('maxmemory-policy', 'allkeys-lru');
    expect(both.warnings).toHaveLength(2);
    expect(both.warnings[1]).toContain('maxmemory-policy allkeys-lru');
  });

  test('durability: where CONFIG is forbidden it says that it could not be checked', async () => {
    const own = await ownServer();
    await own.cli('ACL', 'SETUSER', 'app', 'on', '>secret', '~*', '&*', '+@all', '-config');
    const store = await open(own, { url: `redis://app:secret@127.0.0.1:${own.port}` });
    const { durable, warnings } = await store.checkDurability();
    expect(durable).toBe(false);
    expect(warnings).toEqual([expect.stringContaining('could not be checked')]);
  });

  test('a server that is not there, or does not let us in, is StoreUnavailable without the password', async () => {
    const own = await ownServer();
    await own.cli('CONFIG', 'SET', 'requirepass', 'right');
    const url = (password: string) => `redis://:${password}@127.0.0.1:${own.port}`;
    await (await openRedisStore({ url: url('right'), commandTimeoutMs: 400 })).close();
    const wrong = await openRedisStore({ url: url('wr0ng'), commandTimeoutMs: 400 }).catch((e: unknown) => e);
    await own.kill('SIGKILL');
    const away = await openStore({ redisUrl: url('wr0ng'), dataDir: '', exclusive: true }).catch(
      (e: unknown) => e,
    );
    for (const error of [wrong, away]) {
      expect(error).toBeInstanceOf(StoreUnavailable);
      expect((error as Error).message).toContain(`127.0.0.1:${own.port}`);
      expect((error as Error).message).not.toContain('wr0ng');
    }
    expect((wrong as Error).message).toMatch(/WRONGPASS|NOAUTH/);
    expect((away as Error).message).toContain('ECONNREFUSED');
  });

  test('while the server is stalled every method fails in time, and all goes on afterwards', async () => {
    const own = await ownServer();
    const store = await open(own);
    await store.openLog(LOG, 'e1');
    const head = await appendNow(store, LOG, ['1']);
    const heard = recorder();
    await store.tail(LOG, { epoch: 'e1', seq: 0, group: 0, seriesId: 0 }, heard);
    await heard.reached(1);

    await own.kill('SIGSTOP');
    for (let round = 0; round < 2; round++) {
      const began = performance.now();
      for (const outcome of await Promise.allSettled(everyMethod(store, head))) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
      }
      expect(performance.now() - began).toBeLessThan(400 + 400);
    }
    await soon(() => heard.health.length > 0);
    expect(heard.health).toEqual([false]);
    await own.kill('SIGCONT');

    await soon(() => heard.health.length > 1);
    expect(heard.health).toEqual([false, true]);
    // What was under way may have been written when the server woke: the head tells.
    const end = await appendNow(store, LOG, ['"goes on"']);
    await heard.reached(end.seq);
    expect(heard.lines).toEqual(await all(store.readLog(LOG, 0)));
  });

  test('kill -9 in the middle of appends: everything acknowledged is there, and tails go on', async () => {
    const own = await ownServer({ appendonly: 'yes', appendfsync: 'always' });
    const store = await open(own);
    const other = await open(own);
    const begin = await store.openLog(LOG, 'e1');
    const heard = recorder();
    await other.tail(LOG, { ...begin, seriesId: 0 }, heard);

    const acknowledged: Head[] = [];
    const writing = Promise.allSettled(
      [store, other].map(async (on, writer) => {
        for (let n = 0; ; n++) acknowledged.push(await appendNow(on, LOG, [`[${writer},${n}]`, '"more"']));
      }),
    );
    await soon(() => acknowledged.length >= 200);
    await own.kill('SIGKILL');
    for (const outcome of await writing) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    }
    await own.restart();
    await soon(() => heard.health.length >= 2);

    const after = await open(own);
    const lines = await all(after.readLog(LOG, 0));
    for (const { seq, hash } of acknowledged) expect(lines[seq - 1]?.hash).toBe(hash);
    expect(await verifyChain(after.readLog(LOG, 0))).toMatchObject({ ok: true, seq: lines.length });
    const end = await appendNow(after, LOG, ['"after"']);
    await heard.reached(end.seq);
    expect(heard.lines.map((line) => line.seq)).toEqual(Array.from({ length: end.seq }, (_, i) => i + 1));
    expect(heard.health).toEqual([false, true]);
    expect(heard.resets).toBe(0);
  });

  test('while the server is gone every method fails, and a store that was open recovers by itself', async () => {
    const own = await ownServer();
    const store = await open(own);
    const head = await store.openLog(LOG, 'e1');
    await own.kill('SIGKILL');
    for (const outcome of await Promise.allSettled(everyMethod(store, head))) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    }
    await own.restart();
    let back = false;
    await soon(() => {
      store.ping().then(
        () => (back = true),
        () => {},
      );
      return back;
    });
    // The restarted server knows no script any more: they are sent again.
    expect(await appendNow(store, LOG, ['1'])).toMatchObject({ seq: 1 });
    expect(await all(store.readLog(LOG, 0))).toHaveLength(1);
  });

  test('a log that lost its end is a reset for those who had it', async () => {
    const own = await ownServer({ appendonly: 'no' });
    const store = await open(own);
    await store.openLog(LOG, 'e1');
    await appendNow(store, LOG, ['1', '2', '3']);
    const heard = recorder();
    await store.tail(LOG, { epoch: 'e1', seq: 0, group: 0, seriesId: 0 }, heard);
    await heard.reached(3);
    await own.restart();
    await soon(() => heard.resets === 1);
    expect(heard.lines).toHaveLength(3);
  });

  test('a log that lost its end and grew again with other lines is a reset too, and its old head a conflict', async () => {
    const own = await ownServer();
    const store = await open(own);
    await store.openLog(LOG, 'e1');
    const lost = await appendNow(store, LOG, ['1', '2', '3']);
    const heard = recorder();
    await store.tail(LOG, { epoch: 'e1', seq: 0, group: 0, seriesId: 0 }, heard);
    await heard.reached(3);
    await own.cli('FLUSHALL');
    await store.openLog(LOG, 'e1');
    expect(await appendNow(store, LOG, ['1', '2', '"other"'])).toMatchObject({
      seq: 3,
      group: 1,
      epoch: 'e1',
    });
    expect(await store.append(LOG, lost, linesAfter(lost, ['4']))).toEqual({ ok: false, conflict: true });
    await soon(() => heard.resets === 1);
    expect(heard.lines).toHaveLength(3);
  });

  test('a server that refuses writes is StoreUnavailable, with its reason', async () => {
    const own = await ownServer();
    const store = await open(own);
    const head = await store.openLog(LOG, 'e1');
    await own.cli('CONFIG', 'SET', 'maxmemory', '1');
    const writes = [() => appendNow(store, LOG, ['1']), () => store.putRecord('c', 'k', '"private"')];
    for (const write of writes) {
      const error = await write().catch((e: unknown) => e);
      expect(error).toBeInstanceOf(StoreUnavailable);
      expect((error as Error).message).toContain('OOM');
      expect(inspect(error, { depth: 10 })).not.toContain('private');
    }
    await own.cli('CONFIG', 'SET', 'maxmemory', '0');
    expect(await store.head(LOG)).toEqual(head);
    expect(await appendNow(store, LOG, ['1'])).toMatchObject({ seq: 1 });
  });
});
