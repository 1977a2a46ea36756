import { whyOut } from '../tour/conduct/falling-out.ts';
import { ruleBefore, type ScoringRule } from '../tour/judging/scoring-rule.ts';
import { type Contest, contestBefore } from '../tour/setup/contest.ts';
import type { Scored } from './scored.ts';

/** What counts of a contest at an instant, and which areas had withdrawn then. */
export interface Counting {
  /** Without cancelled items, and without areas that have withdrawn where the rule leaves them out. */
  readonly contest: Contest;
  readonly rule: ScoringRule;
  /** Areas that have withdrawn, in the order of the set-up. */
  readonly withdrawn: readonly string[];
}

/** What counted just before an instant (ms; Infinity: counts now), by the rule that held then. Undefined before the set-up. */
export function countingBefore(
  tour: Scored,
  instantUnixMs: number,
  otherRule?: ScoringRule,
): Counting | undefined {
  const whole = contestBefore(tour, instantUnixMs);
  if (whole === null) return undefined;
  const rule = otherRule ?? ruleBefore(tour, instantUnixMs);
  const cancelled = Object.keys(tour.cancellations).filter(
    (id) => whyOut(tour.cancellations, id, instantUnixMs) !== undefined,
  );
  const withdrawn = whole.areas.flatMap(({ id }) =>
    whyOut(tour.withdrawals, id, instantUnixMs) === undefined ? [] : id,
  );
  return {
    rule,
    withdrawn,
    contest: without(whole, cancelled, rule.withdrawn === 'ranked' ? [] : withdrawn),
  };
}

/** An instant for the freeze, one for the beginning of the day, one for now, and a rule that is tried. */
const MOST_KEPT = 8;

/** Contests cut before: what is made of a contest is kept by its object. */
const cut = new WeakMap<Contest, Map<string, Contest>>();

function without(whole: Contest, itemIds: readonly string[], areaIds: readonly string[]): Contest {
  if (itemIds.length === 0 && areaIds.length === 0) return whole;
  const kept = cut.get(whole) ?? new Map<string, Contest>();
  const key = `${[...itemIds].sort().join()} ${areaIds.join()}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const counts = ({ id, areaId }: { readonly id: string; readonly areaId: string }) =>
    !itemIds.includes(id) && !areaIds.includes(areaId);
  const contest: Contest = {
    areas: whole.areas.filter(({ id }) => !areaIds.includes(id)),
    stops: whole.stops.filter(counts),
    talks: whole.talks.filter(counts),
    rubrics: whole.rubrics,
  };
  if (kept.size >= MOST_KEPT) kept.clear();
  cut.set(whole, kept.set(key, contest));
  return contest;
}
