import type { Abstention } from '../tour/ballots.ts';
import { castBefore } from '../tour/ballots.ts';
import { type Contest, contestBefore } from '../tour/contest.ts';
import { type ContestItem, itemsOf } from '../tour/items.ts';
import { type PanelThen, panelBefore } from '../tour/judges.ts';
import {
  ballotsBefore,
  type CountedBallot,
  type Expected,
  type ItemScore,
  itemScore,
  scoreOf,
} from './item-score.ts';
import { ruleBefore, type ScoringRule } from './rule.ts';
import type { Scored } from './scored.ts';
import { evenedGroups, evenedOut } from './severity.ts';

/**
 * What results are made of: the tour as it was just before an instant, and a rule. What can be another later is here
 * as it was then (set-up, rule, panel), or is read by a function that asks for the instant (ballots, routine, points).
 */
export interface Basis {
  readonly tour: Omit<Scored, 'setup' | 'formerContests' | 'rules'>;
  readonly setup: Contest;
  readonly rule: ScoringRule;
  /** Exclusive, ms; Infinity: everything. */
  readonly beforeUnixMs: number;
}

/** The basis of a tour's results before an instant, by the rule that held then. Undefined before the set-up. */
export function basisOf(tour: Scored, beforeUnixMs: number, rule?: ScoringRule): Basis | undefined {
  const setup = contestBefore(tour, beforeUnixMs);
  return setup === null
    ? undefined
    : { tour, setup, rule: rule ?? ruleBefore(tour, beforeUnixMs), beforeUnixMs };
}

/** Panels looked at before: every item asks for the same. Only saves time; says the same without. */
const panels = new WeakMap<
  Scored['panel'],
  { readonly beforeUnixMs: number; readonly judges: Scored['judges']; readonly then: PanelThen }
>();

function panelOf({ tour, beforeUnixMs }: Basis): PanelThen {
  const { panel, judges } = tour;
  const ready = panels.get(panel);
  if (ready?.beforeUnixMs === beforeUnixMs && ready.judges === judges) return ready.then;
  const then = panelBefore(tour, beforeUnixMs);
  panels.set(panel, { beforeUnixMs, judges, then });
  return then;
}

/** Which judges are to score the item. */
export function expectedOf(basis: Basis, item: ContestItem): Expected {
  const { size, ofArea } = panelOf(basis);
  return { panelSize: size, recused: basis.rule.recuseOwnArea ? (ofArea.get(item.areaId) ?? []) : [] };
}

const rubricOf = (setup: Contest, item: ContestItem) => setup.rubrics.find((one) => one.id === item.rubricId);

/** The counted ballots of an item as cast, not evened out; and how many ballots were expected. */
export function countedOf(
  basis: Basis,
  item: ContestItem,
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
export const groupOf = (item: ContestItem, by: 'kind' | 'day'): string =>
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
