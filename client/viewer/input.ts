import type { Snapshot } from '../../shared/protocol.ts';
import type { Language } from '../../shared/refusals.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { FoundPosts } from '../live/tour-store.svelte.ts';

/** What the viewer's page is made from on the server and again in the browser. */
export interface PageInput {
  readonly tourId: string;
  readonly snapshot: Snapshot;
  readonly language: Language;
  /** Server time when the page was made. */
  readonly nowUnixMs: number;
  /** `https://host`, without a slash at the end. */
  readonly origin: string;
  /** The page's path: `/`, `/t/shiyan-2022` or a permalink. */
  readonly path: string;
  /** The build that the page is of. */
  readonly build: string;
  /** The post of a permalink. */
  readonly postId?: string;
  /** That post itself where the snapshot does not hold it, so that the page is whole without scripts. */
  readonly post?: Post;
  /** The reader's filter with the newest posts that it wants. */
  readonly found?: FoundPosts;
  /** Older posts that those of this page pass on. */
  readonly passedOn?: readonly Post[];
}

/** What its document is made from: also what only the head says. */
export interface DocumentInput extends PageInput {
  readonly assets: {
    readonly scripts: readonly string[];
    readonly styles: readonly string[];
    readonly preloads: readonly string[];
  };
  /** What the post is called everywhere, never nothing; undefined without a post, or where it was withdrawn. */
  readonly postTitle?: string;
  /** Absolute address of the picture for cards in messengers. */
  readonly shareImage: string;
}

/** The id of the element that holds the page's input as JSON. */
export const INPUT_ELEMENT = 'lalian-input';
/** The id of the element that the page is rendered into. */
export const ROOT_ELEMENT = 'lalian';
