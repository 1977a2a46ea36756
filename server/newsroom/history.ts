import type { PostVersion } from '../../shared/desk.ts';
import { changedPost, type Post, type PostEvent } from '../../shared/tour/posts.ts';
import { fromLine } from '../live/logged.ts';
import type { Store } from '../store/port.ts';

/**
 * How a post stood after each of its changes, oldest first, out of the log itself: also what it said before
 * it was withdrawn. For its own outlet and the organiser only. Throws StoreUnavailable.
 */
export async function historyOf(store: Store, tour: string, postId: string): Promise<readonly PostVersion[]> {
  const versions: PostVersion[] = [];
  let post: Post | undefined;
  for await (const lines of store.readLog(tour, 0)) {
    for (const line of lines) {
      // Most lines speak of something else, and are not worth reading.
      if (!line.body.includes(postId)) continue;
      const { event, at, by } = fromLine(line);
      if (!event.type.startsWith('post.') || !('postId' in event) || event.postId !== postId) continue;
      post = postAfter(post, event as PostEvent, at);
      if (post === undefined) continue;
      const { title, text, pictures, feature } = post;
      const said = 'note' in event ? event.note : 'reason' in event ? event.reason : undefined;
      versions.push({
        ...{ at, by, event: event.type, text, pictures },
        ...(title !== undefined && { title }),
        ...(feature !== undefined && { feature }),
        ...(said !== undefined && { note: said }),
      });
    }
  }
  return versions;
}

function postAfter(before: Post | undefined, event: PostEvent, at: number): Post | undefined {
  if (event.type !== 'post.published') return before && changedPost(before, event, at);
  const { type: _type, postId: id, ...content } = event;
  return { id, version: 1, publishedAt: at, corrections: [], ...content };
}
