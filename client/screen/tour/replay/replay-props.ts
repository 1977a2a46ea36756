import type { Setup, Stop } from '../../../../shared/tour/setup/setup.ts';
import type { TourStore } from '../../../live/tour-store.svelte.ts';
import type { Size } from '../size.ts';

/** What a replay is drawn from, whether it moves or not. */
export interface ReplayProps {
  readonly store: TourStore;
  readonly setup: Setup;
  /** Those that the convoy was at, in its order. */
  readonly stops: readonly Stop[];
  readonly size: Size;
  /** When the scene came up, on this device's own steady clock. */
  readonly startedMs: number;
}
