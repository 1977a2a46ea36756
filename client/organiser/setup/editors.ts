import type { PartEditors } from './part.ts';

/** The editor of each part. */
export const EDITORS: PartEditors = {
  tour: () => import('./editors/TourEditor.svelte'),
  areas: () => import('./areas/AreasEditor.svelte'),
  labels: () => import('./editors/LabelsEditor.svelte'),
  rubrics: () => import('./rubrics/RubricsEditor.svelte'),
  stops: () => import('./stops/StopsEditor.svelte'),
  prizes: () => import('./editors/PrizesEditor.svelte'),
  outlets: () => import('./editors/OutletsEditor.svelte'),
  figures: () => import('./editors/FiguresEditor.svelte'),
  judges: () => import('./editors/JudgesEditor.svelte'),
};
