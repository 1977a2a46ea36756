import type { Draft } from '../../../shared/desk.ts';
import { valueAt } from '../../../shared/tour/keyed.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import type { Writing } from '../../outbox/posts/writing.ts';

/** What somebody else has saved since a writing began: the other of two texts of one thing. */
export interface Theirs {
  readonly title: string;
  readonly text: string;
  readonly pictures: number;
  readonly version: number;
  /** The post was withdrawn: there is nothing to correct any more. */
  readonly gone: boolean;
}

/** The other text, where there is one: of a post that is being corrected, or of a draft that colleagues share. */
export function theirsOf(
  { key, correcting, draftVersion }: Writing,
  tour: Tour,
  drafts: readonly Draft[],
): Theirs | undefined {
  if (correcting !== undefined) {
    const post = valueAt(tour.posts, correcting.postId);
    if (post === undefined) return undefined;
    const { title = '', text, version, pictures, wordsVersion = 1, picturesVersion = 1 } = post;
    const gone = post.withdrawn !== undefined;
    const changed = Math.max(wordsVersion, correcting.touchesPictures ? picturesVersion : 1);
    if (!gone && changed <= correcting.base) return undefined;
    return { title, text, pictures: pictures.length, version, gone };
  }
  const draft = drafts.find(({ id }) => id === key);
  if (draft === undefined || draftVersion === undefined || draft.version <= draftVersion) return undefined;
  const { title = '', text, pictures } = draft.content;
  return { title, text, pictures: pictures.length, version: draft.version, gone: false };
}
