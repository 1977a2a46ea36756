import { CLOCK_BORNE_MS } from '../../shared/tour/clock.ts';
import type { ClockTrouble } from '../../shared/tour/clock-trouble.ts';
import { type FixTimes, fixTimesAt } from '../../shared/track/fix.ts';
import type { Clock } from '../clock.ts';

/** What is asked of a clock that may be wrong. */
export type QuestionedClock = Pick<Clock, 'nowUnixMs' | 'settledUnixMs' | 'leaptMs' | 'settle'>;

/** So long after the end of its log a server may start again, ms: what a tracker says of that time is plausible. */
const LONGEST_OFF_MS = 7 * 86_400_000;

const isAhead = (lastAt: number, nowUnixMs: number): boolean => lastAt - nowUnixMs > CLOCK_BORNE_MS;

/**
 * What is wrong with the clock for a log whose last event is dated `lastAt`. A clock that was behind the log's end, and
 * is put on to where that is past, was wrong before and is right now: nothing is left to be settled, and it is followed.
 */
export function clockTroubleFor(clock: QuestionedClock, lastAt: number): ClockTrouble | undefined {
  const byMs = clock.leaptMs();
  const ahead = isAhead(lastAt, clock.nowUnixMs());
  if (byMs > 0 && ahead && !isAhead(lastAt, clock.settledUnixMs())) {
    clock.settle();
    return undefined;
  }
  if (byMs !== 0) return { kind: 'leapt', byMs };
  return ahead ? { kind: 'log-ahead', endsAtUnixMs: lastAt } : undefined;
}

/**
 * When a position may have been taken that comes now. Satellites tell a tracker the time: while nobody knows whether
 * the clock is right, what it says counts where any of the times may be the right one, so that no position is lost.
 */
export function fixTimesFor(clock: QuestionedClock, lastAt: number): FixTimes {
  const trouble = clockTroubleFor(clock, lastAt);
  const now = clock.nowUnixMs();
  const times = fixTimesAt(now);
  if (trouble === undefined) return times;
  const machine = fixTimesAt(clock.settledUnixMs());
  return {
    receivedAtUnixMs: now,
    earliestUnixMs: Math.min(times.earliestUnixMs, machine.earliestUnixMs),
    latestUnixMs: Math.max(
      ...[times.latestUnixMs, machine.latestUnixMs],
      isAhead(lastAt, now) ? lastAt + LONGEST_OFF_MS : 0,
    ),
  };
}
