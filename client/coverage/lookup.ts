import type { FormerAreas } from '../../shared/tour/setup/contest.ts';
import type { Area, Outlet, Setup, Stop } from '../../shared/tour/setup/setup.ts';

/** The tour's things by their ids; made once for each set-up. */
export interface Lookup {
  readonly stops: ReadonlyMap<string, Stop>;
  /** Those included that were dropped: standings of an earlier instant name them. */
  readonly areas: ReadonlyMap<string, Area>;
  readonly outlets: ReadonlyMap<string, Outlet>;
  /** In the order of the itinerary. */
  readonly inOrder: readonly Stop[];
}

const byId = <T extends { readonly id: string }>(things: readonly T[]): ReadonlyMap<string, T> =>
  new Map(things.map((thing) => [thing.id, thing]));

/** Indexes a set-up, and the areas that were dropped from earlier ones. */
export function lookupOf(setup: Setup, formerAreas: FormerAreas = {}): Lookup {
  return {
    stops: byId(setup.stops),
    areas: byId([...Object.values(formerAreas), ...setup.areas]),
    outlets: byId(setup.outlets),
    inOrder: [...setup.stops].sort((a, b) => a.number - b.number),
  };
}
