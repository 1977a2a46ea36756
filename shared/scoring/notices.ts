import { EDITION, editionOf, type ScoringRule } from '../tour/judging/scoring-rule.ts';
import { itemsOf } from '../tour/setup/items.ts';
import type { Tour } from '../tour/state.ts';
import { quorumOf } from './item-score.ts';
import { type Basis, basisOf, countedOf, itemScores, panelInstantOf } from './results.ts';

/** What the organiser should know of the rule, as it meets the tour now: nothing that a score rests on is silent. */
export type ScoringNotice =
  /** The panel is too small for the rule ever to drop anything: all marks count, or the closest two of three. */
  | { readonly kind: 'drops-none'; readonly drops: number; readonly from: number; readonly judges: number }
  /** These items have a score of fewer ballots than the rule trims. */
  | { readonly kind: 'untrimmed'; readonly from: number; readonly itemIds: readonly string[] }
  /** One more judge, and these items would be below their quorum and lose their score. */
  | { readonly kind: 'quorum-edge'; readonly itemIds: readonly string[] }
  /** All stops of these areas are of kinds that weigh 0: they lack an on-site score, and so nobody has a total. */
  | { readonly kind: 'weightless'; readonly areaIds: readonly string[] }
  /** The rule is counted as an older version of this program did; the newest would count something else. */
  | { readonly kind: 'older-edition'; readonly edition: number };

/** What there is to say now, the gravest first; nothing before the set-up. */
export function scoringNotices(tour: Tour): readonly ScoringNotice[] {
  const basis = basisOf(tour, Number.POSITIVE_INFINITY);
  if (basis === undefined) return [];
  const { rule } = basis;
  const areaIds = weightlessAreas(basis);
  const edge = onEdge(basis);
  return [
    ...(areaIds.length > 0 ? [{ kind: 'weightless', areaIds } as const] : []),
    ...(editionMatters(rule) ? [{ kind: 'older-edition', edition: editionOf(rule) } as const] : []),
    ...untrimmed(basis),
    ...(edge.length > 0 ? [{ kind: 'quorum-edge', itemIds: edge } as const] : []),
  ];
}

/** Whether the newest edition may count something else by this rule. */
const editionMatters = (rule: ScoringRule): boolean =>
  editionOf(rule) !== EDITION &&
  (rule.severity.mode === 'z-score' ||
    rule.onSite.by === 'kind' ||
    (rule.average === 'trimmed' && rule.smallPanel === 'closest-two') ||
    rule.tieBreaks.includes('digits'));

function weightlessAreas({ setup, rule }: Basis): readonly string[] {
  if (rule.onSite.by !== 'kind' || editionOf(rule) === 1) return [];
  const { weights } = rule.onSite;
  const isNothing = (kind: string) => Object.hasOwn(weights, kind) && Number(weights[kind]) === 0;
  return setup.areas.flatMap(({ id }) => {
    const stops = setup.stops.filter(({ areaId }) => areaId === id);
    return stops.length > 0 && stops.every(({ kindId }) => isNothing(kindId ?? '')) ? id : [];
  });
}

function untrimmed(basis: Basis): readonly ScoringNotice[] {
  const { rule, tour } = basis;
  const drops = rule.dropHigh + rule.dropLow;
  const judges = Object.keys(tour.judges).length;
  if (rule.average !== 'trimmed' || drops === 0 || judges === 0) return [];
  if (judges < rule.trimFrom) return [{ kind: 'drops-none', drops, from: rule.trimFrom, judges }];
  const itemIds = [...itemScores(basis)].flatMap(([id, { score, ballots }]) =>
    score !== null && ballots < rule.trimFrom ? id : [],
  );
  return itemIds.length > 0 ? [{ kind: 'untrimmed', from: rule.trimFrom, itemIds }] : [];
}

function onEdge(basis: Basis): readonly string[] {
  return [...itemsOf(basis.setup).values()].flatMap((item) => {
    if (panelInstantOf(basis, item.id) !== basis.beforeUnixMs) return [];
    const { ballots, expected } = countedOf(basis, item);
    const has = ballots.length >= quorumOf(expected, basis.rule);
    return has && ballots.length < quorumOf(expected + 1, basis.rule) ? item.id : [];
  });
}
