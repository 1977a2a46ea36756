import { isWithdrawn } from '../conduct/falling-out.ts';
import type { FinalResult } from '../judging/final.ts';
import type { Tour } from '../state.ts';
import type { Programme } from './programme.ts';
import { stepsToReveal } from './reveal.ts';
import type { Scene } from './scenes.ts';

/** Where in a programme somebody is: in which scene, and how many of the result's steps are shown. */
export interface Place {
  readonly sceneId: string;
  readonly revealSteps: number;
}

/** Where somebody wants to go: one step on or back, or to a scene. */
export type Going = 'next' | 'back' | { readonly sceneId: string };

/** Whether a scene can be shown: the story of an area that competes no more, or has withdrawn, is told by nobody. */
export const isToShow = (
  { areaId }: Pick<Scene, 'areaId'>,
  tour: Pick<Tour, 'setup' | 'withdrawals'>,
): boolean =>
  areaId === undefined ||
  (tour.setup?.areas.some(({ id }) => id === areaId) === true && !isWithdrawn(tour, areaId));

/** The scenes of a programme that can be shown, in order: others are passed over. */
export const scenesToShow = (
  programme: Pick<Programme, 'scenes'>,
  tour: Pick<Tour, 'setup' | 'withdrawals'>,
): readonly Scene[] => programme.scenes.filter((scene) => isToShow(scene, tour));

/**
 * The place that a step leads to. Forward a scene begins at its first picture, back at its last, so that the way back
 * shows the same pictures; a jump to the reveal finds it as it was left. Undefined where there is nothing more.
 */
export function placeAfter(
  scenes: readonly Scene[],
  { rows, grain }: Pick<FinalResult, 'rows'> & Pick<Programme, 'grain'>,
  from: Place,
  going: Going,
): Place | undefined {
  const index = scenes.findIndex(({ id }) => id === from.sceneId);
  const steps = stepsToReveal({ rows }, grain);
  if (typeof going === 'object') {
    const scene = scenes.find(({ id }) => id === going.sceneId);
    return scene && { sceneId: scene.id, revealSteps: from.revealSteps };
  }
  const isReveal = scenes[index]?.kind === 'reveal';
  if (going === 'next') {
    if (isReveal && from.revealSteps < steps) return { ...from, revealSteps: from.revealSteps + 1 };
    const next = scenes[index + 1];
    return next && { sceneId: next.id, revealSteps: from.revealSteps };
  }
  if (isReveal && from.revealSteps > 0) return { ...from, revealSteps: from.revealSteps - 1 };
  const before = index < 0 ? scenes.at(-1) : scenes[index - 1];
  return before && { sceneId: before.id, revealSteps: from.revealSteps };
}
