import { LARGER, type Shape, shapeOf } from '../stage/shape.ts';
import type { Stage } from '../stage/stage.svelte.ts';

/**
 * A scene's place in pixels, and its form; `unit` is what its sizes are counted in: the stage's `--u`, larger where the
 * form of the screen leaves room.
 */
export interface Size {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  readonly form: Shape;
}

/** Where nothing can be measured: a wall of 1920 × 1080, without its margins. */
const USUAL = { width: 1728, height: 972, unit: 10.8 };

/** A size, `stageUnit` with it; where nothing can be measured the usual one. */
export function sizeOf(width: number, height: number, stageUnit: number): Size {
  if (width <= 0 || height <= 0) return { ...USUAL, form: 'wide' };
  const form = shapeOf(width, height);
  return { width, height, unit: (stageUnit > 0 ? stageUnit : height / 90) * LARGER[form], form };
}

/** So much of a screen stays free at each edge; beneath a scene what its foot takes. */
export const MARGIN_SHARE = 0.05;

/** The place that a scene has on a screen, within the safe margins: known before anything is laid out. */
export const sizeOn = ({ width, height, u, foot }: Pick<Stage, 'width' | 'height' | 'u' | 'foot'>): Size =>
  sizeOf(width * (1 - 2 * MARGIN_SHARE), height * (1 - MARGIN_SHARE) - foot * u, u);
