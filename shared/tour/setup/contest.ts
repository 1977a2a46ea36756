import { sameJson } from '../../canonical.ts';
import type { Tour } from '../state.ts';
import type { Rubric } from './rubric.ts';
import type { Area, Setup, Stop, Talk } from './setup.ts';

/**
 * What results rest on in a set-up: who competes, what is scored, where it counts and what it is marked by. No
 * names, places, prizes or times: those are always told as they stand now.
 */
export interface Contest {
  readonly areas: readonly Pick<Area, 'id'>[];
  readonly stops: readonly Pick<Stop, 'id' | 'number' | 'areaId' | 'day' | 'kindId' | 'rubricId'>[];
  readonly talks: readonly Pick<Talk, 'id' | 'areaId' | 'day' | 'rubricId'>[];
  readonly rubrics: readonly Rubric[];
}

/** A contest that held until an instant (ms); null: there was none yet. */
export interface FormerContest {
  readonly until: number;
  readonly contest: Contest | null;
}

const known = new WeakMap<Setup, Contest>();

/** The contest of a set-up; the same object for the same one. */
export function contestOf(setup: Setup): Contest {
  const ready = known.get(setup);
  if (ready !== undefined) return ready;
  const contest: Contest = {
    areas: setup.areas.map(({ id }) => ({ id })),
    stops: setup.stops.map(({ id, number, areaId, day, kindId, rubricId }) => ({
      ...{ id, number, areaId, day, rubricId },
      ...(kindId !== undefined && { kindId }),
    })),
    talks: (setup.talks ?? []).map(({ id, areaId, day, rubricId }) => ({ id, areaId, day, rubricId })),
    rubrics: setup.rubrics,
  };
  known.set(setup, contest);
  return contest;
}

/** Contests before the present one, and since when: what a set-up leaves behind that is replaced at an instant (ms). */
export function formerContestsAfter(
  { setup, formerContests }: Pick<Tour, 'setup' | 'formerContests'>,
  next: Setup,
  at: number,
): Tour['formerContests'] {
  // Whoever computes no results keeps none.
  if (!formerContests) return formerContests;
  const contest = setup && contestOf(setup);
  if (sameJson(contest, contestOf(next))) return formerContests;
  return [...formerContests, { until: at, contest }];
}

/** The contest that held just before an instant (ms; Infinity: that holds now); null where there was none yet. */
export function contestBefore(
  { setup, formerContests }: Pick<Tour, 'setup' | 'formerContests'>,
  instantUnixMs: number,
): Contest | null {
  const former = formerContests?.find(({ until }) => until >= instantUnixMs);
  if (former !== undefined) return former.contest;
  return setup && contestOf(setup);
}

/** Areas that were dropped from the set-up, by id: standings of an earlier instant still name them. */
export type FormerAreas = Readonly<Record<string, Area>>;

/** Former areas once a set-up is replaced; outlines are nothing that they need. */
export function formerAreasAfter(
  { setup, formerAreas }: Pick<Tour, 'setup' | 'formerAreas'>,
  next: Setup,
): FormerAreas {
  const all = { ...formerAreas };
  for (const { outline: _outline, ...area } of setup?.areas ?? []) all[area.id] = area;
  const competing = new Set(next.areas.map(({ id }) => id));
  return Object.fromEntries(Object.entries(all).filter(([id]) => !competing.has(id)));
}

/** An area by its id, one that competes no more included. */
export const areaNamed = (
  { setup, formerAreas }: Pick<Tour, 'setup' | 'formerAreas'>,
  areaId: string,
): Area | undefined => setup?.areas.find(({ id }) => id === areaId) ?? formerAreas[areaId];
