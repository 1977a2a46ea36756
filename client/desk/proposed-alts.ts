import { cutText, isBlank } from '../../shared/text.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { pick } from '../i18n/names.ts';
import type { Writing, WrittenPhoto } from '../outbox/writing.ts';

const MOST_ALT = 300;

/**
 * What a picture is said to show where the editor has not said it: its caption, else where it was taken, with its number
 * among several. It is better than nothing, and is listed to be put right.
 */
export function proposedAlt(
  photo: Pick<WrittenPhoto, 'caption'>,
  at: number,
  { stopId, areaId, photos }: Pick<Writing, 'stopId' | 'areaId' | 'photos'>,
  { setup }: Pick<Tour, 'setup'>,
): string {
  if (!isBlank(photo.caption)) return cutText(photo.caption.trim(), MOST_ALT);
  const place =
    setup?.stops.find(({ id }) => id === stopId)?.name ?? setup?.areas.find(({ id }) => id === areaId)?.name;
  // Alternative text stands in Chinese; English has a field of its own.
  const where = place === undefined ? '' : pick(place, 'zh');
  const number = photos.length > 1 ? ` ${at + 1}` : '';
  return `${where}现场图片${number}`;
}

/** The writing with a description for each picture: what was proposed is marked so. */
export const withProposedAlts = (writing: Writing, tour: Pick<Tour, 'setup'>): Writing => ({
  ...writing,
  photos: writing.photos.map((photo, at) => {
    const { altProposed: _before, ...rest } = photo;
    return isBlank(photo.alt)
      ? { ...rest, alt: proposedAlt(photo, at, writing, tour), altProposed: true }
      : rest;
  }),
});
