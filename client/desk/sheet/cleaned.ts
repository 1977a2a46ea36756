import type { Writing } from '../../outbox/posts/writing.ts';
import { plain } from './plain-text.ts';

/** A writing with all its words in the form that the server takes. */
export const cleaned = (writing: Writing): Writing => ({
  ...writing,
  title: plain(writing.title).replace(/\n+/g, ' '),
  text: plain(writing.text),
  feature: Object.fromEntries(
    Object.entries(writing.feature).map(([name, value]) => [
      name,
      typeof value === 'string' ? plain(value) : value,
    ]),
  ),
  photos: writing.photos.map((photo) => ({
    ...photo,
    ...{ alt: plain(photo.alt), altEn: plain(photo.altEn), caption: plain(photo.caption) },
  })),
  ...(writing.correcting && {
    correcting: { ...writing.correcting, note: plain(writing.correcting.note) },
  }),
});
