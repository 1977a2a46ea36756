import type { Snapshot } from '../../shared/protocol.ts';
import type { Language } from '../../shared/refusals.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';

/** What an embed may show; `all` is everything. */
export type Show = 'feed' | 'map' | 'standings' | 'all';

/** Everything that an embed is made from, on the server and again in the browser. */
export interface EmbedInput {
  readonly tourId: string;
  readonly snapshot: Snapshot;
  readonly language: Language;
  /** Server time when the page was made. */
  readonly nowUnixMs: number;
  /** The build that the page is of. */
  readonly build: string;
  readonly show: Show;
  /** Only posts of this outlet. */
  readonly outletId?: string;
  /** The post that comes before all others. */
  readonly postId?: string;
  /** The newest posts to show, and what they pass on, where the snapshot does not hold them. */
  readonly posts: readonly Post[];
  readonly assets: {
    readonly scripts: readonly string[];
    readonly styles: readonly string[];
    readonly preloads: readonly string[];
  };
}

/** The id of the element that holds the input as JSON. */
export const INPUT_ELEMENT = 'lalian-input';
/** The id of the element that the page is rendered into. */
export const ROOT_ELEMENT = 'lalian';
