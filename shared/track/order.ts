/** The one order of all fixes, so that a set of them means the same however it arrived. */
import type { Fix } from './fix.ts';

/** Fixes worse than this neither draw the line nor move the marker. 68 % radius, metres. */
export const WORST_ACCURACY_METRES = 100;

/** True when the fix is exact enough to draw with. Unknown accuracy counts as exact enough. */
export function exactEnough(fix: Fix): boolean {
  return fix.accuracyMetres === undefined || fix.accuracyMetres <= WORST_ACCURACY_METRES;
}

/** Order of two fixes: by time, then by device. 0 means: the same fix, of which one copy counts. */
export function compareFixes(left: Fix, right: Fix): number {
  if (left.fixedAtUnixMs !== right.fixedAtUnixMs) return left.fixedAtUnixMs - right.fixedAtUnixMs;
  if (left.deviceId === right.deviceId) return 0;
  return left.deviceId < right.deviceId ? -1 : 1;
}

/**
 * Which of two fixes of one device and time counts: negative when `left`, positive when `right`,
 * 0 when they are alike. The more exact one; else by its numbers, a choice without meaning that
 * every process makes the same. An exact enough fix always wins over one that is not.
 */
export function compareClaims(left: Fix, right: Fix): number {
  return (
    (left.accuracyMetres ?? WORST_ACCURACY_METRES) - (right.accuracyMetres ?? WORST_ACCURACY_METRES) ||
    absentLast(left.accuracyMetres, right.accuracyMetres) ||
    left.latitude - right.latitude ||
    left.longitude - right.longitude ||
    absentLast(left.speedKph, right.speedKph) ||
    absentLast(left.headingDegrees, right.headingDegrees) ||
    absentLast(left.altitudeMetres, right.altitudeMetres) ||
    absentLast(left.batteryPercent, right.batteryPercent)
  );
}

function absentLast(left: number | undefined, right: number | undefined): number {
  if (left === right) return 0;
  if (left === undefined) return 1;
  return right === undefined ? -1 : left - right;
}

/**
 * Two lists as `sortedOnce` makes them, merged into one such list in linear time.
 */
export function mergeFixes(left: readonly Fix[], right: readonly Fix[]): Fix[] {
  const merged: Fix[] = [];
  let l = 0;
  let r = 0;
  for (;;) {
    const a = left[l];
    const b = right[r];
    if (a === undefined && b === undefined) return merged;
    const order = a === undefined ? 1 : b === undefined ? -1 : compareFixes(a, b);
    if (order <= 0) l += 1;
    if (order >= 0) r += 1;
    const next = order < 0 ? a : order > 0 ? b : winner(a, b);
    if (next !== undefined) merged.push(next);
  }
}

function winner(a: Fix | undefined, b: Fix | undefined): Fix | undefined {
  return a !== undefined && b !== undefined && compareClaims(b, a) < 0 ? b : a;
}

/** The fixes in order, one for each (device, time). The input stays as it is. */
export function sortedOnce(fixes: readonly Fix[]): Fix[] {
  if (fixes.length < 2) return [...fixes];
  const sorted = [...fixes].sort((a, b) => compareFixes(a, b) || compareClaims(a, b));
  return sorted.filter((fix, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareFixes(before, fix) !== 0;
  });
}
