import { takePosts } from '../../shared/follow.ts';
import { TourStore } from '../live/tour-store.svelte.ts';
import type { EmbedInput } from './input.ts';

/** The store that an embed begins with: the same on the server and in the browser. */
export function storeOf({ tourId, snapshot, nowUnixMs, posts }: EmbedInput): TourStore {
  const store = new TourStore(tourId, snapshot, nowUnixMs);
  store.following = takePosts(store.following, posts, snapshot.seq, 'aside');
  return store;
}
