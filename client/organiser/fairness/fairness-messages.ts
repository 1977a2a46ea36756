import type { AreaStability, OtherAverage, WithoutJudge } from '../../../shared/scoring/fairness/index.ts';
import type { Scored } from '../../../shared/scoring/scored.ts';

/** What the page asks. */
export interface FairnessAsk {
  /** What scores rest on: the part of a tour that the worker is given. */
  readonly part: Scored;
  readonly panels: number;
  readonly seed: number;
}

/** What the worker says, as it gets on. */
export interface FairnessSays {
  readonly panels: number;
  readonly incomparable: number;
  readonly stability: readonly AreaStability[];
  /** Come first, once. */
  readonly changes?: {
    readonly without: readonly WithoutJudge[];
    readonly averages: readonly OtherAverage[];
  };
}

/** How many panels are drawn. */
export const PANELS = 2000;
