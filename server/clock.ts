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

/**
 * So far a clock may be put right without a word, ms for each ms that passes: 5 s an hour, more than time services do by
 * going faster or slower (500 ppm), or by small steps over a long time. What goes beyond adds up, however small its steps.
 */
const BORNE_RATE = 5_000 / 3_600_000;
/** What has added up to more has to be settled, ms. */
const LEAP_MS = 60_000;

/** A clock that follows the machine's until it is set; the steady one tells when that leaps, or walks away. */
export function createClock(
  machineNow: () => number = Date.now,
  steadyMs: () => number = () => performance.now(),
): Clock {
  let set: { readonly steady: number; readonly shown: number; readonly speed: number } | undefined;
  let looked = steadyMs();
  let apart = machineNow() - looked;
  /** How far the machine's clock has gone from the steady one beyond what is borne, ms. */
  let strayedMs = 0;
  const hasLeapt = (): boolean => Math.abs(strayedMs) > LEAP_MS;
  const look = (): number => {
    const now = machineNow();
    const steady = steadyMs();
    // What has leapt does not wear off: it is settled, or put back.
    const borneMs = hasLeapt() ? 0 : (steady - looked) * BORNE_RATE;
    strayedMs = Math.sign(strayedMs) * Math.max(0, Math.abs(strayedMs) - borneMs) + now - steady - apart;
    looked = steady;
    apart = now - steady;
    return Math.round(hasLeapt() ? now - strayedMs : now);
  };
  const shown = (): number | undefined =>
    set && Math.round(set.shown + (steadyMs() - set.steady) * set.speed);
  return {
    machineUnixMs: look,
    steadyMs,
    nowUnixMs: () => shown() ?? look(),
    leaptMs: () => {
      look();
      return hasLeapt() ? Math.round(strayedMs) : 0;
    },
    settledUnixMs: () => shown() ?? machineNow(),
    settle: () => {
      look();
      strayedMs = 0;
    },
    set: (nowUnixMs, speed) => {
      set = { steady: steadyMs(), shown: nowUnixMs, speed };
    },
  };
}
