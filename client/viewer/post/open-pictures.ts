import type { Language } from '../../../shared/refusals.ts';
import type { Picture } from '../../../shared/tour/posts/posts.ts';
import { pictureUrl, widest } from '../../coverage/posts/picture.ts';

/**
 * Opens pictures in the gallery, whose code comes when it is first wanted. Where it cannot come, the picture itself is
 * opened, as its link says: a press never does nothing.
 */
export function openPictures(
  tourId: string,
  pictures: readonly Picture[],
  index: number,
  language: Language,
): void {
  import('./gallery.ts')
    .then(({ openGallery }) => openGallery(tourId, pictures, index, language))
    .catch(() => {
      const picture = pictures[index];
      if (picture !== undefined) location.assign(pictureUrl(tourId, picture, widest(picture)));
    });
}
