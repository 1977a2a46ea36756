/**
 * Keeps what the reader looks at where it is when something above it changes its height. Browsers
 * with scroll anchoring do so by themselves; Safari does not.
 */
const anchors = (): boolean => CSS.supports('overflow-anchor', 'auto');

/** Remembers where the first visible child of a list stands; the returned function brings it back there. */
export function holdPlace(list: HTMLElement, topEdge: number): () => void {
  if (anchors()) return () => {};
  for (const child of list.children) {
    const { top, bottom } = child.getBoundingClientRect();
    if (bottom <= topEdge) continue;
    return () => {
      const moved = child.getBoundingClientRect().top - top;
      if (child.isConnected && Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' });
    };
  }
  return () => {};
}
