import type { PartEditors } from './part.ts';

/** The editor of each part. Until a part has one, it is shown to be read. */
export const EDITORS: PartEditors = {
  tour: () => import('./held/HeldLists.svelte'),
  areas: () => import('./held/HeldAreas.svelte'),
  labels: () => import('./held/HeldLists.svelte'),
  rubrics: () => import('./rubrics/RubricsEditor.svelte'),
  stops: () => import('./held/HeldStops.svelte'),
  prizes: () => import('./held/HeldLists.svelte'),
  outlets: () => import('./held/HeldLists.svelte'),
  figures: () => import('./held/HeldLists.svelte'),
  judges: () => import('./held/HeldLists.svelte'),
};
