import type { Command } from '../../../shared/commands.ts';
import type { Actor } from '../../../shared/tour/actor.ts';
import type { TourEvent } from '../../../shared/tour/events.ts';
import { evolve } from '../../../shared/tour/fold.ts';
import { type BallotEvent, ballotAfter, judgeOf } from '../../../shared/tour/judging/ballots.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { isBallot, type OfStop } from './draft.ts';

/** Ballots that a group brings, by judge: one after another, where a judge gives several. */
type Brought = Map<string, readonly { readonly event: BallotEvent; readonly at: number }[]>;

/**
 * What would be, were a group of commands already in the log: each is decided on it. Lays what the group
 * brought over the tour and leaves that untouched. For one turn of the event loop only.
 */
export class GroupDraft {
  #tour: Tour;
  /** By item. */
  readonly #brought = new Map<string, Brought>();

  constructor(passing: Tour) {
    this.#tour = passing;
  }

  /**
   * The tour that a command is decided on. A ballot's command rests on the judge's own ballot alone: those that
   * the group brought of other judges are left out of what it is shown.
   */
  tourFor(command: Command, actor: Actor): Tour {
    if (this.#brought.size === 0) return this.#tour;
    if (
      command.type === 'castBallot' ||
      command.type === 'amendBallot' ||
      command.type === 'enterPaperBallot'
    ) {
      const { itemId } = command;
      const judgeId = judgeOf(command, actor);
      if (this.#brought.get(itemId)?.get(judgeId) === undefined) return this.#tour;
      return { ...this.#tour, ballots: { [itemId]: this.#ballotsOf(itemId, [judgeId]) } };
    }
    const ballots: Record<string, OfStop> = { ...this.#tour.ballots };
    for (const [itemId, brought] of this.#brought)
      ballots[itemId] = { ...ballots[itemId], ...this.#ballotsOf(itemId, brought.keys()) };
    return { ...this.#tour, ballots };
  }

  /** Takes an event that the group leads to. */
  take(event: TourEvent, at: number): void {
    if (!isBallot(event)) {
      this.#tour = evolve(this.#tour, event, at);
      return;
    }
    const { itemId, judgeId } = event;
    const brought: Brought = this.#brought.get(itemId) ?? new Map();
    brought.set(judgeId, [...(brought.get(judgeId) ?? []), { event, at }]);
    this.#brought.set(itemId, brought);
  }

  /** Ballots of these judges as the group leaves them. */
  #ballotsOf(itemId: string, judgeIds: Iterable<string>): OfStop {
    const ballots: OfStop = {};
    for (const judgeId of judgeIds) {
      let ballot = this.#tour.ballots[itemId]?.[judgeId];
      for (const { event, at } of this.#brought.get(itemId)?.get(judgeId) ?? [])
        ballot = ballotAfter(ballot, event, at);
      if (ballot !== undefined) ballots[judgeId] = ballot;
    }
    return ballots;
  }
}
