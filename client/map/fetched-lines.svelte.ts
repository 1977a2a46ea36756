import { untrack } from 'svelte';
import type { MapLines } from '../../shared/protocol.ts';
import type { TourStore } from '../live/tour-store.svelte.ts';

/** Lines that did not come are asked for again after this long, each time after twice as long as before, up to the limit. */
const AGAIN_MS = 5_000;
const AGAIN_AT_MOST_MS = 60_000;

/**
 * Outlines and roads of a tour, fetched for each version of the set-up; undefined until the first have come. To be
 * called while a component is set up.
 */
export function fetchedLines(store: () => TourStore): { readonly lines: MapLines | undefined } {
  let lines = $state.raw<MapLines>();
  // Of each version once: neither frames nor what is shown meanwhile ask again.
  const version = $derived(store().tour.setupVersion);
  $effect(() => {
    const wanted = version;
    let isWanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    let waitMs = AGAIN_MS;
    const fetchLines = async () => {
      const fetched = await untrack(store).mapLines(wanted);
      if (!isWanted) return;
      if (fetched) lines = fetched;
      else {
        again = setTimeout(fetchLines, waitMs);
        waitMs = Math.min(2 * waitMs, AGAIN_AT_MOST_MS);
      }
    };
    void fetchLines();
    return () => {
      isWanted = false;
      clearTimeout(again);
    };
  });
  return {
    get lines() {
      return lines;
    },
  };
}
