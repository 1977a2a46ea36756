import { type Following, takePosts } from '../../shared/follow.ts';
import type { Likes } from '../../shared/protocol.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';

/**
 * Older posts on a page that stays open for days. A snapshot holds the newest posts only; what a
 * reader has scrolled down to must not vanish because the phone slept.
 */

/** A page of posts (oldest first) put in front of a post that the feed holds; ids known already stay where they are. */
export function withPostsBefore(
  state: Following,
  page: readonly Post[],
  seq: number,
  beforePostId: string | undefined,
  likes?: Likes,
): Following {
  const next = takePosts(state, page, seq, 'aside', likes);
  const known = new Set(next.tour.feed);
  const fresh = page.map((post) => post.id).filter((id) => !known.has(id));
  if (fresh.length === 0) return next;
  const at = beforePostId === undefined ? 0 : Math.max(0, next.tour.feed.indexOf(beforePostId));
  const feed = [...next.tour.feed.slice(0, at), ...fresh, ...next.tour.feed.slice(at)];
  return { ...next, tour: { ...next.tour, feed } };
}

/** What a snapshot leads to on a page that held more posts already: those stay, in front of the snapshot's. */
export function carriedOver(old: Following, next: Following): Following {
  const inNext = new Set(next.tour.feed);
  const kept = old.tour.feed.filter((id) => !inNext.has(id));
  const posts = kept.flatMap((id) => valueAt(old.tour.posts, id) ?? []);
  const withOld = takePosts(next, posts, next.seq, 'aside', old.latest.likes);
  return { ...withOld, tour: { ...withOld.tour, feed: [...kept, ...next.tour.feed] } };
}
