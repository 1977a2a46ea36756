import type { Language } from '../../../shared/refusals.ts';
import type { Picture } from '../../../shared/tour/posts/posts.ts';

/** The address of a picture in one of its widths. */
export const pictureUrl = (tourId: string, picture: Picture, width: number): string =>
  `/pictures/${encodeURIComponent(tourId)}/${picture.id}-${width}.webp`;

/** All widths, for `srcset`: a picture's place in each. */
export const sourceSet = (picture: Picture, at: (width: number) => string): string =>
  picture.widths.map((width) => `${at(width)} ${width}w`).join(', ');

/** The largest width that is kept. */
export const widest = (picture: Picture): number => picture.widths.at(-1) ?? picture.width;

/** The smallest width of at least so many pixels, else the largest: for browsers that read no `srcset`. */
export const widthFor = (picture: Picture, pixels: number): number =>
  picture.widths.find((width) => width >= pixels) ?? widest(picture);

/** What the picture shows, in words. */
export const altOf = (picture: Picture, language: Language): string =>
  language === 'en' ? (picture.altEn ?? picture.alt) : picture.alt;

/** At most this many pictures of a post stand in the feed; the rest are one swipe away. */
export const SHOWN_IN_FEED = 4;

/**
 * Classes that keep the editor's focus in sight where a picture is cut, to a tenth of each side: the server's
 * HTML may carry no style of its own. '' where the middle is meant. Their rules stand in focus.css.
 */
export function focusClass({ focus }: Picture): string {
  if (focus === undefined) return '';
  const [x, y] = focus.map((share) => Math.round(share * 10));
  return `fx${x} fy${y}`;
}
