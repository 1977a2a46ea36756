import { type Static, Type } from 'typebox';
import { type EventOf, exactly, Id, plainText, SignedDecimal } from '../../schema.ts';
import { Prize } from '../setup/setup.ts';
import type { Tour } from '../state.ts';
import { ScoringRule } from './scoring-rule.ts';

const score = Type.Union([SignedDecimal, Type.Null()]);

/** An area's place in a final result. `prizeId` is missing where its place gets no prize. */
export const FinalRow = exactly({
  areaId: Id,
  rank: Type.Integer({ minimum: 1, maximum: 500 }),
  score: SignedDecimal,
  parts: exactly({ onSite: score, roadShow: score, routine: score, points: SignedDecimal }),
  prizeId: Type.Optional(Id),
});
export type FinalRow = Static<typeof FinalRow>;

/**
 * A result that is made final: the places with all that they rest on beside the ballots. The line that holds it in the
 * log is hashed together with the hash of the line before, which stands for every ballot: rule, ballots, prizes and
 * places are under one hash.
 */
export const FinalResult = exactly({
  /** Best first; true ties share a rank. */
  rows: Type.Array(FinalRow, { minItems: 1, maxItems: 200 }),
  rule: ScoringRule,
  prizes: Type.Array(Prize, { maxItems: 50 }),
});
export type FinalResult = Static<typeof FinalResult>;

/** Makes the result final: from now on nothing changes it but a reopening. */
export const FinaliseResult = exactly({
  type: Type.Literal('finaliseResult'),
  /** Why now, such as what was checked; must be there once there are ballots. */
  reason: Type.Optional(plainText(400, 1)),
});
export type FinaliseResult = Static<typeof FinaliseResult>;

/** Opens a final result again; a ceremony that runs is stopped, and both are told with the reason. */
export const ReopenResult = exactly({ type: Type.Literal('reopenResult'), reason: plainText(400, 1) });
export type ReopenResult = Static<typeof ReopenResult>;

/** What the log keeps of final results. */
export const RESULT_EVENTS = {
  'result.finalised': exactly({
    type: Type.Literal('result.finalised'),
    result: FinalResult,
    reason: Type.Optional(plainText(400, 1)),
  }),
  'result.reopened': exactly({ type: Type.Literal('result.reopened'), reason: plainText(400, 1) }),
} as const;
export type ResultEvent = EventOf<typeof RESULT_EVENTS>;

/** A final result and since when (ms) it is one. */
export interface Final extends FinalResult {
  readonly at: number;
}

/** That a final result was opened again at an instant (ms), and why. */
export interface Reopening {
  readonly at: number;
  readonly reason: string;
}

/** Folds a result's event. */
export function evolveResult(tour: Tour, event: ResultEvent, at: number): Tour {
  switch (event.type) {
    case 'result.finalised':
      return { ...tour, final: { ...event.result, at } };
    case 'result.reopened':
      return { ...tour, final: null, reopenings: [...tour.reopenings, { at, reason: event.reason }] };
  }
}
