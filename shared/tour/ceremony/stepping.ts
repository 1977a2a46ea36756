import { type Static, Type } from 'typebox';
import { exactly, Id, plainText } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';
import type { VisibilityEvent } from '../visibility.ts';
import { type CeremonyEvent, type Picture, Veil } from './ceremony.ts';
import type { Programme } from './programme.ts';
import { revealedAfter, stepsToReveal } from './reveal.ts';
import { templateProgramme } from './template.ts';
import { type ToldEvent, telling } from './told.ts';
import { type Place, placeAfter, scenesToShow } from './walk.ts';

/** Goes one step on or back, or to a scene: from the step at which whoever gives it saw the hall. */
export const StepCeremony = exactly({
  type: Type.Literal('stepCeremony'),
  seenStep: Type.Integer({ minimum: 1 }),
  go: Type.Union([Type.Literal('next'), Type.Literal('back'), exactly({ sceneId: Id })]),
});
export type StepCeremony = Static<typeof StepCeremony>;

/** Ends the ceremony: the hall keeps its last picture. */
export const EndCeremony = exactly({ type: Type.Literal('endCeremony') });
export type EndCeremony = Static<typeof EndCeremony>;

/** Lays black or the time over the picture, or takes it away (null). */
export const VeilHall = exactly({ type: Type.Literal('veilHall'), veil: Veil });
export type VeilHall = Static<typeof VeilHall>;

/** Shows the hall a line, or takes it away (null). */
export const TellHall = exactly({
  type: Type.Literal('tellHall'),
  message: Type.Union([plainText(120, 1), Type.Null()]),
});
export type TellHall = Static<typeof TellHall>;

/** Opens the whole result to everybody. */
export const OpenResult = exactly({ type: Type.Literal('openResult') });
export type OpenResult = Static<typeof OpenResult>;

/** The programme of a tour: as it was set, or the one to begin with. Undefined before the set-up. */
export const programmeOf = ({ programme, setup }: Pick<Tour, 'programme' | 'setup'>): Programme | undefined =>
  programme ?? (setup === null ? undefined : templateProgramme(setup));

/** What the hall sees at a place; undefined where that cannot be shown. */
export function pictureAt(tour: Tour, programme: Programme, place: Place): Picture | undefined {
  const scene = programme.scenes.find(({ id }) => id === place.sceneId);
  if (scene === undefined || tour.final === null) return undefined;
  const { revealSteps } = place;
  const { grain, hall, calm } = programme;
  return {
    ...{ scene, revealSteps, hall, calm },
    revealed: [...revealedAfter(tour.final, grain, revealSteps)],
  };
}

/** Where the hall is. */
export const placeOf = ({ scene, revealSteps }: Picture): Place => ({ sceneId: scene.id, revealSteps });

/** Decides {@link StepCeremony}. The second of two who press at once is told that the hall is there already. */
export function decideStepCeremony(
  tour: Tour,
  { seenStep, go }: StepCeremony,
  _context: Context,
): Decision<CeremonyEvent | ToldEvent> {
  const { ceremony, final } = tour;
  const programme = programmeOf(tour);
  if (ceremony?.state !== 'running' || programme === undefined) return refuse('ceremony.not-running');
  if (final === null) return refuse('result.not-final');
  if (seenStep !== ceremony.step) return refuse('ceremony.already-there', { step: ceremony.step });
  const { grain } = ceremony;
  const scenes = scenesToShow(programme, tour);
  const place = placeAfter(scenes, { rows: final.rows, grain }, placeOf(ceremony.picture), go);
  if (place === undefined)
    return typeof go === 'object'
      ? refuse('scene.unknown', { scene: go.sceneId })
      : refuse(go === 'next' ? 'ceremony.at-end' : 'ceremony.at-beginning');
  const picture = pictureAt(tour, { ...programme, grain }, place);
  if (picture === undefined) return refuse('scene.unknown', { scene: place.sceneId });
  const { delaySeconds } = programme;
  const goesOn = picture.revealSteps > ceremony.picture.revealSteps;
  return happens<CeremonyEvent | ToldEvent>(
    { type: 'ceremony.stepped', picture, delaySeconds },
    ...(goesOn && delaySeconds === 0 ? telling(tour, { state: 'running', steps: picture.revealSteps }) : []),
  );
}

/** Decides {@link EndCeremony}. */
export function decideEndCeremony(tour: Tour): Decision<CeremonyEvent | ToldEvent> {
  const { ceremony } = tour;
  if (ceremony?.state !== 'running') return happens();
  const delaySeconds = programmeOf(tour)?.delaySeconds ?? 0;
  const steps = ceremony.picture.revealSteps;
  return happens<CeremonyEvent | ToldEvent>(
    { type: 'ceremony.ended', delaySeconds },
    ...(delaySeconds === 0 ? telling(tour, { state: 'ended', steps }) : []),
  );
}

/** Decides {@link VeilHall}. */
export function decideVeilHall(tour: Tour, { veil }: VeilHall): Decision<CeremonyEvent> {
  if (tour.ceremony === null) return refuse('ceremony.not-running');
  return tour.ceremony.veil === veil ? happens() : happens({ type: 'hall.veiled', veil });
}

/** Decides {@link TellHall}. */
export function decideTellHall(tour: Tour, { message }: TellHall): Decision<CeremonyEvent> {
  if (tour.ceremony === null) return refuse('ceremony.not-running');
  return tour.ceremony.message === message ? happens() : happens({ type: 'hall.told', message });
}

/** Decides {@link OpenResult}: once no ceremony runs that would be overtaken. */
export function decideOpenResult(tour: Tour): Decision<VisibilityEvent | ToldEvent> {
  const { final, ceremony, visibility, visibilityPlan } = tour;
  if (final === null) return refuse('result.not-final');
  if (ceremony?.state === 'running') return refuse('ceremony.running');
  const steps = stepsToReveal(final, ceremony?.grain ?? 'place');
  return happens<VisibilityEvent | ToldEvent>(
    ...(visibilityPlan === null ? [] : [{ type: 'visibility.unplanned' as const }]),
    ...(visibility.mode === 'live'
      ? []
      : [{ type: 'visibility.set' as const, visibility: { mode: 'live' as const } }]),
    ...telling(tour, { state: 'opened', steps }),
  );
}
