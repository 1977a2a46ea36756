import { type Static, Type } from 'typebox';
import { type EventOf, exactly, plainText } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';
import { checkRule, EDITION, ruleBefore, ScoringRule, sameRule } from './scoring-rule.ts';

/** Sets the rule that scores are made by. `basedOnVersion`: how many rules there were when it was edited. */
export const SetScoringRule = exactly({
  type: Type.Literal('setScoringRule'),
  rule: ScoringRule,
  basedOnVersion: Type.Integer({ minimum: 0 }),
  /** Why; must be there once there are ballots. */
  reason: Type.Optional(plainText(400, 1)),
});
export type SetScoringRule = Static<typeof SetScoringRule>;

/** What the log keeps of rules. */
export const RULE_EVENTS = {
  'rule.set': exactly({
    type: Type.Literal('rule.set'),
    rule: ScoringRule,
    reason: Type.Optional(plainText(400, 1)),
  }),
} as const;
export type RuleEvent = EventOf<typeof RULE_EVENTS>;

/**
 * Decides {@link SetScoringRule}: refuses an edit of an older rule, and one that cannot be used. The event says by which
 * edition the rule is counted, for good.
 */
export function decideSetScoringRule(
  tour: Tour,
  command: SetScoringRule,
  _context: Context,
): Decision<RuleEvent> {
  const { basedOnVersion, reason } = command;
  const rule: ScoringRule = { ...command.rule, edition: command.rule.edition ?? EDITION };
  if (basedOnVersion !== tour.rules.length)
    return refuse('rule.stale', { version: tour.rules.length, basedOn: basedOnVersion });
  const wrong = checkRule(rule, Object.keys(tour.judges).length);
  if (wrong) return wrong;
  if (sameRule(ruleBefore(tour, Number.POSITIVE_INFINITY), rule)) return happens();
  return happens({ type: 'rule.set', rule, ...(reason !== undefined && { reason }) });
}

/** Folds a new rule; the older ones stay, for results of earlier instants. A log that names no edition is of the first. */
export const evolveRules = (tour: Tour, { rule }: RuleEvent, at: number): Tour => ({
  ...tour,
  rules: [...tour.rules, { at, value: { ...rule, edition: rule.edition ?? 1 } }],
});
