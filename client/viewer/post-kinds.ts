import type { Component } from 'svelte';
import type { PostKind } from '../../shared/tour/post-kinds.ts';
import type { Post } from '../../shared/tour/posts.ts';
import FigurePost from './kinds/FigurePost.svelte';
import MomentPost from './kinds/MomentPost.svelte';
import PicturePost from './kinds/PicturePost.svelte';
import QuotePost from './kinds/QuotePost.svelte';
import TextPost from './kinds/TextPost.svelte';
import VideoPost from './kinds/VideoPost.svelte';

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

/** The component of each kind of post; the compiler misses none of those in shared/tour/post-kinds.ts. */
export const POST_KINDS: Readonly<Record<PostKind, Component<KindProps>>> = {
  text: TextPost,
  picture: PicturePost,
  gallery: PicturePost,
  quote: QuotePost,
  figure: FigurePost,
  moment: MomentPost,
  video: VideoPost,
};
