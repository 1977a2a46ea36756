import type { LogPart } from '../parts.ts';
import {
  type Head,
  LogDamaged,
  type LogLine,
  type LogStretch,
  type SeriesLine,
  StoreUnavailable,
} from '../port.ts';
import type { RedisConnection } from './connection.ts';
import { faultIn, isCount, type Looked, ofLog } from './fault.ts';
import { APPEND, APPEND_SERIES, FIND_GROUP, LOOK, OPEN_LOG, REMOVE_LOG, REPLACE_LOG } from './scripts.ts';

/** The keys of one log. The braces keep them together in a cluster; an epoch has streams of its own. */
export interface LogKeys {
  readonly head: string;
  /** Key of the log's stream, without the epoch. */
  readonly log: string;
  readonly series: string;
}

/** The names under which a log is kept. */
export function logKeys(prefix: string, log: string): LogKeys {
  const base = `${prefix}{${log}}`;
  return { head: `${base}:head`, log: `${base}:log:`, series: `${base}:series:` };
}

/** One entry of a stream as ioredis answers it: id, then field, value, field, value … */
export type StreamEntry = readonly [id: string, fields: readonly string[]];

/** The number before the dash of a stream id. */
export function numberOf(entry: StreamEntry): number {
  return Number.parseInt(entry[0], 10);
}

/** The lines of a group. */
export const groupLines = ([, fields]: StreamEntry): readonly LogLine[] =>
  JSON.parse(fields[5] ?? '[]') as LogLine[];

/** Where a group ends; the seq is not told by entries of older versions. */
export function groupEnd([, fields]: StreamEntry): {
  readonly hash: string;
  readonly seq: number | undefined;
} {
  const last = fields[7];
  return { hash: fields[3] ?? '', seq: last === undefined ? undefined : Number(last) };
}

/** One line of the series. */
export function seriesLine(entry: StreamEntry): SeriesLine {
  return { id: numberOf(entry), body: entry[1][1] ?? '' };
}

/** How many groups, and how many series lines, are read at once. */
const GROUPS_AT_ONCE = 100;
const SERIES_AT_ONCE = 2_000;
/** How many lines and characters of an imported log make a group, and how many groups are sent at once. */
const IMPORT_LINES = 500;
const IMPORT_CHARACTERS = 1_000_000;

/** Logs and their series as Redis streams: one entry per group, its id the number of the group. */
export function redisLog(redis: RedisConnection, prefix: string): LogPart {
  const registry = `${prefix}logs`;

  async function head(log: string): Promise<Head | undefined> {
    const keys = logKeys(prefix, log);
    const asked = redis.ask(redis.client.hmget(keys.head, 'epoch', 'seq', 'group', 'hash'));
    return toHead(log, await ofLog(log, asked));
  }

  async function* readStream(
    log: string,
    key: string,
    after: number,
    count: number,
  ): AsyncGenerator<StreamEntry[]> {
    const page = (at: number) =>
      ofLog(log, redis.ask(redis.client.xrange(key, `(${at}-0`, '+', 'COUNT', count)));
    for (let coming = page(after); ; ) {
      const entries = await coming;
      const last = entries.at(-1);
      if (last === undefined) return;
      // Redis gets the next page ready while this one is used. Where nobody asks for it, nobody hears that it failed.
      coming = page(numberOf(last));
      coming.catch(() => undefined);
      yield entries;
    }
  }

  async function* readWhole<T>(
    log: string,
    after: number,
    read: (head: Head, keys: LogKeys) => AsyncGenerator<readonly T[]>,
  ): AsyncGenerator<readonly T[]> {
    const before = await head(log);
    if (before === undefined) return;
    yield* read(before, logKeys(prefix, log));
    if ((await head(log))?.epoch !== before.epoch) {
      throw new StoreUnavailable(`The log ${log} was replaced while it was read after ${after}`);
    }
  }

  async function faultOf(log: string): Promise<string | undefined> {
    const keys = logKeys(prefix, log);
    return faultIn((await ofLog(log, redis.run(LOOK, [keys.head], [keys.log]))) as Looked);
  }

  const readLog = (log: string, afterSeq: number) =>
    readWhole(log, afterSeq, async function* (from, keys): AsyncGenerator<readonly LogLine[]> {
      if (afterSeq >= from.seq) return;
      const stream = keys.log + from.epoch;
      const group =
        afterSeq === 0
          ? 1
          : Number(await ofLog(log, redis.run(FIND_GROUP, [stream], [afterSeq, from.group])));
      for await (const entries of readStream(log, stream, group - 1, GROUPS_AT_ONCE)) {
        const lines = entries.flatMap(groupLines);
        const wanted =
          lines[0] && lines[0].seq <= afterSeq ? lines.filter((line) => line.seq > afterSeq) : lines;
        if (wanted.length > 0) yield wanted;
      }
    });

  return {
    head,

    async openLog(log, epochIfNew) {
      // Registered first: a name without a head is left out of logs(), a head without a name would be lost.
      await redis.ask(redis.client.sadd(registry, log));
      const asked = redis.run(OPEN_LOG, [logKeys(prefix, log).head], [epochIfNew]);
      const opened = toHead(log, await ofLog(log, asked));
      if (opened === undefined) throw new Error(`The log ${log} was created and is not there`);
      return opened;
    },

    async append(log, expected, lines) {
      const first = lines[0];
      const last = lines.at(-1);
      if (first === undefined || last === undefined || last.seq !== expected.seq + lines.length) {
        throw new Error(`Lines to append must continue at seq ${expected.seq + 1}`);
      }
      const { epoch, seq, group, hash } = expected;
      const keys = logKeys(prefix, log);
      const asked = redis.run(
        APPEND,
        [keys.head, keys.log + epoch],
        [epoch, seq, group, hash, group + 1, first.seq, last.seq, last.hash, linesText(lines)],
      );
      const done = await ofLog(log, asked);
      if (done === -1) throw new LogDamaged(log, 0, (await faultOf(log)) ?? 'a group of events is missing');
      if (done !== 1) return { ok: false, conflict: true };
      return { ok: true, head: { epoch, seq: last.seq, group: group + 1, hash: last.hash } };
    },

    readLog,
    faultOf,

    // Groups are stored whole, so that nothing is saved by leaving hashes out.
    async *readStretches(log, afterSeq) {
      for await (const lines of readLog(log, afterSeq)) {
        const last = lines.at(-1);
        if (last !== undefined) yield stretchTo(last, lines);
      }
    },

    async logs() {
      const names = await redis.ask(redis.client.smembers(registry));
      const there = await Promise.all(
        names.map((name) => redis.ask(redis.client.exists(logKeys(prefix, name).head))),
      );
      return names.filter((_, index) => there[index] === 1).sort();
    },

    async appendSeries(log, bodies) {
      const keys = logKeys(prefix, log);
      const before = await ofLog(log, redis.run(APPEND_SERIES, [keys.head], [keys.series, ...bodies]));
      if (before === null) throw new Error(`There is no log ${log} to add a series to`);
      return bodies.map((body, index) => ({ id: Number(before) + index + 1, body }));
    },

    readSeries: (log, afterId) =>
      readWhole(log, afterId, async function* (from, keys) {
        for await (const entries of readStream(log, keys.series + from.epoch, afterId, SERIES_AT_ONCE)) {
          yield entries.map(seriesLine);
        }
      }),

    async removeLog(log) {
      const keys = logKeys(prefix, log);
      await redis.run(REMOVE_LOG, [keys.head], [keys.log, keys.series]);
      await redis.ask(redis.client.srem(registry, log));
    },

    async replaceLog(log, epoch, lines, series) {
      const keys = logKeys(prefix, log);
      if ((await head(log))?.epoch === epoch) throw new Error('A replaced log needs a new epoch');
      // What an interrupted import under the same epoch may have left.
      await redis.ask(redis.client.unlink(keys.log + epoch, keys.series + epoch));
      let group = 0;
      for (const part of groupsOf(lines)) {
        group += 1;
        const fields = [
          'first',
          String(part[0]?.seq),
          'hash',
          part.at(-1)?.hash ?? '',
          'lines',
          linesText(part),
          'last',
          String(part.at(-1)?.seq),
        ];
        await redis.ask(redis.client.xadd(keys.log + epoch, `${group}-0`, ...fields));
      }
      for (let at = 0; at < series.length; at += SERIES_AT_ONCE) {
        const part = series.slice(at, at + SERIES_AT_ONCE);
        await Promise.all(
          part.map((body, index) =>
            redis.ask(redis.client.xadd(keys.series + epoch, `${at + index + 1}-0`, 'body', body)),
          ),
        );
      }
      await redis.ask(redis.client.sadd(registry, log));
      const last = lines.at(-1);
      const done = await redis.run(
        REPLACE_LOG,
        [keys.head],
        [keys.log, keys.series, epoch, last?.seq ?? 0, group, last?.hash ?? '', series.length],
      );
      if (done !== 1) throw new Error('A replaced log needs a new epoch');
    },
  };
}

function toHead(log: string, reply: unknown): Head | undefined {
  const [epoch, seq, group, hash] = reply as readonly (string | null)[];
  if (typeof epoch !== 'string' || typeof hash !== 'string') return undefined;
  if (!isCount(seq) || !isCount(group)) throw new LogDamaged(log, 0, 'its head cannot be read');
  return { epoch, seq: Number(seq), group: Number(group), hash };
}

const stretchTo = ({ seq, hash }: LogLine, lines: readonly LogLine[]): LogStretch => ({
  bodies: lines.map((line) => line.body),
  seq,
  hash,
});

const linesText = (lines: readonly LogLine[]): string => JSON.stringify(lines);

function* groupsOf(lines: readonly LogLine[]): Generator<readonly LogLine[]> {
  let group: LogLine[] = [];
  let characters = 0;
  for (const line of lines) {
    group.push(line);
    characters += line.body.length;
    if (group.length < IMPORT_LINES && characters < IMPORT_CHARACTERS) continue;
    yield group;
    group = [];
    characters = 0;
  }
  if (group.length > 0) yield group;
}
