import type { Actor } from '../../shared/tour/actor.ts';
import { type Ballot, ballotAfter, judgeOf } from '../../shared/tour/ballots.ts';
import { type Command, evolve, type TourEvent } from '../../shared/tour/index.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { isBallot, type OfStop } from './draft.ts';

/**
 * What would be, were a group of commands already in the log: each is decided on it. Lays what the group
 * brought over the tour and leaves that untouched. For one turn of the event loop only.
 */
export class GroupDraft {
  #tour: Tour;
  readonly #brought = new Map<string, OfStop>();

  constructor(passing: Tour) {
    this.#tour = passing;
  }

  /** The tour that a command is decided on. To a ballot's command only the judge's own ballot is shown. */
  tourFor(command: Command, actor: Actor): Tour {
    if (this.#brought.size === 0) return this.#tour;
    if (
      command.type === 'castBallot' ||
      command.type === 'amendBallot' ||
      command.type === 'enterPaperBallot'
    ) {
      const judgeId = judgeOf(command, actor);
      const own = this.#ballot(command.itemId, judgeId);
      return { ...this.#tour, ballots: own === undefined ? {} : { [command.itemId]: { [judgeId]: own } } };
    }
    const ballots: Record<string, OfStop> = { ...this.#tour.ballots };
    for (const [itemId, own] of this.#brought) ballots[itemId] = { ...ballots[itemId], ...own };
    return { ...this.#tour, ballots };
  }

  /** Takes an event that the group leads to. */
  take(event: TourEvent, at: number): void {
    if (!isBallot(event)) {
      this.#tour = evolve(this.#tour, event, at);
      return;
    }
    const { itemId, judgeId } = event;
    const brought = this.#brought.get(itemId) ?? {};
    brought[judgeId] = ballotAfter(this.#ballot(itemId, judgeId), event, at);
    this.#brought.set(itemId, brought);
  }

  #ballot(itemId: string, judgeId: string): Ballot | undefined {
    return this.#brought.get(itemId)?.[judgeId] ?? this.#tour.ballots[itemId]?.[judgeId];
  }
}
