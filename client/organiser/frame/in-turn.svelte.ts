/** How much of a place stands by now. */
export interface InTurn {
  readonly upTo: number;
}

/**
 * Lets a place stand up piece by piece, one a frame, so that its beginning is there at once on a slow machine too. Whoever
 * asked for a part of it gets all of it at once: it is to be scrolled to.
 */
export function inTurn(places: { readonly owesPart: boolean }, pieces: () => number): InTurn {
  let upTo = $state(places.owesPart || document.hidden ? Number.POSITIVE_INFINITY : 1);
  $effect(() => {
    if (upTo >= pieces()) return;
    // The next piece comes once this one is painted, and in any case: a page that is not painted has to come, too.
    const painted = requestAnimationFrame(() => {
      timer = setTimeout(next);
    });
    let timer = setTimeout(next, NOT_PAINTED_MS);
    const first = timer;
    return () => {
      cancelAnimationFrame(painted);
      clearTimeout(first);
      clearTimeout(timer);
    };
  });
  function next(): void {
    upTo += 1;
  }
  return {
    get upTo() {
      return upTo;
    },
  };
}

const NOT_PAINTED_MS = 500;
