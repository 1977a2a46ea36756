import type { TourStore } from '../../live/tour-store.svelte.ts';

/** A scene looks back over so many posts at most. */
export const MOST_POSTS = 300;
const AGAIN_MS = 5_000;

/**
 * Loads older posts, page by page, until scenes have the whole tour to choose from, or as much as they may hold. To be
 * called while a component is set up; with the component it ends.
 */
export function loadBack(store: () => TourStore): void {
  $effect(() => {
    const { older, feed } = store();
    if (feed.length === 0 || feed.length >= MOST_POSTS) return;
    if (older === 'idle') void store().loadOlder();
    if (older !== 'failed') return;
    const again = setTimeout(() => void store().loadOlder(), AGAIN_MS);
    return () => clearTimeout(again);
  });
}
