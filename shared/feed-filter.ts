import type { Post } from './tour/posts/posts.ts';
import type { Setup } from './tour/setup/setup.ts';

/** Which posts a reader wants: all that is said must hold. The words are those of the page's address. */
export interface FeedFilter {
  readonly stop?: string;
  readonly area?: string;
  readonly brand?: string;
  readonly outlet?: string;
}

/** What a feed may be filtered by, in the order of the page's address. */
export const FILTER_KEYS = ['stop', 'area', 'brand', 'outlet'] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

/** What somebody asks for, as it came. */
type Asked = { readonly [K in FilterKey]?: unknown };
type Things = Pick<Setup, 'stops' | 'areas' | 'brands' | 'outlets'>;
const LISTS = { stop: 'stops', area: 'areas', brand: 'brands', outlet: 'outlets' } as const;

/** The things of one kind that the tour has. */
export const thingsOf = (setup: Things, key: FilterKey): Things[(typeof LISTS)[FilterKey]] =>
  setup[LISTS[key]];

/** The filter that a query asks for; what the tour does not know is passed over. Undefined where nothing is left. */
export function filterOf(setup: Things | null, query: Asked): FeedFilter | undefined {
  if (setup === null) return undefined;
  const asked = FILTER_KEYS.flatMap((key) => {
    const id = query[key];
    return typeof id === 'string' && thingsOf(setup, key).some((one) => one.id === id)
      ? [[key, id] as const]
      : [];
  });
  return asked.length === 0 ? undefined : Object.fromEntries(asked);
}

/** The first word of a query that names something the tour does not have. */
export const unknownIn = (setup: Things, query: Asked): FilterKey | undefined =>
  FILTER_KEYS.find(
    (key) => query[key] !== undefined && !thingsOf(setup, key).some((one) => one.id === query[key]),
  );

/** A filter as a query without `?`, always in the same order: `stop=s1&outlet=qinchu`. */
export const filterQuery = (filter: FeedFilter): string =>
  FILTER_KEYS.flatMap((key) =>
    filter[key] === undefined ? [] : [`${key}=${encodeURIComponent(filter[key])}`],
  ).join('&');

/**
 * Whether a post is wanted. A post belongs to its stop's area and brand, unless it says another; a post
 * that was passed on belongs to whoever passed it on.
 */
export function isWanted(filter: FeedFilter, setup: Pick<Setup, 'stops'>): (post: Post) => boolean {
  const stops = new Map(setup.stops.map((stop) => [stop.id, stop]));
  return (post) => {
    const stop = stops.get(post.stopId ?? '');
    const of: Record<FilterKey, string | undefined> = {
      stop: post.stopId,
      area: post.areaId ?? stop?.areaId,
      brand: post.brandId ?? stop?.brandId,
      outlet: post.outletId,
    };
    return FILTER_KEYS.every((key) => filter[key] === undefined || filter[key] === of[key]);
  };
}

/** Ids of two lists in the order in which their posts were published, each once. Both must be in that order. */
export function mergedIds(
  one: readonly string[],
  other: readonly string[],
  publishedAt: (id: string) => number,
): readonly string[] {
  const known = new Set(one);
  const fresh = other.filter((id) => !known.has(id));
  if (fresh.length === 0) return one;
  const merged: string[] = [];
  let at = 0;
  for (const id of fresh) {
    const time = publishedAt(id);
    for (let next = one[at]; next !== undefined && publishedAt(next) <= time; next = one[at]) {
      merged.push(next);
      at += 1;
    }
    merged.push(id);
  }
  return [...merged, ...one.slice(at)];
}
