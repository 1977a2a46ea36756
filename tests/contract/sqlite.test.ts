import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyChain } from '../../server/store/chain.ts';
import { openStore } from '../../server/store/open.ts';
import { StoreUnavailable } from '../../server/store/port.ts';
import { FolderInUse } from '../../server/store/sqlite/lock.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { all, appendNow } from '../support/append.ts';
import { recorder, soon } from '../support/recorder.ts';
import { LOG } from './bench.ts';
import { storeContract } from './store.contract.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'lalian-sqlite-'));

storeContract('SQLite', async () => {
  const dir = await newFolder();
  return {
    open: async () => openSqliteStore({ dir, exclusive: false, pollMs: 5 }),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
});

describe('SQLite', { timeout: 30_000 }, () => {
  let dir: string;
  let children: ChildProcess[] = [];
  beforeEach(async () => {
    dir = await newFolder();
    children = [];
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(dir, { recursive: true, force: true });
  });

  /** Runs store-child.ts, at will with a limit on the size of files; answers it and the lines it prints. */
  function startChild(what: 'hold' | 'append', fileKilobytes?: number) {
    const script = join(import.meta.dirname, '../support/store-child.ts');
    const node = [process.execPath, '--import', 'tsx', script, what, dir];
    const limited = ['bash', '-c', `ulimit -f ${fileKilobytes}; exec "$0" "$@"`, ...node];
    const [command = '', ...args] = fileKilobytes === undefined ? node : limited;
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const printed: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => printed.push(line));
    return { child, printed };
  }

  async function killed(child: ChildProcess): Promise<void> {
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  }

  test('a second server on the same folder is refused, and told the folder and what to do', async () => {
    const server = openSqliteStore({ dir, exclusive: true });
    const refused = await openStore({ dataDir: dir, exclusive: true }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FolderInUse);
    expect((refused as Error).message).toContain(dir);
    expect((refused as Error).message).toContain('Redis');
    await server.close();
    await (await openStore({ dataDir: dir, exclusive: true })).close();
  });

  test('a command-line tool opens beside a running server, and the server sees what it writes', async () => {
    const server = openSqliteStore({ dir, exclusive: true, pollMs: 5 });
    const tool = openSqliteStore({ dir, exclusive: false });
    const head = await server.openLog(LOG, 'e1');
    const heard = recorder();
    await server.tail(LOG, { ...head, seriesId: 0 }, heard);
    await tool.putRecord('invites', 'k', '{}');
    expect(await server.getRecord('invites', 'k')).toMatchObject({ version: 1 });
    await appendNow(tool, LOG, ['1']);
    await heard.reached(1);
    await tool.close();
    await server.close();
  });

  test('the folder is free again when its server was killed with -9', async () => {
    const { child, printed } = startChild('hold');
    await soon(() => printed.includes('held'));
    expect(() => openSqliteStore({ dir, exclusive: true })).toThrow(FolderInUse);
    await killed(child);
    await openSqliteStore({ dir, exclusive: true }).close();
  });

  test('everything acknowledged is there after kill -9, and the log is sound', async () => {
    const { child, printed } = startChild('append');
    await soon(() => printed.length >= 100);
    await killed(child);
    const store = openSqliteStore({ dir, exclusive: true });
    const lines = await all(store.readLog(LOG, 0));
    expect(lines.length).toBeGreaterThanOrEqual(Number(printed.at(-1)));
    expect(await verifyChain(store.readLog(LOG, 0))).toMatchObject({ ok: true, seq: lines.length });
    expect(await store.head(LOG)).toMatchObject({ seq: lines.length, hash: lines.at(-1)?.hash });
    await store.close();
  });

  test('a full disk is StoreUnavailable, and everything acknowledged before is there', async () => {
    const { child, printed } = startChild('append', 512);
    await once(child, 'close');
    expect(printed.at(-1)).toBe('StoreUnavailable');
    const acknowledged = Number(printed.at(-2));
    expect(acknowledged).toBeGreaterThan(0);
    const store = openSqliteStore({ dir, exclusive: true });
    expect(await verifyChain(store.readLog(LOG, 0))).toMatchObject({ ok: true });
    expect((await store.head(LOG))?.seq).toBeGreaterThanOrEqual(acknowledged);
    expect((await appendNow(store, LOG, ['"goes on"'])).seq).toBeGreaterThan(acknowledged);
    await store.close();
  });

  test('while another program holds the database, writes fail, reads go on, and health is told', async () => {
    const store = openSqliteStore({ dir, exclusive: true, busyTimeoutMs: 20, pollMs: 5 });
    const head = await store.openLog(LOG, 'e1');
    const heard = recorder();
    await store.tail(LOG, { ...head, seriesId: 0 }, heard);
    const other = new DatabaseSync(join(dir, 'lalian.db'));
    other.exec('BEGIN IMMEDIATE');
    const failed = await appendNow(store, LOG, ['1']).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(StoreUnavailable);
    expect((failed as Error).cause).toMatchObject({ errcode: 5 });
    await expect(store.ping()).rejects.toThrow(StoreUnavailable);
    expect(heard.health).toEqual([false]);
    expect(await all(store.readLog(LOG, 0))).toEqual([]);
    other.exec('ROLLBACK');
    other.close();
    await soon(() => heard.health.length === 2);
    expect(heard.health).toEqual([false, true]);
    await appendNow(store, LOG, ['1']);
    await heard.reached(1);
    await store.close();
  });

  test('a folder written by a newer version is refused, not rewritten', async () => {
    await openSqliteStore({ dir, exclusive: true }).close();
    const other = new DatabaseSync(join(dir, 'lalian.db'));
    other.exec('PRAGMA user_version = 99');
    other.close();
    expect(() => openSqliteStore({ dir, exclusive: true })).toThrow('newer Lalian');
    expect(() => openSqliteStore({ dir, exclusive: true })).toThrow('newer Lalian');
  });

  test('a log from which a line was taken is not folded past the gap', async () => {
    const store = openSqliteStore({ dir, exclusive: true });
    await store.openLog(LOG, 'e1');
    await appendNow(store, LOG, ['1', '2', '3', '4']);
    const other = new DatabaseSync(join(dir, 'lalian.db'));
    other.exec('DELETE FROM lines WHERE seq = 3');
    other.close();
    const read = async () => {
      for await (const { bodies } of store.readStretches(LOG, 0)) expect(bodies).not.toContain('4');
    };
    await expect(read()).rejects.toThrow('damaged after event 0: a line is missing');
    await store.close();
  });

  test('says that it is durable, and after closing that it is away', async () => {
    const store = openSqliteStore({ dir, exclusive: true });
    expect(await store.checkDurability()).toEqual({ durable: true, warnings: [] });
    await store.close();
    await expect(store.head(LOG)).rejects.toThrow(StoreUnavailable);
  });
});
