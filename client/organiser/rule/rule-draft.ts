import { compare, sum } from '../../../shared/decimal.ts';
import {
  checkRule,
  type Edition,
  editionOf,
  type ScoringRule,
  type TieBreak,
} from '../../../shared/tour/judging/scoring-rule.ts';
import { decimalOf } from '../frame/figures.ts';

/** Every way to even out, in one list. */
export type SeverityChoice = 'none' | 'z-score' | 'group-kind' | 'group-day';

/** Figures of a rule, as typed. */
export interface DraftFigures {
  dropHigh: string;
  dropLow: string;
  trimFrom: string;
  itemDigits: string;
  areaDigits: string;
  totalDigits: string;
  quorumPercent: string;
  onSite: string;
  roadShow: string;
  routine: string;
}

/** A rule as it is being edited. */
export interface RuleDraft {
  average: ScoringRule['average'];
  smallPanel: ScoringRule['smallPanel'];
  countBy: ScoringRule['countBy'];
  rounding: ScoringRule['rounding'];
  quorumPanel: 'now' | 'locked';
  recuseOwnArea: boolean;
  severity: SeverityChoice;
  onSiteBy: 'stop' | 'kind';
  kindWeights: Record<string, string>;
  roundParts: boolean;
  tieBreaks: TieBreak[];
  withdrawn: 'out' | 'ranked';
  /** How it is counted: an older rule keeps its way until somebody chooses the newest. */
  edition: Edition;
  figures: DraftFigures;
}

/** A draft that says what the rule says. */
export function draftOf(rule: ScoringRule): RuleDraft {
  const { average, smallPanel, countBy, rounding, recuseOwnArea, roundParts } = rule;
  return {
    ...{ average, smallPanel, countBy, rounding, recuseOwnArea, roundParts },
    severity: rule.severity.mode === 'group' ? `group-${rule.severity.by}` : rule.severity.mode,
    onSiteBy: rule.onSite.by,
    kindWeights: rule.onSite.by === 'kind' ? { ...rule.onSite.weights } : {},
    tieBreaks: [...rule.tieBreaks],
    quorumPanel: rule.quorumPanel ?? 'now',
    withdrawn: rule.withdrawn ?? 'out',
    edition: editionOf(rule),
    figures: {
      dropHigh: String(rule.dropHigh),
      dropLow: String(rule.dropLow),
      trimFrom: String(rule.trimFrom),
      itemDigits: String(rule.itemDigits),
      areaDigits: String(rule.areaDigits),
      totalDigits: String(rule.totalDigits),
      quorumPercent: String(rule.quorumPercent),
      onSite: rule.weights.onSite,
      roadShow: rule.weights.roadShow,
      routine: rule.weights.routine,
    },
  };
}

/** Least and most of the whole numbers; weights are decimals up to 100. */
const BOUNDS: Readonly<Partial<Record<keyof DraftFigures, readonly [number, number]>>> = {
  dropHigh: [0, 50],
  dropLow: [0, 50],
  trimFrom: [1, 500],
  itemDigits: [0, 6],
  areaDigits: [0, 6],
  totalDigits: [0, 6],
  quorumPercent: [0, 100],
};

/** Whether a typed figure can stand in a rule. */
export function isFigure(name: keyof DraftFigures, text: string): boolean {
  const value = decimalOf(text);
  if (value === undefined || value.startsWith('-')) return false;
  const bounds = BOUNDS[name];
  if (bounds === undefined) return compare(value, '100') <= 0;
  return /^\d+$/.test(value) && Number(value) >= bounds[0] && Number(value) <= bounds[1];
}

/** Why a draft is no rule. `sum`: what the weights sum to. */
export type RuleFault =
  | { readonly kind: 'number' | 'noOnSite' | 'dropsAll' | 'severityByCriterion' }
  | { readonly kind: 'weights'; readonly sum: string };

/** The rule that a draft makes for a panel of that size, or why it makes none. */
export function ruleOf(
  draft: RuleDraft,
  panelSize: number,
): { readonly rule: ScoringRule } | { readonly fault: RuleFault } {
  const { figures } = draft;
  const names = Object.keys(figures) as (keyof DraftFigures)[];
  const kinds = Object.entries(draft.kindWeights).filter(([, weight]) => weight.trim() !== '');
  const kindsRead = kinds.map(([kind, weight]) => [kind, decimalOf(weight) ?? '-'] as const);
  if (names.some((name) => !isFigure(name, figures[name]))) return { fault: { kind: 'number' } };
  if (draft.onSiteBy === 'kind' && kindsRead.some(([, weight]) => weight.startsWith('-')))
    return { fault: { kind: 'number' } };
  const whole = (name: keyof DraftFigures) => Number(decimalOf(figures[name]));
  const decimal = (name: keyof DraftFigures) => decimalOf(figures[name]) ?? '0';
  const { average, smallPanel, countBy, rounding, recuseOwnArea, roundParts, severity } = draft;
  const rule: ScoringRule = {
    ...{ average, smallPanel, countBy, rounding, recuseOwnArea, roundParts },
    ...{ dropHigh: whole('dropHigh'), dropLow: whole('dropLow'), trimFrom: whole('trimFrom') },
    ...{
      itemDigits: whole('itemDigits'),
      areaDigits: whole('areaDigits'),
      totalDigits: whole('totalDigits'),
    },
    quorumPercent: whole('quorumPercent'),
    ...(draft.quorumPanel === 'locked' && { quorumPanel: draft.quorumPanel }),
    ...(draft.withdrawn === 'ranked' && { withdrawn: draft.withdrawn }),
    edition: draft.edition,
    severity:
      severity === 'group-kind'
        ? { mode: 'group', by: 'kind' }
        : severity === 'group-day'
          ? { mode: 'group', by: 'day' }
          : { mode: severity },
    onSite:
      draft.onSiteBy === 'stop' ? { by: 'stop' } : { by: 'kind', weights: Object.fromEntries(kindsRead) },
    weights: { onSite: decimal('onSite'), roadShow: decimal('roadShow'), routine: decimal('routine') },
    tieBreaks: [...draft.tieBreaks],
  };
  const refusal = checkRule(rule, panelSize);
  switch (refusal?.code) {
    case undefined:
      return { rule };
    case 'rule.weights':
      return { fault: { kind: 'weights', sum: weightSum(figures) ?? '' } };
    case 'rule.no-on-site':
      return { fault: { kind: 'noOnSite' } };
    case 'rule.severity-by-criterion':
      return { fault: { kind: 'severityByCriterion' } };
    default:
      return { fault: { kind: 'dropsAll' } };
  }
}

/** What the typed weights sum to, as far as they are figures. */
export function weightSum({ onSite, roadShow, routine }: DraftFigures): string | undefined {
  const weights = [onSite, roadShow, routine].map((text) => decimalOf(text));
  return weights.every((one) => one !== undefined && !one.startsWith('-'))
    ? sum(weights.flatMap((one) => one ?? []))
    : undefined;
}
