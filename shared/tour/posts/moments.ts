import { type Static, Type } from 'typebox';
import { type EventOf, exactly, Id, UnixMs } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { offBecause } from '../conduct/falling-out.ts';
import { valueAt } from '../keyed.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';
import { placeMoments, resultAt } from './place-moments.ts';
import { MOMENTS, type Moment, MomentKind, type MomentOf } from './post-moment.ts';

/** Lets moments of these kinds be published by themselves, under an outlet; without kinds none. */
export const SetMomentRule = exactly({
  type: Type.Literal('setMomentRule'),
  outletId: Id,
  kinds: Type.Array(MomentKind, { maxItems: MOMENTS.length, uniqueItems: true }),
});
export type SetMomentRule = Static<typeof SetMomentRule>;

/** Which moments are published by themselves from an instant (ms) on, and under which outlet. */
const MomentRule = exactly({
  outletId: Id,
  kinds: Type.Array(MomentKind, { maxItems: MOMENTS.length, uniqueItems: true }),
  sinceUnixMs: UnixMs,
});
export type MomentRule = Static<typeof MomentRule>;

/** What the log keeps of the rule. */
export const MOMENT_RULE_EVENTS = {
  'moments.ruled': exactly({ type: Type.Literal('moments.ruled'), rule: MomentRule }),
} as const;
export type MomentRuleEvent = EventOf<typeof MOMENT_RULE_EVENTS>;

/** Decides {@link SetMomentRule}. What happened before is not published all at once. */
export function decideSetMomentRule(
  tour: Tour,
  { outletId, kinds }: SetMomentRule,
  { nowUnixMs }: Context,
): Decision<MomentRuleEvent> {
  if (tour.setup?.outlets.some((outlet) => outlet.id === outletId) !== true)
    return refuse('outlet.unknown', { outlet: outletId });
  return happens({ type: 'moments.ruled', rule: { outletId, kinds, sinceUnixMs: nowUnixMs } });
}

/** Folds the rule. */
export const evolveMomentRule = (tour: Tour, { rule }: MomentRuleEvent): Tour => ({
  ...tour,
  momentRule: rule,
});

/** Something that happened on the tour and may be told: the feature of a post, and what the post is filed under. */
export interface ProposedMoment {
  readonly feature: Moment;
  /** When it happened, ms. */
  readonly at: number;
  readonly stopId?: string;
  readonly areaId?: string;
  readonly day?: number;
}

/**
 * Every moment that the public part of the log holds and that no post tells yet, oldest first. Rests
 * only on what viewers may see: a proposal must not tell an editor what is hidden. A road-show is one
 * once its planned minute has come on a day that has begun, or the day is over; `minuteOfDay` says which minute of the tour's
 * day an instant (ms) lies in.
 */
export function proposedMoments(
  tour: Tour,
  nowUnixMs: number,
  minuteOfDay: (unixMs: number) => number,
): readonly ProposedMoment[] {
  const found: ProposedMoment[] = [];
  const add = (
    what: MomentOf,
    of: string | number,
    at: number,
    rest: Omit<ProposedMoment, 'feature' | 'at'>,
  ) => {
    const momentId = `${what}.${of}`;
    const told = valueAt(tour.posts, tour.momentsTold[momentId] ?? '');
    if (told === undefined || told.withdrawn !== undefined)
      found.push({ feature: { kind: 'moment', momentId, what }, at, ...rest });
  };
  for (const { number: day } of tour.setup?.days ?? []) {
    const progress = tour.days[day];
    if (progress === undefined) continue;
    add('day-begins', day, progress.begunAt, { day });
    if (progress.endedAt !== undefined) add('day-ends', day, progress.endedAt, { day });
  }
  for (const { id, areaId, day } of tour.setup?.stops ?? []) {
    const { arrivedAt, leftAt } = tour.stops[id] ?? {};
    if (arrivedAt !== undefined) add('arrival', id, arrivedAt, { stopId: id, areaId, day });
    if (leftAt !== undefined) add('departure', id, leftAt, { stopId: id, areaId, day });
  }
  for (const { id, areaId, day, plannedAt } of tour.setup?.talks ?? []) {
    const progress = tour.days[day];
    if (progress === undefined || offBecause(tour, { id, areaId }) !== undefined) continue;
    const minute = Number(plannedAt.slice(0, 2)) * 60 + Number(plannedAt.slice(3));
    const { begunAt, endedAt = Number.POSITIVE_INFINITY } = progress;
    // Planned for before the day began in truth, it is due when that begins; for after its end, at the end.
    const planned = begunAt + Math.max(0, minute - minuteOfDay(begunAt)) * 60_000;
    const at = Math.min(planned, endedAt);
    if (at <= nowUnixMs) add('road-show', id, at, { areaId, day });
  }
  for (const { of, at, areaId } of placeMoments(tour.told)) add('place', of, at, areaId ? { areaId } : {});
  const at = resultAt(tour);
  if (at !== undefined) add('result', 'final', at, {});
  return found.sort((a, b) => a.at - b.at || (a.feature.momentId < b.feature.momentId ? -1 : 1));
}
