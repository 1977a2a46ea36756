import type { Places } from './place-changes.ts';
import type { PlaceCounts } from './resampling.ts';

/** How firm an area's place is. */
export interface AreaStability {
  readonly areaId: string;
  /** The place in the ranking now. */
  readonly place: number | null;
  /** Share of the panels, 0 to 1, in which it stood in place 1, 2, … */
  readonly shares: readonly number[];
  /**
   * From which to which place it stood in at least 90 % of the panels, at most 5 % being better and at most 5 % worse;
   * null where it never had a place.
   */
  readonly interval: { readonly best: number; readonly worst: number } | null;
  /** Share of the panels, 0 to 1, in which it stood in the place that it has now; null without panels or a place. */
  readonly keeps: number | null;
}

const TAIL = 0.05;

/** What counted places say of each area, in the order of the ranking now. Panels without a place count in no share. */
export function stabilityOf(now: Places, { places }: PlaceCounts): readonly AreaStability[] {
  return [...now.places].map(([areaId, place]) => {
    const counts = (places[areaId] ?? []).slice(0, -1);
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total === 0) return { areaId, place, shares: counts, interval: null, keeps: null };
    const shares = counts.map((count) => count / total);
    const interval = { best: placeFrom(counts, total), worst: placeUpTo(counts, total) };
    const keeps = place === null ? null : (shares[place - 1] ?? 0);
    return { areaId, place, shares, interval, keeps };
  });
}

/** The first place with more than 5 % of the panels at it or before it. */
function placeFrom(counts: readonly number[], total: number): number {
  let upTo = 0;
  for (const [at, count] of counts.entries()) {
    upTo += count;
    if (upTo > total * TAIL) return at + 1;
  }
  return counts.length;
}

/** The last place with more than 5 % of the panels at it or behind it. */
const placeUpTo = (counts: readonly number[], total: number): number =>
  counts.length + 1 - placeFrom(counts.toReversed(), total);
