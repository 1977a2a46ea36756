import type { Rounding } from './decimal.ts';

/** How scores come about. Data, so that a result can carry the rule that it was made by. */
export interface ScoringRule {
  /** How many of the highest and lowest ballots of a stop do not count, where the panel is large enough. */
  readonly dropHigh: number;
  readonly dropLow: number;
  /** Fewer ballots than this, and none is dropped. */
  readonly trimFrom: number;
  readonly stopDigits: number;
  readonly areaDigits: number;
  readonly rounding: Rounding;
  /** Share of the panel in percent that must have scored a stop before its score counts. */
  readonly quorumPercent: number;
}

/** The plain rule: one highest and one lowest dropped from four ballots on, two digits, half up, half of the panel. */
export const PLAIN_RULE: ScoringRule = {
  dropHigh: 1,
  dropLow: 1,
  trimFrom: 4,
  stopDigits: 2,
  areaDigits: 2,
  rounding: 'half-up',
  quorumPercent: 50,
};
