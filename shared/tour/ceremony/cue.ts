import type { Tour } from '../state.ts';
import type { Picture } from './ceremony.ts';
import { placesToReveal, type RevealedPlace, stepsToReveal } from './reveal.ts';
import type { Scene } from './scenes.ts';
import { pictureAt, placeOf, programmeOf } from './stepping.ts';
import { type Going, isToShow, placeAfter, scenesToShow } from './walk.ts';

/** What comes at a step: a scene, and what it reveals that was not shown before. */
export interface Ahead {
  readonly scene: Scene;
  readonly revealSteps: number;
  /** The place that it shows more of than the hall sees now; it asks the presenter once more. */
  readonly reveals?: RevealedPlace;
}

/** What the presenter should know before he begins. Names nobody. */
export type CueNotice =
  | { readonly kind: 'not-final' }
  /** Areas share this place: they are revealed together. */
  | { readonly kind: 'tie'; readonly rank: number; readonly areas: number }
  /** No place gets this prize: there are fewer areas, or a tie before it used its places. */
  | { readonly kind: 'prize-unused'; readonly prizeId: string }
  /** Areas behind the last prize are not revealed; they appear with the whole result. */
  | { readonly kind: 'without-prize'; readonly areas: number }
  /** The area of a story competes no more, or has withdrawn: its scene is passed over. */
  | { readonly kind: 'story-gone'; readonly sceneId: string };

/** What the presenter alone is told of what comes. */
export interface Cue {
  /** Where the present scene's steps stand: so many of so many. */
  readonly steps: { readonly done: number; readonly of: number };
  readonly next: Ahead | null;
  readonly back: Ahead | null;
  readonly notices: readonly CueNotice[];
}

/** The presenter's cue; undefined before the set-up. */
export function cueOf(tour: Tour): Cue | undefined {
  const programme = programmeOf(tour);
  if (programme === undefined) return undefined;
  const { ceremony, final } = tour;
  const notices = noticesOf(tour);
  if (ceremony?.state !== 'running' || final === null)
    return { steps: { done: 0, of: 0 }, next: null, back: null, notices };
  const { picture, grain } = ceremony;
  const scenes = scenesToShow(programme, tour);
  const ahead = (going: Going): Ahead | null => {
    const place = placeAfter(scenes, { rows: final.rows, grain }, placeOf(picture), going);
    const shown = place && pictureAt(tour, { ...programme, grain }, place);
    if (shown === undefined) return null;
    const reveals = newlyRevealed(picture, shown);
    return { scene: shown.scene, revealSteps: shown.revealSteps, ...(reveals && { reveals }) };
  };
  return {
    steps: { done: picture.revealSteps, of: stepsToReveal(final, grain) },
    ...{ next: ahead('next'), back: ahead('back'), notices },
  };
}

/** The place that a picture shows more of than the one before: the last of its places, for nothing else grows. */
const newlyRevealed = (before: Picture, after: Picture): RevealedPlace | undefined =>
  after.revealSteps > before.revealSteps ? after.revealed.at(-1) : undefined;

function noticesOf(tour: Tour): readonly CueNotice[] {
  const { final, programme } = tour;
  const gone = (programme?.scenes ?? []).filter((scene) => !isToShow(scene, tour));
  const stories = gone.map(({ id }) => ({ kind: 'story-gone', sceneId: id }) as const);
  if (final === null) return [{ kind: 'not-final' }, ...stories];
  const places = placesToReveal(final);
  const unused = final.prizes.filter(({ id }) => !final.rows.some(({ prizeId }) => prizeId === id));
  const without = final.rows.filter(({ prizeId }) => prizeId === undefined).length;
  return [
    ...places.flatMap((sharing) =>
      sharing.length > 1 && sharing[0] !== undefined
        ? [{ kind: 'tie' as const, rank: sharing[0].rank, areas: sharing.length }]
        : [],
    ),
    ...unused.map(({ id }) => ({ kind: 'prize-unused', prizeId: id }) as const),
    ...(without > 0 ? [{ kind: 'without-prize', areas: without } as const] : []),
    ...stories,
  ];
}
