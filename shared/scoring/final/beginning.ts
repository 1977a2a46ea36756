import { type Static, Type } from 'typebox';
import { exactly } from '../../schema.ts';
import type { CeremonyEvent } from '../../tour/ceremony/ceremony.ts';
import { pictureAt, programmeOf } from '../../tour/ceremony/stepping.ts';
import { type ToldEvent, telling } from '../../tour/ceremony/told.ts';
import { scenesToShow } from '../../tour/ceremony/walk.ts';
import { type Decision, happens, refuse } from '../../tour/outcome.ts';
import type { Tour } from '../../tour/state.ts';
import type { VisibilityEvent } from '../../tour/visibility.ts';
import { publicStandings } from '../standings.ts';

/** Begins the ceremony with its first scene. */
export const BeginCeremony = exactly({ type: Type.Literal('beginCeremony') });
export type BeginCeremony = Static<typeof BeginCeremony>;

/** Whether the public's standings tell already what a ceremony would reveal. */
export function isResultPublic(tour: Tour): boolean {
  const shown = publicStandings(tour);
  return shown.mode !== 'hidden' && shown.by === 'total';
}

/** Decides {@link BeginCeremony}: of a final result that nobody knows yet. */
export function decideBeginCeremony(tour: Tour): Decision<CeremonyEvent | ToldEvent | VisibilityEvent> {
  if (tour.ceremony?.state === 'running') return happens();
  if (tour.final === null) return refuse('result.not-final');
  if (isResultPublic(tour)) return refuse('ceremony.result-is-public');
  const programme = programmeOf(tour);
  const [first] = programme === undefined ? [] : scenesToShow(programme, tour);
  if (programme === undefined || first === undefined) return refuse('tour.not-set-up');
  const picture = pictureAt(tour, programme, { sceneId: first.id, revealSteps: 0 });
  if (picture === undefined) return refuse('result.not-final');
  const { grain, delaySeconds } = programme;
  const { weights } = tour.final.rule;
  const begun = { type: 'ceremony.begun' as const, picture, grain, delaySeconds, weights };
  // From now on the result is opened by a command, never by a time that was planned before.
  const { visibilityPlan: plan } = tour;
  const opens = plan !== null && plan.visibility.mode !== 'hidden';
  return happens<CeremonyEvent | ToldEvent | VisibilityEvent>(
    ...(opens ? [{ type: 'visibility.unplanned' as const }] : []),
    begun,
    // What was told of an earlier ceremony is nothing of this one.
    ...(delaySeconds === 0 ? telling({ ...tour, told: null }, { state: 'running', steps: 0 }) : []),
  );
}
