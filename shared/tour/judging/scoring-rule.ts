import { type Static, Type } from 'typebox';
import { sameJson } from '../../canonical.ts';
import { compare, isPositive, sum } from '../../decimal.ts';
import { Decimal, exactly, Id } from '../../schema.ts';
import { valueBefore } from '../dated.ts';
import { type Refusal, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';

const digits = Type.Integer({ minimum: 0, maximum: 6 });
const dropped = Type.Integer({ minimum: 0, maximum: 50 });

/** Where a tie is decided: by the digits that rounding cut off, or by a part of the total. */
const TieBreak = Type.Enum(['digits', 'on-site', 'road-show', 'routine', 'best-stop']);
export type TieBreak = Static<typeof TieBreak>;

/**
 * How scores come about. Data, kept with the tour, so that every result carries the rule that it was made by.
 * Ballots make an item's score, items an area's on-site and road-show scores, these and routine work its total.
 */
export const ScoringRule = exactly({
  average: Type.Enum(['trimmed', 'mean', 'median']),
  /** Trimmed: how many of the highest and lowest do not count, from `trimFrom` marks on. */
  dropHigh: dropped,
  dropLow: dropped,
  trimFrom: Type.Integer({ minimum: 1, maximum: 500 }),
  /** Fewer than `trimFrom`: all count; or, of three, the closest two, of two pairs as close the higher (RopeScore). */
  smallPanel: Type.Enum(['all', 'closest-two']),
  /** Averages ballots' totals; or each criterion, rounds, weights, rounds again and adds up (ISU). */
  countBy: Type.Enum(['ballot', 'criterion']),
  itemDigits: digits,
  areaDigits: digits,
  totalDigits: digits,
  rounding: Type.Enum(['half-up', 'half-even']),
  /** Share of the panel in percent that must have scored an item before its score counts. */
  quorumPercent: Type.Integer({ minimum: 0, maximum: 100 }),
  /**
   * Whose quorum: of the panel as it is (`now`, also where nothing is said); or, for an item that is locked, of the
   * panel as it was then (`locked`), so that a judge who comes later takes no score away.
   */
  quorumPanel: Type.Optional(Type.Enum(['now', 'locked'])),
  /** A judge does not score the own area. */
  recuseOwnArea: Type.Boolean(),
  /**
   * Evens out strict and mild judges (z-score of each judge, within items of one rubric), or groups of items (二次平均).
   * Judges are evened out by their totals: not together with `countBy: 'criterion'`.
   */
  severity: Type.Union([
    exactly({ mode: Type.Literal('none') }),
    exactly({ mode: Type.Literal('z-score') }),
    exactly({ mode: Type.Literal('group'), by: Type.Enum(['kind', 'day']) }),
  ]),
  /** An area's on-site score: the mean of its stops; or of its kinds of stop, each with a weight (1 if not named). */
  onSite: Type.Union([
    exactly({ by: Type.Literal('stop') }),
    exactly({
      by: Type.Literal('kind'),
      weights: Type.Record(Id, Decimal, { maxProperties: 100, additionalProperties: false }),
    }),
  ]),
  /** Parts of the total in percent; 100 together. */
  weights: exactly({ onSite: Decimal, roadShow: Decimal, routine: Decimal }),
  /** Rounds each weighted part before adding up, or only the total. */
  roundParts: Type.Boolean(),
  /** What decides between equal totals, in order; what is still equal then shares a rank. */
  tieBreaks: Type.Array(TieBreak, { maxItems: 5, uniqueItems: true }),
  /**
   * What counts of an area that withdraws: nothing, it stands behind the others without a place (`out`, also where
   * nothing is said); or what it has, in its place (`ranked`).
   */
  withdrawn: Type.Optional(Type.Enum(['out', 'ranked'])),
  /** How this program counted when the rule was set; the newest where nothing is said. See {@link Edition}. */
  edition: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(2)])),
});
export type ScoringRule = Static<typeof ScoringRule>;

/**
 * What a rule says is counted in one way for ever: where the way itself was mended, it got a new edition, and a rule
 * that was set before stays in its own, or a result that was told would change with the program.
 *
 * 1, the first release: kinds' means cut after 12 digits before they are weighted; an area whose stops are all of
 * kinds that weigh 0 has a total without them; of three marks that lie equally far apart all count; judges are evened
 * out over all rubrics together, whatever their scales, and not at all where criteria are averaged.
 *
 * 2: kinds in one fraction, rounded once; such an area lacks its on-site score; the higher two count; judges are
 * evened out within each rubric.
 */
export type Edition = 1 | 2;

/** The newest edition: new rules are counted by it. */
export const EDITION = 2;

/** The edition that a rule is counted by. */
export const editionOf = ({ edition }: Pick<ScoringRule, 'edition'>): Edition => edition ?? EDITION;

/** Whether two rules say the same and are counted in the same way. */
export const sameRule = (a: ScoringRule, b: ScoringRule): boolean => sameJson(spelledOut(a), spelledOut(b));

const spelledOut = (rule: ScoringRule): ScoringRule => ({
  ...rule,
  quorumPanel: rule.quorumPanel ?? 'now',
  withdrawn: rule.withdrawn ?? 'out',
  edition: editionOf(rule),
});

/** The plain rule: one highest and one lowest dropped from four ballots on, two digits, half up, half of the panel. */
export const PLAIN_RULE: ScoringRule = {
  average: 'trimmed',
  dropHigh: 1,
  dropLow: 1,
  trimFrom: 4,
  smallPanel: 'all',
  countBy: 'ballot',
  itemDigits: 2,
  areaDigits: 2,
  totalDigits: 2,
  rounding: 'half-up',
  quorumPercent: 50,
  recuseOwnArea: false,
  severity: { mode: 'none' },
  onSite: { by: 'stop' },
  weights: { onSite: '100', roadShow: '0', routine: '0' },
  roundParts: false,
  tieBreaks: [],
};

/** A panel of so many or fewer is scored by the rule for small panels, whatever larger ones drop. */
const SMALL_PANEL = 3;

/** Why a rule cannot be used for a panel of that size (0: not known yet), or undefined. */
export function checkRule(rule: ScoringRule, panelSize: number): Refusal | undefined {
  const { onSite, roadShow, routine } = rule.weights;
  const total = sum([onSite, roadShow, routine]);
  if (compare(total, '100') !== 0) return refuse('rule.weights', { sum: total });
  if (!isPositive(onSite)) return refuse('rule.no-on-site');
  if (editionOf(rule) > 1 && rule.severity.mode === 'z-score' && rule.countBy === 'criterion')
    return refuse('rule.severity-by-criterion');
  if (rule.average !== 'trimmed') return undefined;
  const drops = rule.dropHigh + rule.dropLow;
  if (drops >= rule.trimFrom) return refuse('rule.drops-all', { drops, ballots: rule.trimFrom });
  if (panelSize > SMALL_PANEL && drops >= panelSize)
    return refuse('rule.drops-all', { drops, ballots: panelSize });
  return undefined;
}

/** The rule that held just before an instant (ms; Infinity: that holds now). */
export const ruleBefore = (tour: Pick<Tour, 'rules'>, instantUnixMs: number): ScoringRule =>
  valueBefore(tour.rules, instantUnixMs) ?? PLAIN_RULE;
