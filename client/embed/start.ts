import { takePosts } from '../../shared/follow.ts';
import { evolvePublic } from '../../shared/tour/fold.ts';
import { type FoundPosts, TourStore } from '../live/tour-store.svelte.ts';
import type { EmbedInput } from './input.ts';

/** The store that an embed begins with: the same on the server and in the browser. */
export function storeOf(input: EmbedInput): TourStore {
  const { tourId, snapshot, nowUnixMs, posts } = input;
  const found = ofOutlet(input);
  const store = new TourStore(tourId, snapshot, nowUnixMs, {
    evolve: evolvePublic,
    newestOnly: true,
    ...(found && { found }),
  });
  store.following = takePosts(store.following, posts, snapshot.seq, 'aside');
  return store;
}

/** An outlet's posts: after a long sleep the newest ones may lie behind those of a snapshot, and are asked for. */
function ofOutlet({ outletId, show, posts }: EmbedInput): FoundPosts | undefined {
  if (outletId === undefined || (show !== 'feed' && show !== 'all')) return undefined;
  const own = posts.filter((post) => post.outletId === outletId).reverse();
  return { filter: { outlet: outletId }, posts: own, count: own.length };
}
