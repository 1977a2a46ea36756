import type { Abstention } from '../tour/ballots.ts';
import { castBefore } from '../tour/ballots.ts';
import { type Item, itemsOf } from '../tour/items.ts';
import { type Panel, panelSizeBefore } from '../tour/judges.ts';
import type { Setup } from '../tour/setup.ts';
import type { Tour } from '../tour/state.ts';
import {
  ballotsBefore,
  type CountedBallot,
  type Expected,
  type ItemScore,
  itemScore,
  scoreOf,
} from './item-score.ts';
import { ruleBefore, type ScoringRule } from './rule.ts';
import { evenedGroups, evenedOut } from './severity.ts';

/** What results are made of: the tour as it was just before an instant, and a rule. */
export interface Basis {
  readonly tour: Tour;
  readonly setup: Setup;
  readonly rule: ScoringRule;
  /** Exclusive, ms; Infinity: everything. */
  readonly beforeUnixMs: number;
}

/** The basis of a tour's results before an instant, by the rule that held then. Undefined before the set-up. */
export const basisOf = (tour: Tour, beforeUnixMs: number, rule?: ScoringRule): Basis | undefined =>
  tour.setup === null
    ? undefined
    : { tour, setup: tour.setup, rule: rule ?? ruleBefore(tour, beforeUnixMs), beforeUnixMs };

/** Panels counted before: every item asks for the same. Only saves time; says the same without. */
const sizes = new WeakMap<Panel, { readonly beforeUnixMs: number; readonly size: number }>();

function panelSizeOf({ tour: { panel }, beforeUnixMs }: Basis): number {
  const known = sizes.get(panel);
  if (known?.beforeUnixMs === beforeUnixMs) return known.size;
  const size = panelSizeBefore(panel, beforeUnixMs);
  sizes.set(panel, { beforeUnixMs, size });
  return size;
}

/** Judges by their own area, as counted before. */
const byArea = new WeakMap<Tour['judges'], ReadonlyMap<string, readonly string[]>>();

function judgesOfArea({ judges }: Tour, areaId: string): readonly string[] {
  const known = byArea.get(judges);
  if (known !== undefined) return known.get(areaId) ?? [];
  const found = new Map<string, string[]>();
  for (const { id, areaId: own } of Object.values(judges))
    if (own !== undefined) found.set(own, [...(found.get(own) ?? []), id]);
  byArea.set(judges, found);
  return found.get(areaId) ?? [];
}

/** Which judges are to score the item. */
export const expectedOf = (basis: Basis, item: Item): Expected => ({
  panelSize: panelSizeOf(basis),
  recused: basis.rule.recuseOwnArea ? judgesOfArea(basis.tour, item.areaId) : [],
});

const rubricOf = (setup: Setup, item: Item) => setup.rubrics.find((one) => one.id === item.rubricId);

/** The counted ballots of an item as cast, not evened out; and how many ballots were expected. */
export function countedOf(
  basis: Basis,
  item: Item,
): { readonly ballots: readonly CountedBallot[]; readonly expected: number } {
  const rubric = rubricOf(basis.setup, item);
  const ballots = basis.tour.ballots[item.id] ?? {};
  return rubric === undefined
    ? { ballots: [], expected: 0 }
    : ballotsBefore(rubric, ballots, expectedOf(basis, item), basis.beforeUnixMs);
}

/** Judges who said before the instant that they give no marks. */
export const abstainersOf = (
  { tour, beforeUnixMs }: Basis,
  itemId: string,
): readonly { readonly judgeId: string; readonly why: Abstention }[] =>
  Object.entries(tour.ballots[itemId] ?? {}).flatMap(([judgeId, ballot]) => {
    const why = castBefore(ballot, beforeUnixMs)?.abstains;
    return why === undefined ? [] : [{ judgeId, why }];
  });

/** Counted ballots of all items as cast. */
export const castBallots = (basis: Basis): ReadonlyMap<string, readonly CountedBallot[]> =>
  new Map([...itemsOf(basis.setup).values()].map((item) => [item.id, countedOf(basis, item).ballots]));

/** Counted ballots of all items, evened out where the rule does that. */
export function evenBallots(basis: Basis): ReadonlyMap<string, readonly CountedBallot[]> {
  const all = castBallots(basis);
  return basis.rule.severity.mode === 'z-score' ? evenedOut(all) : all;
}

/** The group that an item is evened out in. */
export const groupOf = (item: Item, by: 'kind' | 'day'): string =>
  by === 'day' ? `day ${item.day}` : item.kind === 'talk' ? 'talk' : (item.kindId ?? '');

/** Every item's score, for items that have a ballot. */
export function itemScores(basis: Basis): ReadonlyMap<string, ItemScore> {
  const { tour, setup, rule, beforeUnixMs } = basis;
  const scores = new Map<string, ItemScore>();
  const even = rule.severity.mode === 'z-score' ? evenBallots(basis) : undefined;
  for (const item of itemsOf(setup).values()) {
    const rubric = rubricOf(setup, item);
    const ballots = tour.ballots[item.id];
    if (rubric === undefined || ballots === undefined) continue;
    const evened = even?.get(item.id);
    let score = itemScore(rubric, ballots, expectedOf(basis, item), rule, beforeUnixMs);
    if (evened !== undefined && score.score !== null)
      score = { ...score, score: scoreOf(rubric, evened, rule) };
    if (score.ballots > 0) scores.set(item.id, score);
  }
  return groupsEvened(basis, scores);
}

/** Items' scores with groups evened out, where the rule does that. */
export function groupsEvened(
  { setup, rule }: Basis,
  scores: ReadonlyMap<string, ItemScore>,
): ReadonlyMap<string, ItemScore> {
  if (rule.severity.mode !== 'group') return scores;
  const { by } = rule.severity;
  const items = itemsOf(setup);
  const raw = new Map<string, { readonly score: string; readonly group: string }>();
  for (const [itemId, { score }] of scores) {
    const item = items.get(itemId);
    // Talks are a part of their own, with marks of their own kind: stops are evened out among stops.
    if (item?.kind === 'stop' && score !== null) raw.set(itemId, { score, group: groupOf(item, by) });
  }
  const evened = evenedGroups(raw, rule.itemDigits, rule.rounding);
  return new Map([...scores].map(([id, one]) => [id, { ...one, score: evened.get(id) ?? one.score }]));
}
