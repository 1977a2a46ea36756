import type { Setup } from '../tour/setup.ts';
import { emptyTour, type Tour } from '../tour/state.ts';
import { ruleBefore, type ScoringRule } from './rule.ts';
import type { Scored } from './scored.ts';
import { type FullStandings, fullStandings, standingsBefore } from './standings.ts';

/** The present result rests on the present set-up, and on the one rule that stands beside. */
type NotInFile = 'formerContests' | 'rules';

/** What a result rests on, and the result: enough to count it again elsewhere, and nothing else of the tour. */
export interface ResultFile {
  readonly format: 'lalian-result-1';
  readonly madeAtUnixMs: number;
  readonly rule: ScoringRule;
  readonly tour: Omit<Scored, 'setup' | NotInFile> & { readonly setup: Setup };
  readonly standings: FullStandings;
}

/** The tour's result with everything that it rests on; undefined before the set-up. Holds names and marks of judges. */
export function resultFile(tour: Tour, nowUnixMs: number): ResultFile | undefined {
  const { setup, judges, panel, ballots, routine, adjustments } = tour;
  if (setup === null) return undefined;
  const { rows, ...rest } = fullStandings(tour);
  return {
    format: 'lalian-result-1',
    madeAtUnixMs: nowUnixMs,
    rule: ruleBefore(tour, Number.POSITIVE_INFINITY),
    tour: {
      ...{ judges, panel, ballots, routine, adjustments },
      setup: {
        ...setup,
        areas: setup.areas.map(({ outline: _outline, ...area }) => area),
        days: setup.days.map(({ road: _road, ...day }) => day),
      },
    },
    // Places won and lost belong to the coverage, not to the result.
    standings: { ...rest, rows: rows.map((row) => ({ ...row, change: null })) },
  };
}

/** Counts a result again from the rule and the ballots in its file. */
export const recomputed = ({ tour, rule }: ResultFile): FullStandings =>
  standingsBefore({ ...emptyTour, ...tour }, Number.POSITIVE_INFINITY, undefined, rule);
