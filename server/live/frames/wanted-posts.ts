import { type FeedFilter, filterQuery, isWanted } from '../../../shared/feed-filter.ts';
import { valueAt } from '../../../shared/tour/keyed.ts';
import type { Post } from '../../../shared/tour/posts/posts.ts';
import type { Tour } from '../../../shared/tour/state.ts';

/** Found once for each feed and filter: what a post belongs to never changes, and a feed is a new list after each post. */
const found = new WeakMap<readonly string[], Map<string, readonly string[]>>();
const MOST_FILTERS = 500;

/** Ids of the posts that a filter wants, oldest first; without one the whole feed. */
export function wantedIds(tour: Tour, filter: FeedFilter | undefined): readonly string[] {
  const { feed, setup } = tour;
  if (filter === undefined || setup === null) return feed;
  const known = found.get(feed) ?? new Map<string, readonly string[]>();
  found.set(feed, known);
  // The set-up says which area a stop is in: another one may answer otherwise.
  const key = `${tour.setupVersion} ${filterQuery(filter)}`;
  let ids = known.get(key);
  if (ids === undefined) {
    const wanted = isWanted(filter, setup);
    ids = feed.filter((id) => {
      const post = valueAt(tour.posts, id);
      return post !== undefined && wanted(post);
    });
    if (known.size >= MOST_FILTERS) known.clear();
    known.set(key, ids);
  }
  return ids;
}

/** The posts of ids, and those that they pass on. */
export function postsWithPassedOn(
  tour: Tour,
  ids: readonly string[],
): { readonly posts: readonly Post[]; readonly passedOn: readonly Post[] } {
  const posts = ids.flatMap((id) => valueAt(tour.posts, id) ?? []);
  const passedOn = posts.flatMap(({ sharesPostId }) => valueAt(tour.posts, sharesPostId ?? '') ?? []);
  return { posts, passedOn: [...new Set(passedOn)] };
}
