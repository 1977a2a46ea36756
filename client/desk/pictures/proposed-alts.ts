import { cutText, isBlank } from '../../../shared/text.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { pick } from '../../i18n/names.ts';
import type { Writing, WrittenPhoto } from '../../outbox/posts/writing.ts';

const MOST_ALT = 300;

/**
 * What a picture is said to show where the editor has not said it: its caption, else where it was taken, with its number
 * among several. It is better than nothing, and is listed to be put right.
 */
export function proposedAlt(
  photo: Pick<WrittenPhoto, 'caption'>,
  at: number,
  writing: Pick<Writing, 'stopId' | 'areaId' | 'photos'>,
  { setup }: Pick<Tour, 'setup'>,
): string {
  if (!isBlank(photo.caption)) return cutText(photo.caption.trim(), MOST_ALT);
  const where = placeOf(writing, setup);
  const number = writing.photos.length > 1 ? ` ${at + 1}` : '';
  return `${where}现场图片${number}`;
}

/** Where it was taken, in Chinese: alternative text stands in it, and English has a field of its own. */
function placeOf({ stopId, areaId }: Pick<Writing, 'stopId' | 'areaId'>, setup: Tour['setup']): string {
  const place =
    setup?.stops.find(({ id }) => id === stopId)?.name ?? setup?.areas.find(({ id }) => id === areaId)?.name;
  return place === undefined ? '' : pick(place, 'zh');
}

/** What a film is said to show where the editor has not said it: the post's title, else where it was taken. */
export function proposedFilmAlt(writing: Writing, { setup }: Pick<Tour, 'setup'>): string {
  const title = writing.title.trim();
  return isBlank(title) ? `${placeOf(writing, setup)}现场视频` : cutText(title, MOST_ALT);
}

/** The writing with a description for each picture and for its film: what was proposed of pictures is marked so. */
export const withProposedAlts = (writing: Writing, tour: Pick<Tour, 'setup'>): Writing => ({
  ...writing,
  ...(writing.kind === 'video' &&
    isBlank(writing.feature.alt ?? '') && {
      feature: { ...writing.feature, alt: proposedFilmAlt(writing, tour) },
    }),
  photos: writing.photos.map((photo, at) => {
    const { altProposed: _before, ...rest } = photo;
    return isBlank(photo.alt)
      ? { ...rest, alt: proposedAlt(photo, at, writing, tour), altProposed: true }
      : rest;
  }),
});
