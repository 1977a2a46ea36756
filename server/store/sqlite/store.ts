import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../port.ts';
import { openDatabase } from './database.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import {
  afterLast,
  append,
  appendSeries,
  chunksOf,
  faultOf,
  findLog,
  headOf,
  logChunk,
  openLog,
  removeLog,
  replaceLog,
  seriesChunk,
  stretch,
} from './log.ts';
import { sqliteRecords } from './records.ts';
import { sqliteTails } from './tail.ts';

/** How to open the embedded store. */
export interface SqliteOptions {
  /** The data folder; made if it is not there. Must not be on a network share. */
  readonly dir: string;
  /** True for the server, which then is the only one on this folder; false for command-line tools beside it. */
  readonly exclusive: boolean;
  /** How long a write waits while a command-line tool writes; the process stands still meanwhile. */
  readonly busyTimeoutMs?: number;
  /** How soon a tail sees what another process wrote. */
  readonly pollMs?: number;
}

/**
 * The store in a folder: one SQLite file, `lalian.db`, in WAL mode with a sync for every commit, so that what
 * was answered survives `kill -9` and power loss. Throws `FolderInUse` where a server runs already, and
 * `StoreUnavailable` where the folder cannot be used. Work is synchronous; promises are the port's form.
 */
export function openSqliteStore(options: SqliteOptions): Store {
  mkdirSync(options.dir, { recursive: true });
  const lock: FolderLock | undefined = options.exclusive ? lockFolder(options.dir) : undefined;
  const db = openLocked();
  const tails = sqliteTails(db, options.pollMs ?? 500);
  const lookedAfter = new Map<string, number>();

  function openLocked() {
    try {
      return openDatabase(join(options.dir, 'lalian.db'), options.busyTimeoutMs ?? 2_000);
    } catch (error) {
      lock?.release();
      throw error;
    }
  }

  return {
    kind: 'sqlite',
    appendsAside: false,
    ...sqliteRecords(db),

    openLog: async (log, epochIfNew) => openLog(db, log, epochIfNew),
    head: async (log) => {
      const row = findLog(db, log);
      return row && headOf(row);
    },
    append: async (log, expected, lines) => {
      const outcome = append(db, log, expected, lines);
      tails.wake(log);
      return outcome;
    },
    readLog: (log, afterSeq) =>
      chunksOf(
        db,
        log,
        afterSeq,
        (id, after) => logChunk(db, id, after).lines,
        afterLast((line) => line.seq),
      ),
    readStretches: (log, afterSeq) =>
      chunksOf(
        db,
        log,
        afterSeq,
        (id, after) => stretch(db, log, id, after),
        (one) => one?.seq,
      ),
    faultOf: async (log, whole = false) => {
      // Counting the lines costs: only where somebody else was at the file since.
      const others = tails.othersWrote();
      const fault = faultOf(db, log, whole || others !== (lookedAfter.get(log) ?? 0));
      if (fault === undefined) lookedAfter.set(log, others);
      return fault;
    },
    logs: async () =>
      db.read(() =>
        db
          .rows<{ name: string }>('SELECT name FROM logs')
          .map((row) => row.name)
          .sort(),
      ),

    appendSeries: async (log, bodies) => {
      const lines = appendSeries(db, log, bodies);
      tails.wake(log);
      return lines;
    },
    readSeries: (log, afterId) =>
      chunksOf(
        db,
        log,
        afterId,
        (id, after) => seriesChunk(db, id, after),
        afterLast((line) => line.id),
      ),

    tail: async (log, from, listener) => tails.start(log, from, listener),

    replaceLog: async (log, epoch, lines, series) => {
      replaceLog(db, log, epoch, lines, series);
      tails.wake(log);
    },

    removeLog: async (log) => {
      removeLog(db, log);
      tails.wake(log);
    },

    ping: async () => {
      if (db.healthy) db.read(() => db.row('SELECT 1'));
      else db.probe();
    },
    checkDurability: async () => {
      const mode = db.read(() => db.row<{ journal_mode: string }>('PRAGMA journal_mode')?.journal_mode);
      if (mode === 'wal') return { durable: true, warnings: [] };
      return {
        durable: false,
        warnings: [
          `The data folder ${options.dir} does not allow SQLite's WAL mode (it is ${mode ?? 'unknown'}): ` +
            'it may be a network share. Move it to a local disk.',
        ],
      };
    },
    close: async () => {
      await tails.close();
      db.close();
      lock?.release();
    },
  };
}
