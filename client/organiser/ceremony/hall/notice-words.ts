import type { CueNotice } from '../../../../shared/tour/ceremony/cue.ts';
import { SCENES } from '../../../../shared/tour/ceremony/scenes.ts';
import { programmeOf } from '../../../../shared/tour/ceremony/stepping.ts';
import { pick } from '../../../i18n/names.ts';
import type { Desk } from '../../desk.svelte.ts';

/** What the organiser should know before a ceremony begins, as a sentence that names no area. */
export function noticeWords(
  notice: CueNotice,
  { tour, words, language }: Pick<Desk, 'tour' | 'words' | 'language'>,
): string {
  const { notice: say } = words.hall;
  switch (notice.kind) {
    case 'not-final':
      return say.notFinal;
    case 'tie':
      return say.tie(notice.rank, notice.areas);
    case 'prize-unused': {
      const prize = (tour.final?.prizes ?? tour.setup?.prizes)?.find(({ id }) => id === notice.prizeId);
      return say.unused(prize === undefined ? notice.prizeId : pick(prize.name, language));
    }
    case 'without-prize':
      return say.withoutPrize(notice.areas);
    case 'story-gone': {
      const scenes = programmeOf(tour)?.scenes ?? [];
      const at = scenes.findIndex(({ id }) => id === notice.sceneId);
      return say.storyGone(at + 1, pick(SCENES[scenes[at]?.kind ?? 'story'].name, language));
    }
  }
}
