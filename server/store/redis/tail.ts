import { setTimeout as delay } from 'node:timers/promises';
import type { TailPlace } from '../parts.ts';
import { LogDamaged, StoreUnavailable, type Tail, type TailListener } from '../port.ts';
import type { RedisConnection } from './connection.ts';
import { isCount, ofLog } from './fault.ts';
import { groupEnd, groupLines, type LogKeys, numberOf, type StreamEntry, seriesLine } from './log.ts';
import { PLACE } from './scripts.ts';

/** What a tail needs: a blocking connection of its own, and the store's for the health of both. */
export interface RedisTailOptions {
  readonly own: RedisConnection;
  readonly shared: RedisConnection;
  readonly log: string;
  readonly keys: LogKeys;
  readonly from: TailPlace;
  readonly listener: TailListener;
  /** How long a read waits for something new; after that long a quiet log is checked for a replaced one. */
  readonly blockMs: number;
}

const ENTRIES_AT_ONCE = 200;
/** Pause after a read that brought only what the listener itself appends: a read for each group is worth more. */
const REST_MS = 10;
/** Pause before a damaged log is asked again: only somebody can mend it. */
const DAMAGED_MS = 1_000;

/**
 * Follows a log and its series with blocking reads, from any process's writes. Before the first read, after
 * every lost connection and whenever nothing comes, it checks that the log still contains what it has
 * delivered, down to the hash; if not, it says so once with `onReset` and delivers nothing any more.
 */
export function startRedisTail({ own, shared, log, keys, from, listener, blockMs }: RedisTailOptions): Tail {
  const logKey = keys.log + from.epoch;
  const seriesKey = keys.series + from.epoch;
  let { seq, group, seriesId } = from;
  /** Hash at the end of `group`; unknown until it was read the first time. */
  let hash: string | undefined = group === 0 ? '' : undefined;
  let stopped = false;
  let reading = true;
  let told = true;
  let rests = false;

  function tellHealth(): void {
    const healthy = reading && shared.healthy;
    if (stopped || healthy === told) return;
    told = healthy;
    listener.onHealth(healthy);
  }
  const forget = shared.onHealth(tellHealth);

  async function stillThere(): Promise<boolean> {
    const [epoch, headSeq, headSeries, groupHash] = (await ofLog(
      log,
      own.run(PLACE, [keys.head, logKey], [group]),
    )) as [string | null, string | null, string | null, string];
    if (!isCount(headSeq) || !isCount(headSeries)) return false;
    if (epoch !== from.epoch || Number(headSeq) < seq || Number(headSeries) < seriesId) return false;
    if (group > 0 && groupHash === '') return false;
    hash ??= groupHash;
    return hash === groupHash;
  }

  function deliverLog(entries: readonly StreamEntry[]): void {
    rests = listener.appendsAlone?.() === true;
    for (const entry of entries) {
      const end = groupEnd(entry);
      group = numberOf(entry);
      hash = end.hash;
      const own = listener.seqUnderWay?.(end.hash);
      const known = end.seq !== undefined && end.seq <= (listener.known?.().seq ?? 0) ? end.seq : undefined;
      const left = own ?? known;
      if (left !== undefined) {
        // Who appended knows his own lines: they are not read once more.
        seq = left;
        continue;
      }
      rests = false;
      const lines = groupLines(entry);
      seq = lines.at(-1)?.seq ?? seq;
      listener.onLog(lines, group);
    }
  }

  function deliverSeries(entries: readonly StreamEntry[]): void {
    const lines = entries.map(seriesLine);
    seriesId = lines.at(-1)?.id ?? seriesId;
    listener.onSeries(lines);
  }

  /** Waits a little where nobody else is at work, and passes over what the listener appended meanwhile. */
  async function rest(): Promise<void> {
    if (!rests) return;
    rests = false;
    await delay(REST_MS);
    const known = listener.known?.();
    if (known !== undefined && known.group > group) ({ group, seq, hash } = known);
  }

  /** What came: entries by stream, nothing, or that the log is another one. */
  async function next(
    check: boolean,
  ): Promise<readonly (readonly [string, readonly StreamEntry[]])[] | 'reset'> {
    if (check && !(await stillThere())) return 'reset';
    reading = true;
    tellHealth();
    const places = [`${group}-0`, `${seriesId}-0`];
    const read = own.client.xread(
      'COUNT',
      ENTRIES_AT_ONCE,
      'BLOCK',
      blockMs,
      'STREAMS',
      logKey,
      seriesKey,
      ...places,
    );
    return (await ofLog(log, own.ask(read))) ?? [];
  }

  let endPause = (): void => undefined;
  async function paused(): Promise<void> {
    if (stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, DAMAGED_MS);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function follow(): Promise<void> {
    let check = true;
    while (!stopped) {
      let came: Awaited<ReturnType<typeof next>>;
      try {
        await rest();
        came = await next(check);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        reading = false;
        tellHealth();
        check = true;
        if (error instanceof LogDamaged) await paused();
        else if (!stopped) await own.backAgain();
        continue;
      }
      if (stopped) return;
      if (came === 'reset') {
        listener.onReset();
        return;
      }
      check = came.length === 0;
      for (const [key, entries] of came) {
        if (stopped) return;
        if (key === logKey) deliverLog(entries);
        else deliverSeries(entries);
      }
    }
  }
  const following = follow();

  return {
    async stop() {
      stopped = true;
      forget();
      endPause();
      own.close();
      await following;
    },
  };
}
