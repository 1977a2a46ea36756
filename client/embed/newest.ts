import type { Post } from '../../shared/tour/posts/posts.ts';

/** How many posts an embed shows: a taste of the feed, not the feed. */
export const POSTS_SHOWN = 6;

/**
 * The ids of the newest posts for an embed, newest first, of one outlet or of all. `known` are ids that
 * may count: those that the page began with and those that came since, in any order, some of them twice.
 */
export function newestOf(
  known: readonly string[],
  post: (id: string) => Post | undefined,
  outletId: string | undefined,
): readonly string[] {
  const posts = [...new Set(known)].flatMap((id) => post(id) ?? []);
  return posts
    .filter((one) => outletId === undefined || one.outletId === outletId)
    .sort((a, b) => b.publishedAt - a.publishedAt || (a.id < b.id ? 1 : -1))
    .slice(0, POSTS_SHOWN)
    .map(({ id }) => id);
}
