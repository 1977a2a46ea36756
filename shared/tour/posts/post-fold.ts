import { valueAt, withValue } from '../keyed.ts';
import type { Tour } from '../state.ts';
import type { Picture } from './picture.ts';
import { describedPicture } from './post-description.ts';
import type { Post, PostEvent } from './posts.ts';

/**
 * A post after its event, where `known` is the post before it: nothing else matters to it. The known one where nothing
 * changed, undefined for a change of a post that is not known here (an audience may hold only the newest).
 */
export function postAfter(known: Post | undefined, event: PostEvent, at: number): Post | undefined {
  if (event.type !== 'post.published') return known && changedPost(known, event, at);
  if (known !== undefined) return known;
  const { type: _type, postId, ...content } = event;
  return { id: postId, version: 1, publishedAt: at, corrections: [], ...content };
}

/** What a new post changes beside the feed. */
export function besideFeed(tour: Tour, post: Post): Pick<Tour, 'outletsWithPosts' | 'momentsTold'> {
  const { outletsWithPosts, momentsTold } = tour;
  return {
    outletsWithPosts: outletsWithPosts.includes(post.outletId)
      ? outletsWithPosts
      : [...outletsWithPosts, post.outletId],
    momentsTold:
      post.feature?.kind === 'moment' ? { ...momentsTold, [post.feature.momentId]: post.id } : momentsTold,
  };
}

/** Folds a post's event. */
export function evolvePosts(tour: Tour, event: PostEvent, at: number): Tour {
  const { postId } = event;
  const known = valueAt(tour.posts, postId);
  const post = postAfter(known, event, at);
  if (post === undefined || post === known) return tour;
  const posts = withValue(tour.posts, postId, post);
  return known === undefined
    ? { ...tour, posts, feed: [...tour.feed, postId], ...besideFeed(tour, post) }
    : { ...tour, posts };
}

/** A post after a change. */
export function changedPost(
  post: Post,
  event: Exclude<PostEvent, { type: 'post.published' }>,
  at: number,
): Post {
  const version = post.version + 1;
  switch (event.type) {
    case 'post.corrected': {
      const { type: _type, postId: _id, note, ...changes } = event;
      return {
        ...post,
        ...changes,
        version,
        wordsVersion: version,
        ...(changes.pictures && { picturesVersion: version }),
        corrections: [...post.corrections, { at, note }],
      };
    }
    case 'post.withdrawn': {
      const { title: _title, feature: _feature, pinnedAt: _pinned, keyAt: _key, ...rest } = post;
      const { position: _position, awaitedPictures: _awaited, sharesPostId: _shares, ...also } = rest;
      const { wordsVersion: _words, picturesVersion: _pictures, picturedAt: _came, ...place } = also;
      return { ...place, version, text: '', pictures: [], withdrawn: { at, reason: event.reason } };
    }
    case 'post.pinned':
      return { ...post, version, pinnedAt: at };
    case 'post.unpinned': {
      const { pinnedAt: _pinned, ...rest } = post;
      return { ...rest, version };
    }
    case 'post.keyed':
      return { ...post, version, keyAt: at };
    case 'post.unkeyed': {
      const { keyAt: _key, ...rest } = post;
      return { ...rest, version };
    }
    case 'post.pictured': {
      const { awaitedPictures = 1, ...rest } = post;
      const placeOf = ({ order }: Picture) => order ?? -1;
      const pictures = [...post.pictures, event.picture].sort((a, b) => placeOf(a) - placeOf(b));
      return {
        ...rest,
        version,
        picturesVersion: version,
        picturedAt: at,
        pictures,
        ...(awaitedPictures > 1 && { awaitedPictures: awaitedPictures - 1 }),
      };
    }
    case 'post.described': {
      const pictures = post.pictures.map((picture) =>
        picture.id === event.pictureId ? describedPicture(picture, event) : picture,
      );
      return { ...post, version, picturesVersion: version, picturedAt: at, pictures };
    }
    case 'post.awaitsFewer': {
      const { awaitedPictures: _awaited, ...rest } = post;
      const { awaitedPictures } = event;
      return { ...rest, version, ...(awaitedPictures > 0 && { awaitedPictures }) };
    }
  }
}
