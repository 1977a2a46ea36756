import type { Language } from '../../shared/refusals.ts';
import type { CueNotice } from '../../shared/tour/ceremony/cue.ts';
import type { RevealedPlace } from '../../shared/tour/ceremony/reveal.ts';
import { type Scene, sceneKind } from '../../shared/tour/ceremony/scenes.ts';
import { areaNamed } from '../../shared/tour/setup/contest.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { pick } from '../i18n/names.ts';
import type { Words } from './zh.ts';

/** What a scene is called here: its kind, and what tells it from others of that kind. */
export function sceneSaid(
  scene: Scene,
  tour: Pick<Tour, 'setup' | 'formerAreas'>,
  language: Language,
): { readonly kind: string; readonly name: string | undefined } {
  const kind = pick(sceneKind(scene.kind).name, language);
  const area = scene.areaId === undefined ? undefined : areaSaid(tour, scene.areaId, language);
  const title = scene.title && pick(scene.title, language);
  // A free slide is what it says; of another scene the text is not its name.
  const text = scene.kind === 'slide' ? scene.text && pick(scene.text, language) : undefined;
  return { kind, name: area ?? title ?? text };
}

/** The full name of an area, also of one that competes no more. */
export function areaSaid(
  tour: Pick<Tour, 'setup' | 'formerAreas'>,
  areaId: string,
  language: Language,
): string {
  const area = areaNamed(tour, areaId);
  return area === undefined ? areaId : pick(area.name, language);
}

/** The part of a place that a step shows last: its number, who, the score, or how that is made up. */
export type Shows = 'place' | 'areas' | 'score' | 'parts';

/** What is new of a place that is revealed so far. */
export function showsOf({ areas }: RevealedPlace): Shows {
  const [area] = areas ?? [];
  if (area === undefined) return 'place';
  if (area.parts !== undefined) return 'parts';
  return area.score === undefined ? 'areas' : 'score';
}

/** The name of a prize of the set-up. */
export const prizeSaid = ({ setup }: Pick<Tour, 'setup'>, prizeId: string, language: Language): string => {
  const prize = setup?.prizes.find(({ id }) => id === prizeId);
  return prize === undefined ? prizeId : pick(prize.name, language);
};

/** A notice in words; `scenes` are those of the programme. */
export function noticeSaid(
  notice: CueNotice,
  tour: Tour,
  words: Words['notices'],
  language: Language,
): string {
  switch (notice.kind) {
    case 'not-final':
      return words.notFinal;
    case 'tie':
      return words.tie(notice.rank, notice.areas);
    case 'prize-unused':
      return words.prizeUnused(prizeSaid(tour, notice.prizeId, language));
    case 'without-prize':
      return words.withoutPrize(notice.areas);
    case 'story-gone': {
      const scene = tour.programme?.scenes.find(({ id }) => id === notice.sceneId);
      return words.storyGone(
        scene === undefined ? notice.sceneId : (sceneSaid(scene, tour, language).name ?? notice.sceneId),
      );
    }
  }
}
