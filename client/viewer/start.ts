import { takePosts } from '../../shared/follow.ts';
import { evolvePublic } from '../../shared/tour/fold.ts';
import { TourStore } from '../live/tour-store.svelte.ts';
import type { PageInput } from './input.ts';

/** The store that a page begins with: the same on the server and in the browser. */
export function storeOf({ tourId, snapshot, nowUnixMs, post, found, passedOn = [] }: PageInput): TourStore {
  const store = new TourStore(tourId, snapshot, nowUnixMs, {
    evolve: evolvePublic,
    ...(found && { found }),
  });
  const aside = [...passedOn, ...(post === undefined ? [] : [post])];
  if (aside.length > 0) store.following = takePosts(store.following, aside, snapshot.seq, 'aside');
  return store;
}
