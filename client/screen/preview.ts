import type { Ceremony } from '../../shared/tour/ceremony/ceremony.ts';
import { programmeOf } from '../../shared/tour/ceremony/stepping.ts';
import type { Tour } from '../../shared/tour/state.ts';

/**
 * What the hall would see of a scene of the programme, for the organiser who looks at it beforehand: nothing of the
 * result, whoever stands beside him. Null where the programme has no such scene.
 */
export function previewOf(tour: Pick<Tour, 'programme' | 'setup'>, sceneId: string): Ceremony | null {
  const programme = programmeOf(tour);
  const scene = programme?.scenes.find(({ id }) => id === sceneId);
  if (programme === undefined || scene === undefined) return null;
  const { hall, calm, grain } = programme;
  return {
    ...{ state: 'running', begunAt: 0, step: 1, grain, veil: null, message: null, untold: [] },
    picture: { scene, hall, calm, revealSteps: 0, revealed: [] },
  };
}
