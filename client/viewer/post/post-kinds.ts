import type { Component } from 'svelte';
import type { PostKind } from '../../../shared/tour/posts/post-kinds.ts';
import FigurePost from './kinds/FigurePost.svelte';
import type { KindProps } from './kinds/kind-props.ts';
import MomentPost from './kinds/MomentPost.svelte';
import PicturePost from './kinds/PicturePost.svelte';
import QuotePost from './kinds/QuotePost.svelte';
import TextPost from './kinds/TextPost.svelte';
import VideoPost from './kinds/VideoPost.svelte';

/** The component of each kind of post; the compiler misses none of those in shared/tour/posts/post-kinds.ts. */
export const POST_KINDS: Readonly<Record<PostKind, Component<KindProps>>> = {
  text: TextPost,
  picture: PicturePost,
  gallery: PicturePost,
  quote: QuotePost,
  figure: FigurePost,
  moment: MomentPost,
  video: VideoPost,
};
