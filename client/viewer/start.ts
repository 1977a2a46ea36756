import { takePosts } from '../../shared/follow.ts';
import { TourStore } from '../live/tour-store.svelte.ts';
import type { PageInput } from './input.ts';

/** The store that a page begins with: the same on the server and in the browser. */
export function storeOf({ tourId, snapshot, nowUnixMs, post }: PageInput): TourStore {
  const store = new TourStore(tourId, snapshot, nowUnixMs);
  if (post !== undefined) store.following = takePosts(store.following, [post], snapshot.seq, 'aside');
  return store;
}
