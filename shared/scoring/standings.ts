import { panelSizeBefore } from '../tour/judges.ts';
import type { Setup } from '../tour/setup.ts';
import type { Tour } from '../tour/state.ts';
import { compare, mean } from './decimal.ts';
import { PLAIN_RULE, type ScoringRule } from './rule.ts';
import { type StopScore, stopScore } from './stop-score.ts';

/** An area's line in the standings. */
export interface StandingsRow {
  readonly areaId: string;
  /** 1 for the best; equal scores share a rank and the next one is passed over; null without a score. */
  readonly rank: number | null;
  readonly score: string | null;
  /** Places won (positive) or lost since the day began; null where there was no rank then. */
  readonly change: number | null;
  readonly scoredStops: number;
  readonly stops: number;
}

/** Every area in order of rank, and what each stop contributed. */
export interface Standings {
  readonly rows: readonly StandingsRow[];
  readonly stops: Readonly<Record<string, StopScore>>;
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

interface Ranked {
  readonly stops: Readonly<Record<string, StopScore>>;
  readonly rows: readonly Omit<StandingsRow, 'change'>[];
}

function rank(tour: Tour, setup: Setup, rule: ScoringRule, beforeUnixMs: number): Ranked {
  const panelSize = panelSizeBefore(tour.panel, beforeUnixMs);
  const stops: Record<string, StopScore> = {};
  for (const stop of setup.stops) {
    const ballots = tour.ballots[stop.id];
    const rubric = setup.rubrics.find((one) => one.id === stop.rubricId);
    if (ballots === undefined || rubric === undefined) continue;
    const score = stopScore(rubric, ballots, panelSize, rule, beforeUnixMs);
    if (score.ballots > 0) stops[stop.id] = score;
  }
  const rows = setup.areas.map((area) => {
    const own = setup.stops.filter((stop) => stop.areaId === area.id);
    const scores = own.flatMap((stop) => stops[stop.id]?.score ?? []);
    const score = scores.length === 0 ? null : mean(scores, rule.areaDigits, rule.rounding);
    return { areaId: area.id, score, scoredStops: scores.length, stops: own.length };
  });
  // Areas without a score keep the order of the set-up, behind all others.
  rows.sort((a, b) =>
    a.score === null || b.score === null
      ? Number(a.score === null) - Number(b.score === null)
      : compare(b.score, a.score),
  );
  return {
    stops,
    rows: rows.map((row) => {
      const { score } = row;
      return {
        ...row,
        rank:
          score === null
            ? null
            : 1 + rows.filter((other) => other.score !== null && compare(other.score, score) > 0).length,
      };
    }),
  };
}

/**
 * The standings from the ballots cast before an instant (exclusive; Infinity for all). `sinceUnixMs`
 * is the instant that changes of rank are counted from.
 */
export function standingsBefore(
  tour: Tour,
  beforeUnixMs: number,
  sinceUnixMs: number | undefined,
  rule: ScoringRule = PLAIN_RULE,
): Standings {
  if (tour.setup === null) return { rows: [], stops: {} };
  const now = rank(tour, tour.setup, rule, beforeUnixMs);
  const then =
    sinceUnixMs === undefined ? [] : rank(tour, tour.setup, rule, Math.min(sinceUnixMs, beforeUnixMs)).rows;
  const rows = now.rows.map((row) => {
    const rankThen = then.find((old) => old.areaId === row.areaId)?.rank ?? null;
    return { ...row, change: row.rank === null || rankThen === null ? null : rankThen - row.rank };
  });
  return { rows, stops: now.stops };
}

/** When the latest day began before the instant: what changes of rank are counted from. */
function dayBegan(tour: Tour, beforeUnixMs: number): number | undefined {
  const begun = Object.values(tour.days)
    .map((day) => day.begunAt)
    .filter((at) => at < beforeUnixMs);
  return begun.length === 0 ? undefined : Math.max(...begun);
}

/** The standings with nothing held back: for the organiser only. */
export const fullStandings = (tour: Tour): Standings =>
  standingsBefore(tour, Number.POSITIVE_INFINITY, dayBegan(tour, Number.POSITIVE_INFINITY));

/** The standings under the tour's visibility: for everybody but the organiser. */
export function publicStandings(tour: Tour): ShownStandings {
  const { visibility } = tour;
  switch (visibility.mode) {
    case 'live':
      return { mode: 'live', ...fullStandings(tour) };
    case 'hidden':
      return visibility;
    case 'frozen':
      return {
        ...visibility,
        ...standingsBefore(tour, visibility.fromUnixMs, dayBegan(tour, visibility.fromUnixMs)),
      };
  }
}
