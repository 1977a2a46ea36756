import type { Picture } from '../../shared/tour/ceremony/ceremony.ts';
import type { TourStore } from '../live/tour-store.svelte.ts';

/** What every scene is drawn from: the hall's picture, and what is public of the tour. */
export interface SceneProps {
  readonly picture: Picture;
  readonly store: TourStore;
}
