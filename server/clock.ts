/** What time it is for the tour. A real tour runs on the machine's clock. */
export interface Clock {
  nowUnixMs(): number;
  /**
   * What time it is on the machine: for what has nothing to do with the tour, such as who is there. A leap of more than
   * a minute is not followed until it is settled.
   */
  machineUnixMs(): number;
  /** Ms since some instant, whatever anybody does to the clock: by it goes all that lasts so long, and no longer. */
  steadyMs(): number;
  /** By how much the machine's clock has leapt, ms; 0 where nothing is to be settled. */
  leaptMs(): number;
  /** What time it would be for the tour, were it settled now. */
  settledUnixMs(): number;
  /** The machine's clock is right as it is: from now on it is followed again. */
  settle(): void;
  /** From now on it is that time, going `speed` times as fast as the machine's clock. */
  set(nowUnixMs: number, speed: number): void;
}

/** From one look to the next a clock may be put right by so much without a word, as time services do. */
const STEP_MS = 5_000;
/** A leap of more has to be settled. */
const LEAP_MS = 60_000;

/** A clock that follows the machine's until it is set; the steady one tells when that leaps. */
export function createClock(
  machineNow: () => number = Date.now,
  steadyMs: () => number = () => performance.now(),
): Clock {
  let set: { readonly steady: number; readonly shown: number; readonly speed: number } | undefined;
  let apart = machineNow() - steadyMs();
  let heldMs = 0;
  const look = (): number => {
    const now = machineNow();
    const step = now - steadyMs() - apart;
    apart += step;
    if (Math.abs(step) >= STEP_MS) heldMs += step;
    // Also where it was put back to what it had been.
    if (Math.abs(heldMs) <= LEAP_MS) heldMs = 0;
    return Math.round(now - heldMs);
  };
  const shown = (): number | undefined =>
    set && Math.round(set.shown + (steadyMs() - set.steady) * set.speed);
  return {
    machineUnixMs: look,
    steadyMs,
    nowUnixMs: () => shown() ?? look(),
    leaptMs: () => {
      look();
      return Math.round(heldMs);
    },
    settledUnixMs: () => shown() ?? machineNow(),
    settle: () => {
      look();
      heldMs = 0;
    },
    set: (nowUnixMs, speed) => {
      set = { steady: steadyMs(), shown: nowUnixMs, speed };
    },
  };
}
