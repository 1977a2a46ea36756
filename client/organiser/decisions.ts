import { ruleBefore } from '../../shared/tour/scoring-rule.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { ItemColumn, Overview } from './overview.ts';

/** What waits for the organiser's word. */
export interface Decisions {
  /** The stop where the convoy is, or that it left last. */
  readonly latest: ItemColumn | undefined;
  /** When the convoy left it; undefined while it is there. */
  readonly leftAt: number | undefined;
  /** Others that are due and lack ballots, the latest first. */
  readonly lacking: readonly ItemColumn[];
  /** Complete, and still open to changes. */
  readonly toLock: readonly ItemColumn[];
  readonly problems: number;
  readonly grave: number;
  /** Areas without a score for routine work, once the road is done and the rule counts it. */
  readonly routineMissing: number;
}

/** What there is to decide, from the organiser's tour. */
export function decisionsOf(tour: Tour, { columns }: Overview): Decisions {
  const leftAtOf = ({ item }: ItemColumn) => tour.stops[item.id]?.leftAt;
  const here = columns.find(({ item }) => tour.stops[item.id]?.status === 'arrived');
  const left = columns
    .filter(({ item }) => tour.stops[item.id]?.status === 'left')
    .sort((a, b) => (leftAtOf(b) ?? 0) - (leftAtOf(a) ?? 0));
  const latest = here ?? left.find(({ locked }) => !locked);
  const others = columns.filter((column) => column !== latest && column.due && !column.locked).reverse();
  const standing = Object.values(tour.problems).filter(({ withdrawnAt }) => withdrawnAt === undefined);
  const routineCounts = ruleBefore(tour, Number.POSITIVE_INFINITY).weights.routine !== '0';
  const everyStopLeft = columns.every(({ item, due }) => item.kind === 'talk' || due);
  const withoutRoutine = (tour.setup?.areas ?? []).filter(
    ({ id }) => (tour.routine[id]?.at(-1)?.value ?? null) === null,
  );
  return {
    latest,
    leftAt: latest === undefined || latest === here ? undefined : leftAtOf(latest),
    lacking: others.filter(({ missing }) => missing.length > 0),
    toLock: others.filter(({ missing }) => missing.length === 0),
    problems: standing.length,
    grave: standing.filter(({ severity }) => severity === 'grave').length,
    routineMissing: routineCounts && everyStopLeft ? withoutRoutine.length : 0,
  };
}
