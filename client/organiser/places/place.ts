import type { Component } from 'svelte';
import type { Words } from '../zh.ts';

/** What a place is called in its address and in the page's words. */
export type PlaceId = keyof Words['places'];

/** A place of the organiser's page, as the registry has it. */
export interface PlaceEntry {
  readonly id: PlaceId;
  /** A path on a grid of 24, for `ui/Drawing.svelte`. */
  readonly drawing: string;
  /** The place that this one belongs to: on a phone the bar leads there, and from there here. */
  readonly under?: PlaceId;
  /** Ids of what stands in it: an address that names one behind its # leads there. */
  readonly parts: readonly string[];
  /** Fetches what the place is made of. */
  load(): Promise<{ readonly default: Component }>;
}
