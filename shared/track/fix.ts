/** One reported position, and the gate that every report passes before it counts. */

/** A usable position report. WGS-84; an absent field is unknown. */
export interface Fix {
  /** Which tracker; chosen by the server, never taken from the tracker's own words. */
  readonly deviceId: string;
  /** When the position was taken (not sent, not received), ms since 1970. */
  readonly fixedAtUnixMs: number;
  /** Degrees, -90 to 90. */
  readonly latitude: number;
  /** Degrees, -180 to 180. */
  readonly longitude: number;
  /** Radius of the 68 % circle, above 0. */
  readonly accuracyMetres?: number;
  /** 0 or more. Some clients write 0 for unknown, so 0 proves nothing. */
  readonly speedKph?: number;
  /** Clockwise from north, 0 up to but not including 360. */
  readonly headingDegrees?: number;
  readonly altitudeMetres?: number;
  /** 0 to 100. */
  readonly batteryPercent?: number;
}

/** A report as a parser read it: units are right, values may be missing or nonsense. */
export interface RawFix {
  readonly fixedAtUnixMs?: number;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly accuracyMetres?: number;
  readonly speedKph?: number;
  readonly headingDegrees?: number;
  readonly altitudeMetres?: number;
  readonly batteryPercent?: number;
}

/** Why a report was set aside. Never a reason to refuse the request that brought it. */
export type Unusable = 'no-position' | 'null-island' | 'out-of-range' | 'bad-time' | 'future' | 'too-old';

/** How far ahead of the server a fix may be. GPS time is right; this covers clocks a little off. */
export const LONGEST_FUTURE_MS = 60_000;
/** How old a fix may be. Backlogs last days; what is older is a clock that was reset. */
export const LONGEST_PAST_MS = 30 * 86_400_000;

/** When a report may have been taken, ms since 1970. */
export interface FixTimes {
  /** When it came: the time of a report that has none. */
  readonly receivedAtUnixMs: number;
  readonly earliestUnixMs: number;
  readonly latestUnixMs: number;
}

/** When a report may have been taken that comes at an instant that nobody doubts. */
export const fixTimesAt = (receivedAtUnixMs: number): FixTimes => ({
  receivedAtUnixMs,
  earliestUnixMs: receivedAtUnixMs - LONGEST_PAST_MS,
  latestUnixMs: receivedAtUnixMs + LONGEST_FUTURE_MS,
});

/** Degrees around 0/0, where receivers without a position claim to be (about 110 m). */
const NULL_ISLAND_DEGREES = 0.001;

/**
 * Turns a raw report into a fix, or says why it cannot count.
 *
 * A report without a time gets `receivedAtUnixMs`. One later than may be (60 s ahead of that) is set aside as
 * `future`, not moved to now: a moved copy would differ at each re-send, and a fix from the future
 * would hold the marker until that future has come. (Tell the organiser: that device's clock is
 * wrong.) Older than 30 days is `too-old`. Optional fields out of their range become unknown.
 */
export function usableFix(
  raw: RawFix & { readonly deviceId: string },
  { receivedAtUnixMs, earliestUnixMs, latestUnixMs }: FixTimes,
): { readonly ok: true; readonly fix: Fix } | { readonly ok: false; readonly why: Unusable } {
  const { latitude, longitude } = raw;
  if (latitude === undefined || longitude === undefined) return { ok: false, why: 'no-position' };
  if (!within(latitude, -90, 90) || !within(longitude, -180, 180)) return { ok: false, why: 'out-of-range' };
  if (Math.abs(latitude) < NULL_ISLAND_DEGREES && Math.abs(longitude) < NULL_ISLAND_DEGREES) {
    return { ok: false, why: 'null-island' };
  }
  const fixedAtUnixMs = Math.round(raw.fixedAtUnixMs ?? receivedAtUnixMs);
  if (!Number.isFinite(fixedAtUnixMs)) return { ok: false, why: 'bad-time' };
  if (fixedAtUnixMs > latestUnixMs) return { ok: false, why: 'future' };
  if (fixedAtUnixMs < earliestUnixMs) return { ok: false, why: 'too-old' };
  const { accuracyMetres, speedKph, headingDegrees, altitudeMetres, batteryPercent } = raw;
  return {
    ok: true,
    fix: {
      deviceId: raw.deviceId,
      fixedAtUnixMs,
      latitude,
      longitude,
      // 0 is how Android says "no accuracy known".
      ...(within(accuracyMetres, 0, 1e7) && accuracyMetres > 0 ? { accuracyMetres } : {}),
      ...(within(speedKph, 0, 1_000) ? { speedKph } : {}),
      ...(within(headingDegrees, 0, 360) ? { headingDegrees: headingDegrees % 360 } : {}),
      ...(within(altitudeMetres, -1_000, 20_000) ? { altitudeMetres } : {}),
      ...(within(batteryPercent, 0, 100) ? { batteryPercent } : {}),
    },
  };
}

function within(value: number | undefined, least: number, most: number): value is number {
  return value !== undefined && value >= least && value <= most;
}
