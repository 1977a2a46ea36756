import type { Clock } from '../../client/live/transport.ts';

/** A clock that moves only when the test says so; random numbers are one half. */
export interface FakeClock extends Clock {
  /** Lets so many ms pass: runs what is due, in order, and lets promises settle in between. */
  pass(delayMs: number): Promise<void>;
  /** The device sleeps so many ms: no timer runs. */
  sleep(delayMs: number): void;
}

/** Begins on 8 July 2022, 10:00 in Shiyan. */
export function fakeClock(startUnixMs = Date.parse('2022-07-08T10:00:00+08:00')): FakeClock {
  let nowUnixMs = startUnixMs;
  let due: { at: number; run: () => void }[] = [];
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 8; round += 1) await Promise.resolve();
  };
  return {
    now: () => nowUnixMs,
    random: () => 0.5,
    after(delayMs, run) {
      const timer = { at: nowUnixMs + delayMs, run };
      due.push(timer);
      return () => {
        due = due.filter((other) => other !== timer);
      };
    },
    sleep(delayMs) {
      nowUnixMs += delayMs;
    },
    async pass(delayMs) {
      const end = nowUnixMs + delayMs;
      await settle();
      for (;;) {
        const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        due = due.filter((other) => other !== next);
        nowUnixMs = next.at;
        next.run();
        await settle();
      }
      nowUnixMs = end;
    },
  };
}
