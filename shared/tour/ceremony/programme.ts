import { type Static, Type } from 'typebox';
import { sameJson } from '../../canonical.ts';
import { type EventOf, exactly } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, type Refusal, refuse } from '../outcome.ts';
import type { Setup } from '../setup/setup.ts';
import type { Tour } from '../state.ts';
import { Grain } from './reveal.ts';
import { Scene, sceneKind } from './scenes.ts';

/** What a meeting shows, in order, and how. */
export const Programme = exactly({
  scenes: Type.Array(Scene, { minItems: 1, maxItems: 80 }),
  grain: Grain,
  /** So long after the hall the public is told, seconds. */
  delaySeconds: Type.Integer({ minimum: 0, maximum: 120 }),
  /** When what is revealed leaves the pages, as feeds, proposed posts and messages: place by place, or once all is opened. */
  outside: Type.Enum(['step', 'opened']),
  /** A dark hall with a bright wall, or a light one with a projector. */
  hall: Type.Enum(['dark', 'light']),
  /** Nothing moves: pictures only change. */
  calm: Type.Boolean(),
});
export type Programme = Static<typeof Programme>;

/** Sets the programme. `basedOnVersion` is the version that was edited; 0 at first. */
export const SetProgramme = exactly({
  type: Type.Literal('setProgramme'),
  programme: Programme,
  basedOnVersion: Type.Integer({ minimum: 0 }),
});
export type SetProgramme = Static<typeof SetProgramme>;

/** What the log keeps of programmes. */
export const PROGRAMME_EVENTS = {
  'programme.set': exactly({ type: Type.Literal('programme.set'), programme: Programme }),
} as const;
export type ProgrammeEvent = EventOf<typeof PROGRAMME_EVENTS>;

/** A programme that is set; `version` counts its changes, so that nobody overwrites an edit that he has not seen. */
export interface SetDown extends Programme {
  readonly version: number;
}

/** Why a programme makes no sense for a set-up, or undefined. */
export function checkProgramme({ scenes }: Programme, setup: Setup | null): Refusal | undefined {
  const seen = new Set<string>();
  for (const scene of scenes) {
    if (seen.has(scene.id)) return refuse('programme.duplicate', { id: scene.id });
    seen.add(scene.id);
    const { needs, once } = sceneKind(scene.kind);
    if (needs !== undefined && scene[needs] === undefined)
      return refuse('programme.lacks', { scene: scene.id, what: needs });
    if (scene.areaId !== undefined && !setup?.areas.some(({ id }) => id === scene.areaId))
      return refuse('area.unknown', { area: scene.areaId });
    if (once && scenes.some((other) => other !== scene && other.kind === scene.kind))
      return refuse('programme.twice', { kind: scene.kind });
  }
  return undefined;
}

/** Decides {@link SetProgramme}. While a ceremony runs, what is on stays, and so does the grain that it is counted in. */
export function decideSetProgramme(
  tour: Tour,
  { programme, basedOnVersion }: SetProgramme,
  _context: Context,
): Decision<ProgrammeEvent> {
  const { programme: known, ceremony } = tour;
  const version = known?.version ?? 0;
  if (version !== basedOnVersion) return refuse('programme.stale', { version, basedOn: basedOnVersion });
  const wrong = checkProgramme(programme, tour.setup);
  if (wrong) return wrong;
  if (ceremony?.state === 'running') {
    const on = ceremony.picture.scene;
    const stays = programme.scenes.some(({ id, kind }) => id === on.id && kind === on.kind);
    if (!stays || programme.grain !== ceremony.grain) return refuse('programme.is-on', { scene: on.id });
  }
  if (known !== null) {
    const { version: _version, ...same } = known;
    if (sameJson(same, programme)) return happens();
  }
  return happens({ type: 'programme.set', programme });
}

/** Folds a programme. */
export const evolveProgramme = (tour: Tour, { programme }: ProgrammeEvent): Tour => ({
  ...tour,
  programme: { ...programme, version: (tour.programme?.version ?? 0) + 1 },
});
