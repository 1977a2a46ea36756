import { type Static, Type } from 'typebox';
import { type EventOf, exactly, plainText } from '../../schema.ts';
import { ScoringRule } from '../judging/scoring-rule.ts';
import type { Tour } from '../state.ts';
import { Grain, RevealedPlace } from './reveal.ts';
import { Scene } from './scenes.ts';

const Steps = Type.Integer({ minimum: 0, maximum: 2_000 });

/**
 * What the hall sees, whole: whoever holds it draws the same picture, wherever he comes from. Of the result it has what
 * is revealed, and nothing that depends on what is not.
 */
export const Picture = exactly({
  scene: Scene,
  /** How many of the result's steps are shown. */
  revealSteps: Steps,
  /** Last place first. */
  revealed: Type.Array(RevealedPlace, { maxItems: 200 }),
  hall: Type.Enum(['dark', 'light']),
  calm: Type.Boolean(),
});
export type Picture = Static<typeof Picture>;

/** What lies over the picture: nothing of it, or the time. */
export const Veil = Type.Union([Type.Literal('black'), Type.Literal('clock'), Type.Null()]);
export type Veil = Static<typeof Veil>;

/** How much each part of a total counts, in per cent: what a wall says beside the parts. */
export const PartWeights = ScoringRule.properties.weights;
export type PartWeights = Static<typeof PartWeights>;

const delaySeconds = Type.Integer({ minimum: 0, maximum: 120 });
const message = Type.Union([plainText(120, 1), Type.Null()]);

/** What the log keeps of the hall; screens, presenters and the organiser see it. */
export const CEREMONY_EVENTS = {
  'ceremony.begun': exactly({
    type: Type.Literal('ceremony.begun'),
    picture: Picture,
    grain: Grain,
    delaySeconds,
    weights: Type.Optional(PartWeights),
  }),
  'ceremony.stepped': exactly({ type: Type.Literal('ceremony.stepped'), picture: Picture, delaySeconds }),
  'ceremony.ended': exactly({ type: Type.Literal('ceremony.ended'), delaySeconds }),
  'ceremony.stopped': exactly({ type: Type.Literal('ceremony.stopped'), reason: plainText(400, 1) }),
  'hall.veiled': exactly({ type: Type.Literal('hall.veiled'), veil: Veil }),
  'hall.told': exactly({ type: Type.Literal('hall.told'), message }),
} as const;
export type CeremonyEvent = EventOf<typeof CEREMONY_EVENTS>;

/** What the hall was shown at an instant (ms), and the public is to be told so long after it. */
interface Untold {
  readonly shownAt: number;
  readonly delayMs: number;
  readonly state: 'running' | 'ended';
  readonly steps: number;
}

/** From when on the public is told (ms). Reckoned, not kept: a clock that is settled dates anew what has happened only. */
export const dueAt = ({ shownAt, delayMs }: Untold): number => shownAt + delayMs;

/** A ceremony, as the hall has it. */
export interface Ceremony {
  readonly state: 'running' | 'ended' | 'stopped';
  readonly begunAt: number;
  /** Counts what was shown, from 1: a step is a command on the step it was seen at. */
  readonly step: number;
  readonly picture: Picture;
  /** What `revealSteps` counts, from the beginning to the end. */
  readonly grain: Grain;
  /** Missing in a ceremony that began before it was told. */
  readonly weights?: PartWeights;
  readonly veil: Veil;
  readonly message: string | null;
  /** Oldest first; empty where the public is told at once. */
  readonly untold: readonly Untold[];
  /** Why it was stopped. */
  readonly reason?: string;
}

/** Folds what happens in the hall at an instant (ms). */
export function evolveCeremony(tour: Tour, event: CeremonyEvent, at: number): Tour {
  const known = tour.ceremony;
  if (event.type === 'ceremony.begun') {
    const { picture, grain, delaySeconds, weights } = event;
    const ceremony: Ceremony = {
      ...{ state: 'running', begunAt: at, step: (known?.step ?? 0) + 1, picture, grain },
      ...(weights !== undefined && { weights }),
      ...{ veil: null, message: null },
      untold: untoldAfter([], { shownAt: at, state: 'running', steps: 0 }, delaySeconds),
    };
    return { ...tour, ceremony };
  }
  if (known === null) return tour;
  return { ...tour, ceremony: ceremonyAfter(known, event, at) };
}

function ceremonyAfter(
  known: Ceremony,
  event: Exclude<CeremonyEvent, { readonly type: 'ceremony.begun' }>,
  at: number,
): Ceremony {
  switch (event.type) {
    case 'ceremony.stepped': {
      const { picture, delaySeconds } = event;
      const told = { shownAt: at, state: 'running', steps: picture.revealSteps } as const;
      // What was taken back is to be shown again before anybody is told of it, and waits from then on.
      const shown = known.untold.filter(({ steps }) => steps <= picture.revealSteps);
      const isNews = picture.revealSteps > known.picture.revealSteps;
      const untold = isNews ? untoldAfter(shown, told, delaySeconds) : shown;
      // Whoever goes on wants to be seen: what lay over the picture is gone.
      return { ...known, step: known.step + 1, picture, veil: null, untold };
    }
    case 'ceremony.ended': {
      const told = { shownAt: at, state: 'ended', steps: known.picture.revealSteps } as const;
      return { ...known, state: 'ended', untold: untoldAfter(known.untold, told, event.delaySeconds) };
    }
    case 'ceremony.stopped':
      return { ...known, state: 'stopped', reason: event.reason, untold: [], veil: null };
    case 'hall.veiled':
      return { ...known, veil: event.veil };
    case 'hall.told':
      return { ...known, message: event.message };
  }
}

/**
 * What is still to be told after the hall was shown more; without a delay that is told by the command itself. It tells
 * all that was shown before as well, so that nothing of that is told after it.
 */
function untoldAfter(
  untold: Ceremony['untold'],
  shown: Omit<Untold, 'delayMs'>,
  delaySeconds: number,
): Ceremony['untold'] {
  const next: Untold = { ...shown, delayMs: delaySeconds * 1000 };
  const before = untold.filter((one) => dueAt(one) < dueAt(next));
  return delaySeconds === 0 ? [] : [...before, next];
}
