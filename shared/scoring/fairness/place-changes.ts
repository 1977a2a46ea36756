import { ruleBefore, type ScoringRule } from '../../tour/judging/scoring-rule.ts';
import type { Tour } from '../../tour/state.ts';
import type { RankedBy } from '../ranking.ts';
import { basisOf } from '../results.ts';
import { outcomeOf } from '../standings.ts';
import { redrawnTour } from './redrawn-tour.ts';
import { whoScored } from './who-scored.ts';

/** An area that would stand elsewhere. Null is no place: nothing of it would have a score. */
export interface PlaceChange {
  readonly areaId: string;
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * Which places would change, in the order of the places now; empty where none would. Null where they cannot be
 * compared: areas are ranked by totals now and would not be then, or the other way round.
 */
export type PlaceChanges = readonly PlaceChange[] | null;

/** What would happen without one judge. */
export interface WithoutJudge {
  readonly judgeId: string;
  readonly changes: PlaceChanges;
}

/** What would happen under another average. */
export interface OtherAverage {
  /** `none`: the mean of all marks; `1/1`, `2/2`: that many of the highest and lowest dropped; the middle mark. */
  readonly average: 'none' | '1/1' | '2/2' | 'median';
  /** Whether it is the tour's own: nothing changes then. */
  readonly isOwn: boolean;
  readonly changes: PlaceChanges;
}

/** Areas' places as the ranking gives them, ties broken as the rule says, from all that is known now. */
export interface Places {
  readonly by: RankedBy;
  /** By area, the best first. */
  readonly places: ReadonlyMap<string, number | null>;
}

/** The places of a tour under its own rule or another; none before the set-up. */
export function placesOf(tour: Tour, rule?: ScoringRule): Places {
  const basis = basisOf(tour, Number.POSITIVE_INFINITY, rule);
  if (basis === undefined) return { by: 'on-site', places: new Map() };
  const { by, ranked } = outcomeOf(basis);
  return { by, places: new Map(ranked.map(({ result, rank }) => [result.areaId, rank])) };
}

function changesBetween(now: Places, then: Places): PlaceChanges {
  if (now.by !== then.by) return null;
  return [...now.places].flatMap(([areaId, from]) => {
    const to = then.places.get(areaId) ?? null;
    return from === to ? [] : { areaId, from, to };
  });
}

/** For every judge: which places would change without that judge's ballots and seat. In the order of the panel. */
export function leaveOneOut(tour: Tour): readonly WithoutJudge[] {
  const now = placesOf(tour);
  return whoScored(tour).map((judgeId) => ({
    judgeId,
    changes: changesBetween(now, placesOf(redrawnTour(tour, new Map([[judgeId, 0]])))),
  }));
}

/** Which places would change if stops were averaged otherwise; all else of the rule stays. */
export function otherAverages(tour: Tour): readonly OtherAverage[] {
  const own = ruleBefore(tour, Number.POSITIVE_INFINITY);
  const now = placesOf(tour);
  const dropping = (each: number): Partial<ScoringRule> => ({
    ...{ average: 'trimmed', dropHigh: each, dropLow: each },
    trimFrom: Math.max(own.trimFrom, 2 * each + 1),
  });
  const tried: readonly (readonly [OtherAverage['average'], Partial<ScoringRule>])[] = [
    ['none', { average: 'mean' }],
    ['1/1', dropping(1)],
    ['2/2', dropping(2)],
    ['median', { average: 'median' }],
  ];
  return tried.map(([average, part]) => ({
    average,
    isOwn: average === ownAverage(own),
    changes: changesBetween(now, placesOf(tour, { ...own, ...part })),
  }));
}

function ownAverage({ average, dropHigh, dropLow }: ScoringRule): string {
  if (average !== 'trimmed') return average === 'mean' ? 'none' : average;
  return dropHigh + dropLow === 0 ? 'none' : `${dropHigh}/${dropLow}`;
}
