import type { Language } from '../../../shared/refusals.ts';
import type { Picture } from '../../../shared/tour/posts/posts.ts';
import { altOf, pictureUrl, sourceSet, widest } from '../../coverage/posts/picture.ts';
import { wordsOf } from '../../i18n/words.ts';
import { backCloses } from '../../ui/back.ts';

/** Opens a post's pictures over the page, to be swiped, zoomed and read. The code for it comes when it is first wanted. */
export async function openGallery(
  tourId: string,
  pictures: readonly Picture[],
  index: number,
  language: Language,
): Promise<void> {
  const [{ default: PhotoSwipe }] = await Promise.all([
    import('photoswipe'),
    import('photoswipe/style.css'),
    import('./gallery.css'),
  ]);
  const words = wordsOf(language);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const gallery = new PhotoSwipe({
    dataSource: pictures.map((picture) => {
      const width = widest(picture);
      const at = (wide: number): string => pictureUrl(tourId, picture, wide);
      return {
        src: at(width),
        srcset: sourceSet(picture, at),
        width,
        height: Math.round((picture.height * width) / picture.width),
        alt: altOf(picture, language),
      };
    }),
    index,
    loop: false,
    bgOpacity: 1,
    showHideAnimationType: still ? 'none' : 'fade',
    closeTitle: words.close,
    zoomTitle: words.enlarge,
    arrowPrevTitle: words.previous,
    arrowNextTitle: words.next,
    errorMsg: words.pictureFailed,
    paddingFn: () => ({ top: 48, bottom: 72, left: 0, right: 0 }),
  });
  gallery.on('uiRegister', () => {
    gallery.ui?.registerElement({
      name: 'caption',
      order: 9,
      isButton: false,
      appendTo: 'root',
      onInit(element) {
        element.className = 'gallery-caption';
        const tell = (): void => {
          const picture = pictures[gallery.currIndex];
          element.textContent = picture === undefined ? '' : altOf(picture, language);
        };
        gallery.on('change', tell);
        tell();
      },
    });
  });
  // While it opens it takes no word to close: then as soon as it does.
  const close = (): void => {
    if (gallery.opener.isOpen) gallery.close();
    else gallery.on('openingAnimationEnd', () => gallery.close());
  };
  const closed = backCloses(close);
  gallery.on('close', closed);
  gallery.init();
}
