import type { Likes } from '../../../../shared/protocol.ts';
import { isKeyMoment, type Picture, type Post } from '../../../../shared/tour/posts/posts.ts';
import type { Setup } from '../../../../shared/tour/setup/setup.ts';
import type { Tour } from '../../../../shared/tour/state.ts';

/** A picture of the coverage, with the post that it stands in. */
export interface Shot {
  readonly picture: Picture;
  readonly post: Post;
}

/** Every post that is loaded and not withdrawn, oldest first. */
export function standingPosts({ posts }: Pick<Tour, 'posts'>): readonly Post[] {
  const standing: Post[] = [];
  for (const bucket of posts.buckets)
    for (const post of Object.values(bucket ?? {})) if (post.withdrawn === undefined) standing.push(post);
  return standing.sort((a, b) => a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : 1));
}

/** The area that a post is about: its own, or that of its stop. */
export const areaIdOf = ({ areaId, stopId }: Post, setup: Setup): string | undefined =>
  setup.stops.find(({ id }) => id === stopId)?.areaId ?? areaId;

/** Posts in order of worth: pinned ones, key moments, then by likes; of equal ones the earlier. */
export function byWorth(posts: readonly Post[], likes: Likes): readonly Post[] {
  const rank = (post: Post): number => (post.pinnedAt !== undefined ? 2 : isKeyMoment(post) ? 1 : 0);
  return [...posts].sort(
    (a, b) => rank(b) - rank(a) || (likes[b.id] ?? 0) - (likes[a.id] ?? 0) || a.publishedAt - b.publishedAt,
  );
}

/** The pictures of posts in their order, each once, however many posts have it. */
export function shotsOf(posts: readonly Post[]): readonly Shot[] {
  const seen = new Set<string>();
  return posts.flatMap((post) =>
    post.pictures.flatMap((picture) => {
      if (seen.has(picture.id)) return [];
      seen.add(picture.id);
      return [{ picture, post }];
    }),
  );
}

/** The best picture of posts: the first one of the worthiest post that has any. */
export const bestShot = (posts: readonly Post[], likes: Likes): Shot | undefined =>
  shotsOf(byWorth(posts, likes))[0];

/** So many of a list, evenly taken, the first and the last among them. */
export function evenly<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, at) => {
    const index = most === 1 ? 0 : Math.round((at * (list.length - 1)) / (most - 1));
    return list[index];
  }).filter((one): one is T => one !== undefined);
}
