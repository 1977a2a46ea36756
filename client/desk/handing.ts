import type { Writing } from '../outbox/writing.ts';
import type { MediaDesk } from './desk.svelte.ts';
import { type Need, needsOf } from './forms.ts';
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

/** Publishes what is written, or sends its correction; what it lacks, where it lacks something. */
export async function publish(desk: MediaDesk): Promise<readonly Need[]> {
  const writing = cleaned(desk.open);
  const needs = needsOf(writing, desk.uploads);
  if (needs.length > 0 || desk.theirs !== undefined) return needs;
  await desk.hand(writing, 'publish');
  desk.tell(true, desk.words.write.published);
  return [];
}

/** Saves what is written for colleagues: also what is not whole yet, as long as the server can keep it. */
export async function saveDraft(desk: MediaDesk): Promise<readonly Need[]> {
  const writing = cleaned(desk.open);
  const mustHave = ['nothing', 'long', 'badFile', 'alt', 'quote', 'figure', 'video', 'videoLink'];
  const needs = needsOf(writing, desk.uploads).filter((need) => mustHave.includes(need));
  if (needs.length > 0 || writing.correcting !== undefined || desk.theirs !== undefined) return needs;
  await desk.hand(writing, 'draft');
  return [];
}
