import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TailPlace } from '../parts.ts';
import { StoreUnavailable, type Tail, type TailListener } from '../port.ts';
import type { SqliteDatabase } from './database.ts';
import { findLog, logChunk, seriesChunk } from './log.ts';

/** All tails of one open database. */
export interface SqliteTails {
  start(log: string, from: TailPlace, listener: TailListener): Tail;
  /** To be called after a commit that changed the log or its series. */
  wake(log: string): void;
  /** How often it was seen that another process has written. */
  othersWrote(): number;
  close(): Promise<void>;
}

/**
 * Tails that read from the database itself whatever woke them: a commit of this process at once, a commit of
 * another process (a command-line tool) within `pollMs`. So they cannot miss, swap or invent lines.
 */
export function sqliteTails(db: SqliteDatabase, pollMs: number): SqliteTails {
  const pumps = new Map<Pump, string>();
  let version = dataVersion(db);
  let othersWrote = 0;

  const poll = setInterval(() => {
    try {
      if (!db.healthy) db.probe();
      const now = dataVersion(db);
      if (now === version) return;
      version = now;
      othersWrote += 1;
      for (const pump of pumps.keys()) pump.wake();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }, pollMs);
  poll.unref();

  db.onHealth((healthy) => {
    for (const pump of pumps.keys()) {
      pump.tellHealth(healthy);
      if (healthy) pump.wake();
    }
  });

  return {
    start(log, from, listener) {
      const pump = startPump(db, log, from, listener);
      pumps.set(pump, log);
      pump.wake();
      return {
        stop: () => {
          pumps.delete(pump);
          return pump.stop();
        },
      };
    },
    wake(log) {
      for (const [pump, itsLog] of pumps) if (itsLog === log) pump.wake();
    },
    othersWrote: () => othersWrote,
    async close() {
      clearInterval(poll);
      await Promise.all([...pumps.keys()].map((pump) => pump.stop()));
      pumps.clear();
    },
  };
}

/** Changes when another connection has committed (https://sqlite.org/pragma.html#pragma_data_version). */
function dataVersion(db: SqliteDatabase): number {
  return db.read(() => db.row<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0);
}

interface Pump {
  wake(): void;
  tellHealth(healthy: boolean): void;
  stop(): Promise<void>;
}

/** One tail: reads chunk after chunk until there is nothing new, then sleeps until it is woken. */
function startPump(db: SqliteDatabase, log: string, from: TailPlace, listener: TailListener): Pump {
  let { seq, seriesId } = from;
  let stopped = false;
  let woken = false;
  let running: Promise<void> | undefined;

  /** Delivers one chunk; answers whether there may be more. */
  function step(): boolean {
    const row = findLog(db, log);
    if (row === undefined || row.epoch !== from.epoch || row.seq < seq || row.series < seriesId) {
      stopped = true;
      listener.onReset();
      return false;
    }
    // Who appended knows his own lines: they are not read once more.
    seq = Math.max(seq, Math.min(row.seq, listener.known?.().seq ?? 0));
    if (row.seq > seq) {
      const { lines, group } = logChunk(db, row.id, seq);
      seq = lines.at(-1)?.seq ?? seq;
      // The head says more than there is: looking again and again would not bring it, and keep out everything else.
      if (lines.length === 0) return false;
      listener.onLog(lines, group);
    }
    if (row.series > seriesId && !stopped) {
      const lines = seriesChunk(db, row.id, seriesId);
      seriesId = lines.at(-1)?.id ?? seriesId;
      if (lines.length === 0) return false;
      listener.onSeries(lines);
    }
    return seq < row.seq || seriesId < row.series;
  }

  async function run(): Promise<void> {
    // The first step waits a turn: nobody is called before what he called has answered, and who appended
    // says by then that he knows his own lines.
    await nextTurn();
    while (woken && !stopped) {
      woken = false;
      try {
        if (step()) woken = true;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
      }
      // A long history leaves room for others between its chunks.
      if (woken) await nextTurn();
    }
    running = undefined;
  }

  function wake(): void {
    if (stopped) return;
    woken = true;
    running ??= run();
  }

  return {
    wake,
    tellHealth: (healthy) => {
      if (!stopped) listener.onHealth(healthy);
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}
