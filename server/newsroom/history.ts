import { type Audience, byFor } from '../../shared/audience.ts';
import type { PostVersion } from '../../shared/desk.ts';
import { postAfter } from '../../shared/tour/posts/post-fold.ts';
import type { Post, PostEvent } from '../../shared/tour/posts/posts.ts';
import { fromBody } from '../live/log/logged.ts';
import type { Store } from '../store/port.ts';

/**
 * How a post stood after each of its changes, oldest first, out of the log itself: also what it said before
 * it was withdrawn. For its own outlet and the organiser only. Throws StoreUnavailable.
 */
export async function historyOf(
  store: Store,
  tour: string,
  postId: string,
  audience: Audience,
): Promise<readonly PostVersion[]> {
  const versions: PostVersion[] = [];
  let post: Post | undefined;
  for await (const { bodies } of store.readStretches(tour, 0)) {
    for (const body of bodies) {
      // Most lines speak of something else, and are not worth reading.
      if (!body.includes(postId)) continue;
      const { event, at, by } = fromBody(body);
      if (!event.type.startsWith('post.') || !('postId' in event) || event.postId !== postId) continue;
      post = postAfter(post, event as PostEvent, at);
      if (post === undefined) continue;
      const { title, text, pictures, feature } = post;
      const said = 'note' in event ? event.note : 'reason' in event ? event.reason : undefined;
      versions.push({
        ...{ at, by: byFor(audience, by), event: event.type, text, pictures },
        ...(title !== undefined && { title }),
        ...(feature !== undefined && { feature }),
        ...(said !== undefined && { note: said }),
      });
    }
  }
  return versions;
}
