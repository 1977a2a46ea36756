import { getContext, setContext } from 'svelte';
import type { Post } from '../../shared/tour/posts/posts.ts';

/** The parts of the page that a phone shows one at a time. */
export type View = 'feed' | 'map' | 'standings';

/** What the share dialog is about: the whole page, or one post. */
export type ShareTarget = { readonly kind: 'tour' } | { readonly kind: 'post'; readonly post: Post };

/** What the reader looks at on this page; nothing of it comes from the tour. */
export class PageState {
  /** Undefined until the page runs: without scripts everything is shown. */
  view = $state<View | undefined>(undefined);
  /** The stop under the pointer or the focus, anywhere on the page. */
  litStop = $state<string | undefined>(undefined);
  /** The stop whose card is open. */
  openStop = $state<string | undefined>(undefined);
  /** New posts wait, and nothing is read out, until the reader goes on. */
  paused = $state(false);
  sharing = $state.raw<ShareTarget | undefined>(undefined);

  /** Lights a stop up while the pointer or the focus is on it. */
  light(stopId: string | undefined): void {
    this.litStop = stopId;
  }
}

const KEY = Symbol('page');

/** Makes the page's state and gives it to every component below. */
export const setPage = (): PageState => setContext(KEY, new PageState());

/** The state of the page that a component is on. */
export const usePage = (): PageState => getContext<PageState>(KEY);
