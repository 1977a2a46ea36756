import type { Post } from '../../../../shared/tour/posts/posts.ts';

/** What every kind of post is drawn from. */
export interface KindProps {
  readonly post: Post;
  readonly tourId: string;
  /** The id of the element that says what the post is about: its article is named by it. */
  readonly whatId: string;
  /** The first post of all: its picture comes first, and is fetched at once. */
  readonly lead: boolean;
  /** A moment (ms) as the reader is told it. */
  readonly when: (unixMs: number) => string;
}
