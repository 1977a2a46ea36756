/** When the convoy gets there. */
import { distanceMetres } from './distance.ts';
import type { Track } from './track.ts';

const MS_PER_HOUR = 3_600_000;
/** Slower than this is a stop or a jam, and says nothing about the way ahead. */
const SLOWEST_KPH = 10;
/** For so long the convoy is taken to go on as it does now; then as planned. */
const PRESENT_MS = 600_000;

/**
 * Time left for a way, in ms, 0 or more; `undefined` when no speed is known or the way is no
 * number.
 *
 * The next ten minutes go at the recent speed (unless that is under 10 km/h: a stop is a pause of
 * unknown length, which the caller must say), the rest at the planned one. Where one of the two
 * is unknown, the other counts for all. A house rule; stops planned on the way are not in it.
 */
export function etaMs(
  remainingMetres: number,
  recentSpeedKph: number | undefined,
  plannedSpeedKph: number | undefined,
): number | undefined {
  if (!Number.isFinite(remainingMetres)) return undefined;
  if (remainingMetres <= 0) return 0;
  const planned = plannedSpeedKph !== undefined && plannedSpeedKph > 0 ? plannedSpeedKph : undefined;
  const recent = recentSpeedKph !== undefined && recentSpeedKph >= SLOWEST_KPH ? recentSpeedKph : planned;
  if (recent === undefined) return undefined;
  const soonMetres = Math.min(remainingMetres, (recent * 1_000 * PRESENT_MS) / MS_PER_HOUR);
  const laterMetres = remainingMetres - soonMetres;
  return timeMs(soonMetres, recent) + timeMs(laterMetres, planned ?? recent);
}

function timeMs(metres: number, speedKph: number): number {
  return (metres / 1_000 / speedKph) * MS_PER_HOUR;
}

/**
 * Mean speed over the last `overMs` (default 5 min) before the newest fix, km/h, from the drawn
 * line and the way from its end to the marker; standing counts. `undefined` when the track, or
 * what of it lies after the last gap, does not reach back a minute.
 */
export function recentSpeedKph(track: Track, overMs = 300_000): number | undefined {
  const { latest, points } = track;
  const end = points.at(-1);
  if (latest === undefined || end === undefined) return undefined;
  const sinceUnixMs = latest.fixedAtUnixMs - overMs;
  let start = end;
  let after = end;
  for (let index = points.length - 1; index >= 0; index -= 1) {
    after = start;
    start = points[index] ?? start;
    if (start.fixedAtUnixMs <= sinceUnixMs || start.afterGap) break;
  }
  const elapsedMs = latest.fixedAtUnixMs - Math.max(start.fixedAtUnixMs, sinceUnixMs);
  if (elapsedMs < 60_000) return undefined;
  const spanMs = after.fixedAtUnixMs - start.fixedAtUnixMs;
  const share = spanMs > 0 ? Math.max(0, sinceUnixMs - start.fixedAtUnixMs) / spanMs : 0;
  const startMetres = start.alongMetres + Math.min(1, share) * (after.alongMetres - start.alongMetres);
  // Fixes near the line's end are noise until a point confirms them.
  const leadMetres = distanceMetres(end, latest);
  const drivenMetres = end.alongMetres - startMetres + (leadMetres < 50 ? 0 : leadMetres);
  return (drivenMetres / 1_000 / elapsedMs) * MS_PER_HOUR;
}
