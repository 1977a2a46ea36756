import { vi } from 'vitest';
import type { LogLine, SeriesLine, TailListener } from '../../server/store/port.ts';

/** Everything a tail told, in the order in which it told it. */
export interface Recorder extends TailListener {
  readonly lines: LogLine[];
  readonly groups: number[];
  readonly series: SeriesLine[];
  readonly health: boolean[];
  resets: number;
  /** Resolves when the log has been told up to `seq`. */
  reached(seq: number): Promise<void>;
}

/** A listener that remembers. */
export function recorder(): Recorder {
  const lines: LogLine[] = [];
  const groups: number[] = [];
  const series: SeriesLine[] = [];
  const health: boolean[] = [];
  const self: Recorder = {
    lines,
    groups,
    series,
    health,
    resets: 0,
    onLog(more, group) {
      lines.push(...more);
      groups.push(group);
    },
    onSeries(more) {
      series.push(...more);
    },
    onReset() {
      self.resets += 1;
    },
    onHealth(healthy) {
      health.push(healthy);
    },
    reached: (seq) => soon(() => (lines.at(-1)?.seq ?? 0) >= seq),
  };
  return self;
}

/** Waits until something is so, up to ten seconds. */
export async function soon(isSo: () => boolean): Promise<void> {
  await vi.waitUntil(isSo, { timeout: 10_000, interval: 2 });
}
