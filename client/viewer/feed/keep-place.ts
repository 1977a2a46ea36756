/**
 * Keeps what the reader looks at where it is when something above it changes its height. Browsers
 * with scroll anchoring do so by themselves; Safari does not.
 */
const anchors = (): boolean => CSS.supports('overflow-anchor', 'auto');

/** What lies higher than this is under the bar. */
const TOP_EDGE_PX = 64;

/** Remembers where the first visible post stands, or what else is read; the returned function brings it back there. */
export function holdPlace(read = 'article'): () => void {
  if (anchors()) return () => {};
  for (const post of document.querySelectorAll(read)) {
    const { top, bottom } = post.getBoundingClientRect();
    if (bottom <= TOP_EDGE_PX) continue;
    return () => {
      const moved = post.getBoundingClientRect().top - top;
      if (post.isConnected && Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' });
    };
  }
  return () => {};
}
