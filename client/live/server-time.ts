/**
 * What time it is for the tour. A device's clock may be wrong by hours; "3 分钟前" must not be. Each
 * answer of the server narrows down how far the device is off.
 */
export interface ServerTime {
  now(): number;
  /** Learns from an answer's `Date` and `Age` headers; passes over an answer without them. */
  learn(headers: Headers, receivedUnixMs: number): void;
  /** Learns from something that has happened: it cannot be earlier than that. */
  atLeast(unixMs: number): void;
}

/** HTTP dates have whole seconds: on average the server was half a second further. */
const HALF_SECOND_MS = 500;
/** Smaller differences are the network's, not the clock's. */
const TOLERANCE_MS = 2_000;

/** A page may have lain in a cache for as long; a device further off has a wrong clock. */
const PAGE_AGE_MS = 30 * 60_000;

/** Begins with the device's time, or that of the page where the two are far apart. */
export function createServerTime(pageMadeUnixMs: number, deviceNow: () => number): ServerTime {
  const apartMs = pageMadeUnixMs - deviceNow();
  let offsetMs = apartMs <= TOLERANCE_MS && apartMs > -PAGE_AGE_MS ? 0 : apartMs;
  return {
    now: () => deviceNow() + offsetMs,
    learn(headers, receivedUnixMs) {
      // A rehearsal runs on a clock of its own.
      const date = Number(headers.get('lalian-time')) || Date.parse(headers.get('date') ?? '');
      if (Number.isNaN(date)) return;
      const ageMs = (Number(headers.get('age')) || 0) * 1000;
      const seenMs = date + ageMs + HALF_SECOND_MS - receivedUnixMs;
      if (Math.abs(seenMs - offsetMs) > TOLERANCE_MS) offsetMs = seenMs;
    },
    atLeast(unixMs) {
      if (unixMs > deviceNow() + offsetMs + TOLERANCE_MS) offsetMs = unixMs - deviceNow();
    },
  };
}
