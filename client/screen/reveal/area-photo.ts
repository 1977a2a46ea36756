import { isWanted } from '../../../shared/feed-filter.ts';
import { POSTS_IN_SNAPSHOT } from '../../../shared/protocol.ts';
import type { Picture, Post } from '../../../shared/tour/posts/posts.ts';
import type { TourStore } from '../../live/tour-store.svelte.ts';

/** A photograph of the coverage, and the post that it is from. */
export interface AreaPhoto {
  readonly post: Post;
  readonly picture: Picture;
}

const TIMEOUT_MS = 8_000;

/** The newest posts from an area; undefined where they are not to be had. */
async function postsFrom(tourId: string, areaId: string): Promise<readonly Post[] | undefined> {
  try {
    const answer = await fetch(
      `/live/${encodeURIComponent(tourId)}/posts.json?area=${encodeURIComponent(areaId)}`,
      {
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
    );
    const body: unknown = answer.ok ? await answer.json() : undefined;
    return typeof body === 'object' && body !== null && 'posts' in body
      ? (body.posts as readonly Post[])
      : undefined;
  } catch {
    return undefined;
  }
}

/** As many of them as are held here. */
function postsHeld(store: TourStore, areaId: string): readonly Post[] {
  const { tour } = store;
  if (tour.setup === null) return [];
  const held = tour.feed.flatMap((id) => store.post(id) ?? []);
  return held.filter(isWanted({ area: areaId }, tour.setup)).slice(-POSTS_IN_SNAPSHOT);
}

/** The best of all photographs: of key moments before others, lying before upright, larger before smaller, earlier before later. */
export function bestPhoto(posts: readonly Post[]): AreaPhoto | undefined {
  const all = posts
    .filter(({ withdrawn }) => withdrawn === undefined)
    .flatMap((post) => post.pictures.map((picture) => ({ post, picture })));
  const rank = ({ post, picture }: AreaPhoto): readonly number[] => [
    post.keyAt === undefined ? 1 : 0,
    picture.width >= picture.height ? 0 : 1,
    -Math.min(picture.widths.at(-1) ?? 0, 1_920),
    post.publishedAt,
  ];
  return all.reduce<AreaPhoto | undefined>(
    (best, one) => (best === undefined || isBefore(rank(one), rank(best)) ? one : best),
    undefined,
  );
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

/** The best photograph of an area in the coverage. Asked for only once the area is revealed; with the line cut, of what is held. */
export const photoOf = async (store: TourStore, areaId: string): Promise<AreaPhoto | undefined> =>
  bestPhoto((await postsFrom(store.tourId, areaId)) ?? postsHeld(store, areaId));
