import { DatabaseSync } from '@photostructure/sqlite';
import { LogDamaged, StoreDamaged, StoreUnavailable } from '../port.ts';

type Connection = InstanceType<typeof DatabaseSync>;

/** A value that SQLite stores. */
type SqlValue = string | number;

/** One open database file: cached statements, transactions, and errors told as the store port tells them. */
export interface SqliteDatabase {
  readonly healthy: boolean;
  run(sql: string, ...values: SqlValue[]): number;
  row<Row>(sql: string, ...values: SqlValue[]): Row | undefined;
  rows<Row>(sql: string, ...values: SqlValue[]): Row[];
  /** Rows one by one; the caller leaves the loop early or reads to the end, and does not wait in between. */
  each<Row>(sql: string, ...values: SqlValue[]): Iterable<Row>;
  /** Runs reads; errors of the disk become {@link StoreUnavailable}. */
  read<T>(work: () => T): T;
  /** Runs one transaction that is on the disk before this returns. Nothing of it remains when it throws. */
  write<T>(work: () => T): T;
  /** Tries a write that changes nothing; throws {@link StoreUnavailable} if that cannot be done. */
  probe(): void;
  /** Called with false when a write could not be done, with true when one could again. */
  onHealth(listener: (healthy: boolean) => void): void;
  close(): void;
}

/**
 * Primary result codes that mean "not now" rather than "a bug": permission, busy, locked, out of memory,
 * read-only, I/O, full, cannot open, protocol (https://sqlite.org/rescode.html).
 */
const UNAVAILABLE = new Set([3, 5, 6, 7, 8, 10, 13, 14, 15]);
/** Corrupt, and not a database. */
const DAMAGED = new Set([11, 26]);

const SCHEMA_VERSION = 1;
const SCHEMA = `
  CREATE TABLE logs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, epoch TEXT NOT NULL,
    seq INTEGER NOT NULL, grp INTEGER NOT NULL, hash TEXT NOT NULL, series INTEGER NOT NULL) STRICT;
  CREATE TABLE lines (
    log INTEGER NOT NULL, seq INTEGER NOT NULL, grp INTEGER NOT NULL, hash TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (log, seq)) STRICT, WITHOUT ROWID;
  CREATE TABLE series (
    log INTEGER NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (log, id)) STRICT, WITHOUT ROWID;
  CREATE TABLE records (
    collection TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (collection, key)) STRICT;
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  CREATE TABLE probe (id INTEGER PRIMARY KEY, writes INTEGER NOT NULL) STRICT;
  PRAGMA user_version = ${SCHEMA_VERSION};`;

/** Opens or creates the database file. Throws {@link StoreUnavailable} where that is not possible. */
export function openDatabase(file: string, busyTimeoutMs: number): SqliteDatabase {
  const db = translated(file, () => new DatabaseSync(file));
  const statements = new Map<string, ReturnType<typeof db.prepare>>();
  const listeners: ((healthy: boolean) => void)[] = [];
  let healthy = true;

  translated(file, () => {
    db.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = FULL');
    migrate(db, file);
  });

  function prepared(sql: string) {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = db.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  }

  function tell(now: boolean): void {
    if (healthy === now) return;
    healthy = now;
    // A synchronous wait stops the whole process: worth it once, not for every write of a bad minute.
    if (db.isOpen) db.exec(`PRAGMA busy_timeout = ${now ? busyTimeoutMs : 0}`);
    for (const listener of listeners) listener(now);
  }

  function write<T>(work: () => T): T {
    try {
      const result = translated(file, () => transaction(db, work));
      tell(true);
      return result;
    } catch (error) {
      // What is damaged stays so: no later write shows that it can be written again.
      const isDamage = error instanceof LogDamaged || error instanceof StoreDamaged;
      if (error instanceof StoreUnavailable && !isDamage) tell(false);
      throw error;
    }
  }

  return {
    get healthy() {
      return healthy;
    },
    run: (sql, ...values) => prepared(sql).run(...values).changes,
    row: <Row>(sql: string, ...values: SqlValue[]) => prepared(sql).get(...values) as Row | undefined,
    rows: <Row>(sql: string, ...values: SqlValue[]) => prepared(sql).all(...values) as Row[],
    each: <Row>(sql: string, ...values: SqlValue[]) => prepared(sql).iterate(...values) as Iterable<Row>,
    read: (work) => translated(file, work),
    write,
    probe: () => {
      write(() =>
        prepared('INSERT INTO probe VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET writes = writes + 1').run(),
      );
    },
    onHealth: (listener) => {
      listeners.push(listener);
    },
    close: () => db.close(),
  };
}

function migrate(db: Connection, file: string): void {
  if (schemaVersion(db, file) === SCHEMA_VERSION) return;
  transaction(db, () => {
    // Asked again under the write lock: two processes may open a new folder at the same moment.
    if (schemaVersion(db, file) === 0) db.exec(SCHEMA);
  });
}

function schemaVersion(db: Connection, file: string): number {
  const version = (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
  if (version <= SCHEMA_VERSION) return version;
  throw new Error(`${file} was written by a newer Lalian (version ${version}): update this one.`);
}

function transaction<T>(db: Connection, work: () => T): T {
  // IMMEDIATE: the write lock is taken before the head is read, so nobody appends in between.
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function translated<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const { code, errcode, message } = cause as { code?: unknown; errcode?: unknown; message?: unknown };
    const primary = typeof errcode === 'number' ? errcode & 0xff : undefined;
    const text = String(message);
    // Reading row by row tells no code.
    if ((primary !== undefined && DAMAGED.has(primary)) || /malformed|not a database/.test(text))
      throw new StoreDamaged(file, 'the file does not hold what was written to it', cause);
    const missing = /no such (?:table|column): (\w+)/.exec(text);
    if (missing) throw new StoreDamaged(file, `its part "${missing[1]}" is gone`, cause);
    const closed = code === 'ERR_INVALID_STATE';
    if (!closed && !(primary !== undefined && UNAVAILABLE.has(primary))) throw cause;
    throw new StoreUnavailable(`The store ${file} does not work: ${text}`, { cause });
  }
}
