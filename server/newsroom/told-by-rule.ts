import type { SuggestedMoment } from '../../shared/desk.ts';
import type { PublishPost } from '../../shared/tour/posts/posts.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { TourRoom } from '../live/tour-room.ts';
import { type Edge, NOT_NOW } from './scheduled.ts';

/** The moments that the tour's rule publishes: of its kinds, since it was set, and never told by anybody. */
export function momentsByRule(
  { momentRule: rule, momentsTold }: Tour,
  moments: readonly SuggestedMoment[],
): readonly SuggestedMoment[] {
  if (rule === null) return [];
  // What was told and taken back again stays back: a person decided that.
  return moments.filter(
    ({ at, feature: { what, momentId } }) =>
      rule.kinds.includes(what) && at >= rule.sinceUnixMs && momentsTold[momentId] === undefined,
  );
}

/** A moment as a post; its id says which moment it tells, so that it is published once, whoever tries. */
const postOf = ({ feature, title, text, stopId, areaId, brandId }: SuggestedMoment): PublishPost => ({
  ...{ type: 'publishPost', postId: `moment-${feature.momentId.replace('.', '-')}` },
  ...{ title, text, feature, pictures: [] },
  ...(stopId !== undefined && { stopId }),
  ...(areaId !== undefined && { areaId }),
  ...(brandId !== undefined && { brandId }),
});

/** Publishes by rule under the rule's outlet; one for each tour and process. */
export class ToldByRule {
  readonly #room: TourRoom;
  readonly #edge: Edge;
  /** What was refused is not tried every second. */
  readonly #refused = new Set<string>();

  constructor(room: TourRoom, edge: Edge) {
    this.#room = room;
    this.#edge = edge;
  }

  /** Publishes what is due. Answers the codes of what was refused now. Throws StoreUnavailable. */
  async publish(moments: readonly SuggestedMoment[]): Promise<readonly string[]> {
    const room = this.#room;
    const { momentRule: rule } = room.fold.passing;
    const due = momentsByRule(room.fold.passing, moments).filter(
      ({ feature }) => !this.#refused.has(feature.momentId),
    );
    if (rule === null || due.length === 0) return [];
    const actor = { role: 'editor', id: rule.outletId } as const;
    if (!(await this.#edge.isLetIn(room.id, rule.outletId))) return [];
    const refused: string[] = [];
    for (const moment of due) {
      const command = postOf(moment);
      const answer = await room.submit(actor, `rule-${command.postId}`, command);
      if (answer.ok || NOT_NOW.includes(answer.code)) continue;
      this.#refused.add(moment.feature.momentId);
      refused.push(answer.code);
    }
    return refused;
  }
}
