import type { PartEditors } from './part.ts';

/** The editor of each part. Until a part has one, it is shown to be read. */
export const EDITORS: PartEditors = {
  tour: () => import('./editors/TourEditor.svelte'),
  areas: () => import('./held/HeldAreas.svelte'),
  labels: () => import('./editors/LabelsEditor.svelte'),
  rubrics: () => import('./rubrics/RubricsEditor.svelte'),
  stops: () => import('./held/HeldStops.svelte'),
  prizes: () => import('./editors/PrizesEditor.svelte'),
  outlets: () => import('./editors/OutletsEditor.svelte'),
  figures: () => import('./editors/FiguresEditor.svelte'),
  judges: () => import('./editors/JudgesEditor.svelte'),
};
