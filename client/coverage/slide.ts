const SLIDE_MS = 300;

/**
 * Remembers where rows are; the returned function, called once their order has changed, lets them slide
 * to where they are now. For readers who want no motion they only change places.
 */
export function slideFrom(rows: Iterable<HTMLElement>): () => void {
  const tops = [...rows].map((row) => ({ row, top: row.offsetTop }));
  return () => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const { row, top } of tops) {
      const moved = top - row.offsetTop;
      if (moved !== 0 && row.isConnected)
        row.animate(
          { transform: [`translateY(${moved}px)`, 'none'] },
          { duration: SLIDE_MS, easing: 'cubic-bezier(0.33, 1, 0.68, 1)' },
        );
    }
  };
}
