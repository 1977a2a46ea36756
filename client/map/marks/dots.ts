import type { StopStatus } from '../../../shared/tour/stops.ts';
import type { Spot } from '../place.ts';

/** A stop's dot as it has to be drawn: with its number or as a mere dot, and with how much room to press. */
export interface DotForm {
  readonly size: 'tiny' | 'number';
  /** Nothing else is near: the dot may be pressed from 44 pixels around. */
  readonly roomy: boolean;
}

/** A stop's dot before it is known how large it may be. */
export interface Dot extends Spot {
  readonly id: string;
  /** Gets its number before all others: the stop that is on, or that is lifted out. */
  readonly first: boolean;
}

/** Numbers appear from this zoom on; a county is some 400 pixels wide then. */
export const NUMBERS_FROM_ZOOM = 8.75;
/** Two numbered dots are at least so far from each other, which also keeps targets apart (WCAG 2.2, 2.5.8). */
const APART_PX = 25;
const ROOMY_PX = 46;

/** The class of a stop's state. */
export function stateClass(status: StopStatus): string {
  return `is-${status}`;
}

/** Decides which dots show their number: those that are first, then in the order given where there is room. */
export function dotForms(dots: readonly Dot[], zoom: number): Map<string, DotForm> {
  const numbered: Dot[] = dots.filter((dot) => dot.first);
  if (zoom >= NUMBERS_FROM_ZOOM) {
    for (const dot of dots) if (!dot.first && isClear(dot, numbered, APART_PX)) numbered.push(dot);
  }
  const shown = new Set(numbered);
  return new Map(
    dots.map((dot) => [
      dot.id,
      shown.has(dot)
        ? { size: 'number', roomy: isClear(dot, dots, ROOMY_PX) }
        : { size: 'tiny', roomy: false },
    ]),
  );
}

/** The dots around a point, nearest first, at most `reachPx` away. */
export function dotsAround<D extends Spot>(dots: readonly D[], point: Spot, reachPx: number): D[] {
  return dots
    .map((dot) => ({ dot, distance: Math.hypot(dot.x - point.x, dot.y - point.y) }))
    .filter(({ distance }) => distance <= reachPx)
    .sort((one, other) => one.distance - other.distance)
    .map(({ dot }) => dot);
}

function isClear(dot: Dot, others: readonly Dot[], px: number): boolean {
  return others.every((other) => other === dot || Math.hypot(other.x - dot.x, other.y - dot.y) >= px);
}
