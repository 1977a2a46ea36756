/** What time it is for the tour. A real tour runs on the machine's clock. */
export interface Clock {
  nowUnixMs(): number;
  /** What time it is on the machine: for what has nothing to do with the tour, such as who is there. */
  machineUnixMs(): number;
  /** Ms since some instant, whatever anybody does to the clock: by it goes all that lasts so long, and no longer. */
  steadyMs(): number;
  /** From now on it is that time, going `speed` times as fast as the machine's clock. */
  set(nowUnixMs: number, speed: number): void;
}

/** A clock that follows the machine's until it is set. */
export function createClock(
  machineNow: () => number = Date.now,
  steadyMs: () => number = () => performance.now(),
): Clock {
  let set: { readonly steady: number; readonly shown: number; readonly speed: number } | undefined;
  return {
    machineUnixMs: machineNow,
    steadyMs,
    nowUnixMs: () =>
      set === undefined ? machineNow() : Math.round(set.shown + (steadyMs() - set.steady) * set.speed),
    set: (shown, speed) => {
      set = { steady: steadyMs(), shown, speed };
    },
  };
}
