import type { ScoringRule, TieBreak } from '../tour/judging/scoring-rule.ts';
import { itemsOf } from '../tour/setup/items.ts';
import { type AreaResult, areaResults } from './area-result.ts';
import type { ItemScore } from './item-score.ts';
import { type RankedArea, type RankedBy, ranked, rankedBy } from './ranking.ts';
import { type Basis, basisOf, itemScores } from './results.ts';
import type { Scored, Shown } from './scored.ts';

/** An area's line in the standings. */
export interface StandingsRow {
  readonly areaId: string;
  /** 1 for the best; true ties share a rank and the next one is passed over; null without a score. */
  readonly rank: number | null;
  readonly score: string | null;
  /** Places won (positive) or lost since the day began; null where there was no rank then. */
  readonly change: number | null;
  readonly scoredStops: number;
  readonly stops: number;
  /** The parts of a total, once totals count. */
  readonly parts?: Pick<AreaResult, 'onSite' | 'roadShow' | 'routine' | 'points'>;
  /** What decided between this area and the one before, where their scores are equal. */
  readonly tieBreak?: TieBreak;
  /** It has no score, whatever is scored: all its scored stops are of kinds that weigh 0. */
  readonly weightless?: true;
  /** It has withdrawn: without a place, behind all others; or with what it has, where the rule says so. */
  readonly withdrawn?: true;
}

/** Every area in order of rank, and what each stop contributed. */
export interface Standings {
  /** On-site scores so far, until every part of every area is there. */
  readonly by: RankedBy;
  readonly rows: readonly StandingsRow[];
  readonly stops: Readonly<Record<string, ItemScore>>;
}

/** The organiser's standings: with all parts before they count, and the road-show's talks. */
export interface FullStandings extends Standings {
  readonly areas: readonly AreaResult[];
  readonly talks: Readonly<Record<string, ItemScore>>;
}

/** The standings as an audience sees them; what is hidden says so. */
export type ShownStandings =
  | ({ readonly mode: 'live' } & Standings)
  | ({
      readonly mode: 'frozen';
      readonly fromUnixMs: number;
      readonly reason?: { readonly zh: string; readonly en?: string };
    } & Standings)
  | { readonly mode: 'hidden'; readonly reason?: { readonly zh: string; readonly en?: string } };

interface Outcome {
  readonly by: RankedBy;
  readonly areas: readonly AreaResult[];
  readonly ranked: readonly RankedArea[];
  readonly scores: ReadonlyMap<string, ItemScore>;
}

/** Scores, parts, totals and ranks of everything. */
export function outcomeOf(basis: Basis): Outcome {
  const scores = itemScores(basis);
  const areas = areaResults(basis, scores);
  return { by: rankedBy(areas), areas, ranked: ranked(basis, areas, scores), scores };
}

/**
 * The standings from what was known before an instant (exclusive; Infinity for all). `sinceUnixMs` is the instant
 * that changes of rank are counted from. `rule`: to try another than the tour's own.
 */
export function standingsBefore(
  tour: Scored,
  beforeUnixMs: number,
  sinceUnixMs: number | undefined,
  rule?: ScoringRule,
): FullStandings {
  const basis = basisOf(tour, beforeUnixMs, rule);
  if (basis === undefined) return { by: 'on-site', rows: [], stops: {}, areas: [], talks: {} };
  const now = outcomeOf(basis);
  const earlier =
    sinceUnixMs === undefined ? undefined : basisOf(tour, Math.min(sinceUnixMs, beforeUnixMs), rule);
  const then = earlier === undefined ? [] : outcomeOf(earlier).ranked;
  const rows = now.ranked.map(({ result, rank, score, tieBreak }): StandingsRow => {
    const { areaId, onSite, roadShow, routine, points, scoredStops, stops } = result;
    const rankThen = then.find((old) => old.result.areaId === areaId)?.rank ?? null;
    return {
      ...{ areaId, rank, score, scoredStops, stops },
      change: rank === null || rankThen === null ? null : rankThen - rank,
      ...(now.by === 'total' && { parts: { onSite, roadShow, routine, points } }),
      ...(tieBreak && { tieBreak }),
      ...(result.weightless && { weightless: result.weightless }),
      ...(result.withdrawn && { withdrawn: result.withdrawn }),
    };
  });
  const isBehind = ({ withdrawn, rank }: StandingsRow) => withdrawn === true && rank === null;
  const items = itemsOf(basis.setup);
  const ofKind = (kind: 'stop' | 'talk') =>
    Object.fromEntries([...now.scores].filter(([itemId]) => items.get(itemId)?.kind === kind));
  return {
    by: now.by,
    rows: [...rows.filter((row) => !isBehind(row)), ...rows.filter(isBehind), ...outOf(basis)],
    stops: ofKind('stop'),
    areas: now.areas,
    talks: ofKind('talk'),
  };
}

/** Rows of areas that withdrew, where the rule leaves them out. */
const outOf = ({ withdrawn, setup }: Basis): readonly StandingsRow[] =>
  withdrawn
    .filter((areaId) => !setup.areas.some(({ id }) => id === areaId))
    .map((areaId) => ({
      ...{ areaId, rank: null, score: null, change: null, scoredStops: 0, stops: 0 },
      withdrawn: true as const,
    }));

/** When the latest day began before the instant: what changes of rank are counted from. */
function dayBegan(tour: Pick<Shown, 'days'>, beforeUnixMs: number): number | undefined {
  const begun = Object.values(tour.days)
    .map((day) => day.begunAt)
    .filter((at) => at < beforeUnixMs);
  return begun.length === 0 ? undefined : Math.max(...begun);
}

/**
 * The standings with nothing held back: for the organiser only. A final result has no movement: it is no moment of a
 * day, and arrows would tell of ranks that were never public.
 */
export const fullStandings = (tour: Omit<Shown, 'visibility'>): FullStandings =>
  standingsBefore(
    tour,
    Number.POSITIVE_INFINITY,
    tour.final === null ? dayBegan(tour, Number.POSITIVE_INFINITY) : undefined,
  );

const withoutSecrets = ({ by, rows, stops }: Standings): Standings => ({ by, rows, stops });

/** The standings under the tour's visibility: for everybody but the organiser. */
export function publicStandings(tour: Shown): ShownStandings {
  const { visibility } = tour;
  switch (visibility.mode) {
    case 'live':
      return { mode: 'live', ...withoutSecrets(fullStandings(tour)) };
    case 'hidden':
      return visibility;
    case 'frozen': {
      const { fromUnixMs } = visibility;
      const before = standingsBefore(tour, fromUnixMs, dayBegan(tour, fromUnixMs));
      return { ...visibility, ...withoutSecrets(before) };
    }
  }
}
