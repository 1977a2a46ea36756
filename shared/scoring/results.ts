import type { Abstention } from '../tour/judging/ballots.ts';
import { castBefore } from '../tour/judging/ballots.ts';
import { lockedSince } from '../tour/judging/locks.ts';
import { type PanelThen, panelBefore } from '../tour/judging/panel.ts';
import { editionOf, type ScoringRule } from '../tour/judging/scoring-rule.ts';
import type { Contest } from '../tour/setup/contest.ts';
import { type ContestItem, itemsOf } from '../tour/setup/items.ts';
import { countingBefore } from './counting.ts';
import {
  type BallotsOfItem,
  ballotsBefore,
  type CountedBallot,
  type Expected,
  evenedScore,
  type ItemScore,
  itemScore,
} from './item-score.ts';
import { judgesEvened } from './judges-evened.ts';
import type { Scored } from './scored.ts';
import { evenedGroups } from './severity.ts';

/**
 * What results are made of: the tour as it was just before an instant, and a rule. What can be another later is here
 * as it was then (set-up with what counted of it, rule, panel), or is read by a function that asks for the instant (ballots, routine, points).
 */
export interface Basis {
  readonly tour: Omit<Scored, 'setup' | 'formerContests' | 'rules' | 'cancellations' | 'withdrawals'>;
  readonly setup: Contest;
  readonly rule: ScoringRule;
  /** Areas that had withdrawn, in the order of the set-up; the set-up holds them where the rule ranks them. */
  readonly withdrawn: readonly string[];
  /** Exclusive, ms; Infinity: everything. */
  readonly beforeUnixMs: number;
}

/** The basis of a tour's results before an instant, by the rule that held then. Undefined before the set-up. */
export function basisOf(tour: Scored, beforeUnixMs: number, rule?: ScoringRule): Basis | undefined {
  const counting = countingBefore(tour, beforeUnixMs, rule);
  return (
    counting && {
      tour,
      setup: counting.contest,
      rule: counting.rule,
      withdrawn: counting.withdrawn,
      beforeUnixMs,
    }
  );
}

/** The instant (ms, exclusive) whose panel is to score the item: the result's own, or that of the item's lock. */
export const panelInstantOf = ({ tour, rule, beforeUnixMs }: Basis, itemId: string): number =>
  rule.quorumPanel === 'locked'
    ? (lockedSince(tour.locks[itemId], beforeUnixMs) ?? beforeUnixMs)
    : beforeUnixMs;

/** Panels looked at before: every item asks for the same. Only saves time; says the same without. */
const panels = new WeakMap<
  Scored['panel'],
  { readonly judges: Scored['judges']; readonly byInstant: Map<number, PanelThen> }
>();
const MOST_INSTANTS = 200;

function panelAt(tour: Basis['tour'], instantUnixMs: number): PanelThen {
  const { panel, judges } = tour;
  const kept = panels.get(panel);
  const ready = kept?.judges === judges ? kept : { judges, byInstant: new Map<number, PanelThen>() };
  const then = ready.byInstant.get(instantUnixMs) ?? panelBefore(tour, instantUnixMs);
  if (ready.byInstant.size >= MOST_INSTANTS) ready.byInstant.clear();
  ready.byInstant.set(instantUnixMs, then);
  panels.set(panel, ready);
  return then;
}

/** Which judges are to score the item. */
export function expectedOf(basis: Basis, item: ContestItem): Expected {
  // Who came after the item was locked is not of its panel, and so does not make that smaller either.
  const { size, ofArea, left } = panelAt(basis.tour, panelInstantOf(basis, item.id));
  const gone = [...left.keys()];
  if (!basis.rule.recuseOwnArea) return { judges: size, recused: [], left: gone };
  const own = ofArea.get(item.areaId) ?? [];
  const goneOwn = gone.filter((id) => left.get(id) === item.areaId);
  return { judges: size - own.length, recused: [...own, ...goneOwn], left: gone };
}

const NO_BALLOTS: BallotsOfItem = {};

const rubricOf = (setup: Contest, item: ContestItem) => setup.rubrics.find((one) => one.id === item.rubricId);

/** The counted ballots of an item as cast, not evened out; and how many ballots were expected. */
export function countedOf(
  basis: Basis,
  item: ContestItem,
): { readonly ballots: readonly CountedBallot[]; readonly expected: number } {
  const rubric = rubricOf(basis.setup, item);
  const ballots = basis.tour.ballots[item.id] ?? NO_BALLOTS;
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

/**
 * What an item's ballots are comparable by: those of stops, or of talks, that are marked by one rubric are evened out
 * together, marks of other scales and for other things are not. In the first edition all were.
 */
export const comparableBy = (rule: ScoringRule, item: ContestItem): string =>
  editionOf(rule) === 1 ? '' : `${item.kind} ${item.rubricId}`;

/** Items whose ballots are evened out together with this one's, itself among them. */
export const evenedWith = ({ setup, rule }: Basis, item: ContestItem): readonly ContestItem[] =>
  [...itemsOf(setup).values()].filter((other) => comparableBy(rule, other) === comparableBy(rule, item));

/** Whether a rule evens judges out: in the first edition it did not, where it averages criteria. */
export const evensJudges = ({ severity, countBy }: ScoringRule): boolean =>
  severity.mode === 'z-score' && countBy === 'ballot';

/** Counted ballots of all items, evened out where the rule does that. */
export function evenBallots(basis: Basis): ReadonlyMap<string, readonly CountedBallot[]> {
  const all = castBallots(basis);
  if (!evensJudges(basis.rule)) return all;
  const even = new Map<string, readonly CountedBallot[]>();
  for (const item of itemsOf(basis.setup).values()) {
    if (even.has(item.id)) continue;
    const together = evenedWith(basis, item);
    const lists = together.map(({ id }) => all.get(id) ?? []);
    judgesEvened(lists, editionOf(basis.rule)).forEach((list, at) => {
      const id = together[at]?.id;
      if (id !== undefined) even.set(id, list);
    });
  }
  return even;
}

/** The group that an item is evened out in. */
export const groupOf = (item: ContestItem, by: 'kind' | 'day'): string =>
  by === 'day' ? `day ${item.day}` : item.kind === 'talk' ? 'talk' : (item.kindId ?? '');

/** Every item's score, for items that have a ballot. */
export function itemScores(basis: Basis): ReadonlyMap<string, ItemScore> {
  const { tour, setup, rule, beforeUnixMs } = basis;
  const scores = new Map<string, ItemScore>();
  const even = evensJudges(rule) ? evenBallots(basis) : undefined;
  for (const item of itemsOf(setup).values()) {
    const rubric = rubricOf(setup, item);
    const ballots = tour.ballots[item.id];
    if (rubric === undefined || ballots === undefined) continue;
    const evened = even?.get(item.id);
    let score = itemScore(rubric, ballots, expectedOf(basis, item), rule, beforeUnixMs);
    if (evened !== undefined && score.score !== null)
      score = { ...score, score: evenedScore(rubric, evened, rule) };
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
