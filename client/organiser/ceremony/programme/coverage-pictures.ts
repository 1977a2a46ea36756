import { valueAt } from '../../../../shared/tour/keyed.ts';
import type { Picture, Post } from '../../../../shared/tour/posts/posts.ts';
import type { Tour } from '../../../../shared/tour/state.ts';
import { pictureUrl, widthFor } from '../../../coverage/posts/picture.ts';

/** A picture of the coverage, with the post that it stands in. */
export interface CoveragePicture {
  readonly picture: Picture;
  readonly post: Post;
}

/** Pictures of the posts that are loaded, newest first; each once, none of a post that was withdrawn. */
export function picturesOf({ posts, feed }: Pick<Tour, 'posts' | 'feed'>): readonly CoveragePicture[] {
  const seen = new Set<string>();
  return [...feed].reverse().flatMap((id) => {
    const post = valueAt(posts, id);
    if (post === undefined || post.withdrawn !== undefined) return [];
    return post.pictures.flatMap((picture) => {
      if (seen.has(picture.id)) return [];
      seen.add(picture.id);
      return [{ picture, post }];
    });
  });
}

/** Address of a small size of a picture. */
export const coverageThumb = (tourId: string, picture: Picture): string =>
  pictureUrl(tourId, picture, widthFor(picture, 320));
