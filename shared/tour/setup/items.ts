import type { Contest } from './contest.ts';
import type { Rubric } from './rubric.ts';
import type { Setup, Stop, Talk } from './setup.ts';

/** What ballots are cast for: a stop, or an area's talk of the road-show. */
export type Item =
  | ({ readonly kind: 'stop' } & Stop)
  | ({ readonly kind: 'talk' } & Talk & Pick<Stop, 'day' | 'plannedAt'>);

/** What results know of an item. */
export type ContestItem =
  | ({ readonly kind: 'stop' } & Contest['stops'][number])
  | ({ readonly kind: 'talk' } & Contest['talks'][number]);

const known = new WeakMap<Setup | Contest, ReadonlyMap<string, ContestItem>>();

/** Every item of a tour by its id: stops in the order of the itinerary, then talks. */
export function itemsOf(setup: Setup): ReadonlyMap<string, Item>;
export function itemsOf(contest: Contest): ReadonlyMap<string, ContestItem>;
export function itemsOf(setup: Setup | Contest): ReadonlyMap<string, ContestItem> {
  const ready = known.get(setup);
  if (ready !== undefined) return ready;
  const stops = setup.stops.toSorted((a, b) => a.number - b.number);
  const items = new Map<string, ContestItem>([
    ...stops.map((stop) => [stop.id, { kind: 'stop', ...stop } as const] as const),
    ...(setup.talks ?? []).map((talk) => [talk.id, { kind: 'talk', ...talk } as const] as const),
  ]);
  known.set(setup, items);
  return items;
}

/** An item by its id, with what it is marked by. */
export function itemWithRubric(
  setup: Setup | null,
  itemId: string,
): { readonly item: Item; readonly rubric: Rubric } | undefined {
  const item = setup === null ? undefined : itemsOf(setup).get(itemId);
  const rubric = setup?.rubrics.find((one) => one.id === item?.rubricId);
  return item === undefined || rubric === undefined ? undefined : { item, rubric };
}
