import { type FullStandings, standingsBefore } from '../../../shared/scoring/standings.ts';
import type { ScoringRule } from '../../../shared/tour/judging/scoring-rule.ts';
import type { Tour } from '../../../shared/tour/state.ts';

/** What another rule would make of an area. */
export interface EffectRow {
  readonly areaId: string;
  readonly rankNow: number | null;
  readonly rankThen: number | null;
  readonly scoreNow: string | null;
  readonly scoreThen: string | null;
}

/** Every area in the order that the other rule would give, beside what it is now. */
export function effectOf(tour: Tour, now: FullStandings, rule: ScoringRule): readonly EffectRow[] {
  const before = new Map(now.rows.map((row) => [row.areaId, row]));
  return standingsBefore(tour, Number.POSITIVE_INFINITY, undefined, rule).rows.map(
    ({ areaId, rank, score }) => ({
      areaId,
      rankNow: before.get(areaId)?.rank ?? null,
      rankThen: rank,
      scoreNow: before.get(areaId)?.score ?? null,
      scoreThen: score,
    }),
  );
}
