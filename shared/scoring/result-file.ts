import { editionOf, ruleBefore, type ScoringRule } from '../tour/judging/scoring-rule.ts';
import type { Setup } from '../tour/setup/setup.ts';
import { emptyTour, type Tour } from '../tour/state.ts';
import type { Scored } from './scored.ts';
import { type FullStandings, fullStandings, standingsBefore } from './standings.ts';

/** The present result rests on the present set-up, and on the one rule that stands beside. */
type NotInFile = 'formerContests' | 'rules';

/** What a file only has where the result rests on it. */
type Sometimes = 'locks' | 'cancellations' | 'withdrawals';

/** An event of the log, and the chain's hash there, which stands for everything before it. */
export interface LogEnd {
  readonly seq: number;
  /** Lower-case hex SHA-256; '' of an empty log. */
  readonly hash: string;
}

/** Where the log ended when a day had ended. */
export interface DayEnd extends LogEnd {
  readonly day: number;
}

/** What a result rests on, and the result: enough to count it again elsewhere, and nothing else of the tour. */
export interface ResultFile {
  readonly format: 'lalian-result-1';
  readonly madeAtUnixMs: number;
  /** Where the log ended: `npm run verify -- --seq SEQ --head HASH` tells whether it is still the same one. */
  readonly head?: LogEnd;
  /** The same for each day that has ended: the line of the event that ended it. */
  readonly dayEnds?: readonly DayEnd[];
  /** The same for a result that is final: the line of the event that made it so. */
  readonly finalised?: LogEnd;
  /** With its edition; a file without one was made by the first. */
  readonly rule: ScoringRule;
  readonly tour: Omit<Scored, 'setup' | Sometimes | NotInFile> &
    Partial<Pick<Scored, Sometimes>> & { readonly setup: Setup };
  readonly standings: FullStandings;
}

/** The tour's result with everything that it rests on; undefined before the set-up. Holds names and marks of judges. */
export function resultFile(
  tour: Tour,
  nowUnixMs: number,
  head?: LogEnd & Pick<ResultFile, 'dayEnds' | 'finalised'>,
): ResultFile | undefined {
  const { setup, judges, panel, ballots, routine, adjustments, locks, cancellations, withdrawals } = tour;
  if (setup === null) return undefined;
  const rule = ruleBefore(tour, Number.POSITIVE_INFINITY);
  const { rows, ...rest } = fullStandings(tour);
  return {
    format: 'lalian-result-1',
    madeAtUnixMs: nowUnixMs,
    ...(head !== undefined && { head: { seq: head.seq, hash: head.hash }, dayEnds: head.dayEnds ?? [] }),
    ...(head?.finalised !== undefined && { finalised: head.finalised }),
    rule: { ...rule, edition: editionOf(rule) },
    tour: {
      ...{ judges, panel, ballots, routine, adjustments },
      // Whoever reads it learns of an item's lock only where the score rests on it.
      ...(rule.quorumPanel === 'locked' && { locks }),
      ...(isAny(cancellations) && { cancellations }),
      ...(isAny(withdrawals) && { withdrawals }),
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

const isAny = (one: object): boolean => Object.keys(one).length > 0;

/** The rule of a file: one that names no edition was counted by the first. */
export const ruleOfFile = ({ rule }: Pick<ResultFile, 'rule'>): ScoringRule => ({
  ...rule,
  edition: rule.edition ?? 1,
});

/** Counts a result again from the rule and the ballots in its file, in the way that it was counted. */
export const recomputed = (file: ResultFile): FullStandings =>
  standingsBefore({ ...emptyTour, ...file.tour }, Number.POSITIVE_INFINITY, undefined, ruleOfFile(file));
