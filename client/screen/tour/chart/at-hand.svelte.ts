import { getContext, setContext } from 'svelte';
import type { TourStore } from '../../../live/tour-store.svelte.ts';
import { fetchedLines } from '../../../map/fetched-lines.svelte.ts';
import { landOf } from '../../../map/model.ts';
import { type Land, landInParts, NO_LAND } from './land.ts';

/** The land as far as it is known. */
export interface LandAtHand {
  readonly land: Land;
}

const LAND = Symbol('land');

/**
 * Keeps the tour's land for all scenes of a page: fetched and read once for each version of the set-up, part by part,
 * as soon as `isCalm` says that nothing else is waited for. To be called while the page is set up.
 */
export function keepLand(store: () => TourStore, isCalm: () => boolean): void {
  const fetched = fetchedLines(store);
  let land = $state.raw(NO_LAND);
  const wanted = $derived(isCalm() ? fetched.lines : undefined);
  $effect(() => {
    if (wanted === undefined) return;
    const reading = landInParts(landOf(wanted));
    let next = setTimeout(function read() {
      const { done, value } = reading.next();
      if (done) land = value;
      else next = setTimeout(read, 0);
    }, 0);
    return () => clearTimeout(next);
  });
  setContext<LandAtHand>(LAND, {
    get land() {
      return land;
    },
  });
}

/** The land that the page keeps; of a page that keeps none, none. */
export const useLand = (): LandAtHand => getContext<LandAtHand | undefined>(LAND) ?? { land: NO_LAND };
