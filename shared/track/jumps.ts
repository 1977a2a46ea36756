/** Telling a position glitch from a drive. */
import { distanceMetres } from './distance.ts';
import type { Fix } from './fix.ts';

/** No convoy drives faster; a greater speed between two fixes means one of them is wrong. */
export const FASTEST_KPH = 200;
/** What two honest fixes may differ by without having moved. */
const NOISE_METRES = 30;
/** A glitch stands at least this far off. Smaller ones are noise, which thinning swallows. */
export const FAR_METRES = 100;
/** Beyond this time a car can have been there and back, so nothing can be concluded. */
const SANDWICH_MS = 300_000;
const KPH_PER_METRE_PER_MS = 3_600;

/** True when a convoy can have driven from `from` to the later `to`: at most 200 km/h, plus noise. */
export function reachable(from: Fix, to: Fix): boolean {
  const elapsedMs = to.fixedAtUnixMs - from.fixedAtUnixMs;
  return distanceMetres(from, to) <= (FASTEST_KPH / KPH_PER_METRE_PER_MS) * elapsedMs + NOISE_METRES;
}

/**
 * The sandwich test: true when `middle` stands at least 100 m from both neighbours, which agree
 * with each other, and no reported speed speaks for a drive there and back.
 *
 * Receivers were seen 200 m out at a claimed 1.7 m accuracy, so accuracy is no argument here.
 * When a speed above 0 is reported, the detour counts as driven up to twice that speed plus
 * 10 km/h (a turn at the end of a road, a hairpin); a faster detour is a glitch already when the
 * neighbours are nearer to each other (by a quarter) than to `middle`. When no speed is reported
 * the neighbours must be nearer by 70 %, lest hairpins be cut. A gap of over 5 min proves nothing.
 */
export function isGlitch(before: Fix, middle: Fix, after: Fix): boolean {
  const elapsedMs = after.fixedAtUnixMs - before.fixedAtUnixMs;
  if (elapsedMs <= 0 || elapsedMs > SANDWICH_MS) return false;
  const out = distanceMetres(before, middle);
  const back = distanceMetres(middle, after);
  const shorter = Math.min(out, back);
  if (shorter < FAR_METRES) return false;
  const reportedKph = Math.max(before.speedKph ?? 0, middle.speedKph ?? 0, after.speedKph ?? 0);
  const detourKph = ((out + back) / elapsedMs) * KPH_PER_METRE_PER_MS;
  if (reportedKph > 0 && detourKph <= 2 * reportedKph + 10) return false;
  return distanceMetres(before, after) <= shorter * (reportedKph > 0 ? 0.75 : 0.3);
}
