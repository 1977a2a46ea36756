/**
 * The store port: everything Lalian keeps, behind one small interface.
 *
 * Two adapters implement it (`sqlite/store.ts`, `redis/store.ts`) and pass one contract suite
 * (`tests/contract`). Nothing above this file knows which of them is in use.
 */

/** Where a log ends. An empty log has `seq` 0, `group` 0 and `hash` '' . */
export interface Head {
  /** Identity of this log; another value means: forget what you knew. */
  readonly epoch: string;
  /** Sequence number of the last event, dense from 1. */
  readonly seq: number;
  /** Number of the last group, dense from 1; a group is what one append wrote. */
  readonly group: number;
  /** Chain hash of the last event, lower-case hex. */
  readonly hash: string;
}

/** One line of a log as it is stored. `body` is the canonical JSON text that was hashed. */
export interface LogLine {
  readonly seq: number;
  readonly hash: string;
  readonly body: string;
}

/** Lines that follow each other, as whoever folds them reads them: their bodies alone, and where they end. */
export interface LogStretch {
  /** Oldest first, never empty. */
  readonly bodies: readonly string[];
  /** Sequence number and hash of the last one. */
  readonly seq: number;
  readonly hash: string;
}

/** One line of a series (positions): unconditional, ordered by `id` (dense from 1). */
export interface SeriesLine {
  readonly id: number;
  readonly body: string;
}

/** What became of an append. `conflict`: somebody else appended first; catch up and decide again. */
export type AppendOutcome =
  | { readonly ok: true; readonly head: Head }
  | { readonly ok: false; readonly conflict: true };

/** Receives what is new. Called in order, never twice at the same time; must not throw. */
export interface TailListener {
  /** New lines of the log, in order. May repeat lines that the listener has seen already. */
  onLog(lines: readonly LogLine[], group: number): void;
  /**
   * Where the last group ends that the listener knows, as who appended it does: a tail may leave out what stands
   * up to there.
   */
  known?(): Pick<Head, 'seq' | 'group' | 'hash'>;
  /**
   * The seq of the line with that hash, if an append of the listener's own ends with it and is not answered yet:
   * a tail may leave out what it writes. Who appends takes it when it is answered, or reads the log again.
   */
  seqUnderWay?(hash: string): number | undefined;
  /**
   * Whether the listener has not heard of anybody else's append for a while. A tail that brings it nothing but its
   * own may then look a few milliseconds late.
   */
  appendsAlone?(): boolean;
  /** New lines of the series, in order. May repeat. */
  onSeries(lines: readonly SeriesLine[]): void;
  /**
   * The log is another one (epoch changed) or lost its end: read everything again. This tail delivers nothing
   * any more: stop it and start another.
   */
  onReset(): void;
  /** False while the store does not answer, true when it does again. Called on change only. */
  onHealth(healthy: boolean): void;
}

/** A tail that runs until it is stopped. */
export interface Tail {
  stop(): Promise<void>;
}

/** A record: a JSON document under (collection, key). `version` counts its writes from 1. */
export interface StoredRecord {
  readonly key: string;
  readonly version: number;
  /** JSON text. */
  readonly body: string;
}

/** What the start-up check found about durability; `warnings` are for the operator, one sentence each. */
export interface Durability {
  readonly durable: boolean;
  readonly warnings: readonly string[];
}

/** The store did not answer in time or is away. What was being written may or may not have been written. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/**
 * A log is not what its head says: lines are missing, cut off or cannot be read. Waiting does not mend it; it is told as
 * the store being away to whoever does not know better, so that nothing is acknowledged and nothing ends.
 */
export class LogDamaged extends StoreUnavailable {
  override readonly name = 'StoreUnavailable';
  readonly log: string;
  /** The last event up to which it could be read. */
  readonly soundSeq: number;
  /** What is wrong, in words. */
  readonly what: string;

  constructor(log: string, soundSeq: number, what: string) {
    super(
      `The log of tour "${log}" is damaged after event ${soundSeq}: ${what}. Stop the server, keep a copy of the ` +
        `data, run npm run verify -- --tour ${log}, and put the newest backup back (npm run import); without one, ` +
        `npm run export -- FILE --tour ${log} --sound keeps what is left.`,
    );
    this.log = log;
    this.soundSeq = soundSeq;
    this.what = what;
  }
}

/** What the store keeps cannot be read as a whole: a file is damaged, or parts of it are gone. The message says what to do. */
export class StoreDamaged extends StoreUnavailable {
  override readonly name = 'StoreUnavailable';

  constructor(place: string, what: string, cause?: unknown) {
    super(
      `The store ${place} is damaged: ${what}. Stop the server, keep a copy of the whole data, and put the newest ` +
        'backup of it back, or begin with an empty folder and bring the exported tours back (npm run import).',
      { cause },
    );
  }
}

/**
 * Whether a collection or a counter belongs to a log, by its name: `invites.LOG`, `push.told.LOG`, `views:LOG`,
 * `tally:LOG:NAME`. Names of logs have neither dots nor colons.
 */
export function isNamedAfter(log: string, name: string): boolean {
  const [before = '', ofLog] = name.split(':', 2);
  return ofLog === undefined ? before.includes('.') && before.endsWith(`.${log}`) : ofLog === log;
}

/**
 * Everything durable. Every method may throw {@link StoreUnavailable}.
 * `log` names a tour's log; names match /^[a-z0-9][a-z0-9-]{0,39}$/.
 */
export interface Store {
  readonly kind: 'sqlite' | 'redis';
  /** Whether this process can do something else while an append is under way. */
  readonly appendsAside: boolean;

  /** Creates the log with that epoch if there is none; answers the head it has now. */
  openLog(log: string, epochIfNew: string): Promise<Head>;
  /** The head, or undefined where there is no such log. */
  head(log: string): Promise<Head | undefined>;
  /**
   * Appends one group, if the log still ends at `expected` (same epoch, seq and group); atomically and
   * durably before it answers. `lines` continue at expected.seq + 1 and are not empty.
   */
  append(log: string, expected: Head, lines: readonly LogLine[]): Promise<AppendOutcome>;
  /** Lines after `afterSeq`, oldest first, in chunks of at most some thousand lines. */
  readLog(log: string, afterSeq: number): AsyncIterable<readonly LogLine[]>;
  /** The same without the hashes in between, at less cost: every start of a server reads the whole log. */
  readStretches(log: string, afterSeq: number): AsyncIterable<LogStretch>;
  /**
   * What is wrong with a log, in words, as far as that is seen without reading all of it: whether it ends at its head,
   * and nothing is missing or too much. Undefined where nothing is, and where there is no such log. `whole`: looks at
   * every line's place too.
   */
  faultOf(log: string, whole?: boolean): Promise<string | undefined>;
  /** Names of all logs, sorted. */
  logs(): Promise<readonly string[]>;

  /** Appends to the log's series of positions; answers the lines with their ids. */
  appendSeries(log: string, bodies: readonly string[]): Promise<readonly SeriesLine[]>;
  /** Series lines after `afterId`, oldest first, in chunks. */
  readSeries(log: string, afterId: number): AsyncIterable<readonly SeriesLine[]>;

  /**
   * Calls the listener for everything after `from`, first what is there already, then what comes, from
   * this or any other process, until stopped.
   */
  tail(
    log: string,
    from: { readonly seq: number; readonly group: number; readonly seriesId: number; readonly epoch: string },
    listener: TailListener,
  ): Promise<Tail>;

  /** A record or undefined. */
  getRecord(collection: string, key: string): Promise<StoredRecord | undefined>;
  /**
   * Writes a record, durably before it answers. With `ifVersion` (0: must not exist) only if the stored
   * version is that one; answers the new version, or undefined where the condition failed.
   */
  putRecord(collection: string, key: string, body: string, ifVersion?: number): Promise<number | undefined>;
  /** Removes a record; answers whether there was one. */
  deleteRecord(collection: string, key: string): Promise<boolean>;
  /** Every record of a collection, sorted by key (by code unit). */
  listRecords(collection: string): Promise<readonly StoredRecord[]>;

  /** Records of any collection whose body is no JSON document: somebody else wrote them, or the disk lost them. */
  unreadableRecords(): Promise<readonly { readonly collection: string; readonly key: string }[]>;

  /** Adds to a counter and answers its new value. */
  addToCounter(name: string, by: number): Promise<number>;
  /** A counter's value; 0 where nothing was added. */
  readCounter(name: string): Promise<number>;

  /**
   * Says how many are present in this process; forgotten after `ttlMs` unless said again.
   * `nowMs` is the caller's clock.
   */
  reportPresence(
    group: string,
    processId: string,
    count: number,
    ttlMs: number,
    nowMs: number,
  ): Promise<void>;
  /** Sum over the processes whose report has not run out at `nowMs`. */
  readPresence(group: string, nowMs: number): Promise<number>;

  /** Replaces a log and its series as a whole (import); the epoch must be a new one. */
  replaceLog(log: string, epoch: string, lines: readonly LogLine[], series: readonly string[]): Promise<void>;

  /** Removes a log and its series, where there is one: for good. Its tails are told `onReset`. */
  removeLog(log: string): Promise<void>;
  /** Which collections {@link isNamedAfter} the log, sorted, and how many records each holds. */
  namedAfter(log: string): Promise<readonly { readonly collection: string; readonly records: number }[]>;
  /** Every counter that {@link isNamedAfter} the log, sorted by name. */
  countersNamedAfter(log: string): Promise<readonly { readonly name: string; readonly value: number }[]>;
  /** Removes every record, counter and presence that {@link isNamedAfter} the log. */
  removeNamedAfter(log: string): Promise<void>;

  /** Answers when the store answers; throws StoreUnavailable otherwise. */
  ping(): Promise<void>;
  checkDurability(): Promise<Durability>;
  close(): Promise<void>;
}
