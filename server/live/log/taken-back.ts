import type { TourEvent } from '../../../shared/tour/events.ts';
import type { Picture } from '../../../shared/tour/posts/picture.ts';
import type { PostEvent } from '../../../shared/tour/posts/posts.ts';

/** What takes back something that a post said before. */
export type TakesBack = Extract<PostEvent, { type: 'post.withdrawn' | 'post.corrected' }>;

/** Whether the event takes back what its post said before. */
export const takesBack = (event: TourEvent): event is TakesBack =>
  event.type === 'post.withdrawn' || event.type === 'post.corrected';

/**
 * An earlier event of the post without what was taken back: folded, with what follows it, it leads to the same. The event
 * itself where nothing of it was.
 */
export function without(event: PostEvent, back: TakesBack): PostEvent {
  return back.type === 'post.withdrawn' ? withoutContent(event) : withCorrection(event, back);
}

function withoutContent(event: PostEvent): PostEvent {
  switch (event.type) {
    case 'post.published': {
      const { title: _title, feature, position: _position, ...rest } = event;
      const { sharesPostId: _shares, awaitedPictures: _awaited, ...place } = rest;
      // That a moment was told stays known, as in every snapshot: it is nobody's words.
      const told = feature?.kind === 'moment' ? { feature } : {};
      return { ...place, ...told, text: '', pictures: [] };
    }
    case 'post.corrected': {
      const { title: _title, feature: _feature, ...rest } = event;
      return { ...rest, text: '', pictures: [] };
    }
    case 'post.pictured':
    case 'post.described':
    case 'post.awaitsFewer':
      // Counts the version up, and leaves nothing behind once the post is withdrawn.
      return { type: 'post.keyed', postId: event.postId };
    default:
      return event;
  }
}

/** What was said wrongly is said as it was corrected to: whoever comes back never reads the other. */
function withCorrection(
  event: PostEvent,
  { title, text, pictures, feature }: Extract<TakesBack, { type: 'post.corrected' }>,
): PostEvent {
  switch (event.type) {
    case 'post.published':
      return {
        ...event,
        ...(title !== undefined && { title }),
        ...(text !== undefined && { text }),
        ...(pictures !== undefined && { pictures }),
        // Which moment was told is noted as it is told: it is nobody's words.
        ...(feature !== undefined && event.feature?.kind !== 'moment' && { feature }),
      };
    case 'post.corrected':
      // It changes no more than it changed: whoever folds it counts which version pictures and words are of.
      return {
        ...event,
        ...(event.title !== undefined && title !== undefined && { title }),
        ...(event.text !== undefined && text !== undefined && { text }),
        ...(event.pictures !== undefined && pictures !== undefined && { pictures }),
        ...(event.feature !== undefined && feature !== undefined && { feature }),
      };
    case 'post.pictured':
      return pictures === undefined ? event : { ...event, picture: asCorrected(event.picture, pictures) };
    case 'post.described': {
      const { altEn: _before, ...rest } = event;
      const now = pictures?.find(({ id }) => id === event.pictureId);
      return pictures === undefined
        ? event
        : { ...rest, alt: now?.alt ?? '', ...(now?.altEn !== undefined && { altEn: now.altEn }) };
    }
    default:
      return event;
  }
}

/** A picture as it was corrected; of one that is gone nothing but its place and size, which nobody sees. */
function asCorrected(picture: Picture, pictures: readonly Picture[]): Picture {
  const { altEn: _altEn, caption: _caption, ...bare } = picture;
  return pictures.find(({ id }) => id === picture.id) ?? { ...bare, alt: '' };
}
