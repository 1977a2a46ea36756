import type { Ballot } from '../../shared/tour/ballots.ts';
import { evolve, type TourEvent } from '../../shared/tour/index.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';

/*
 * A tour that takes many events in a row: what `evolve` makes of them one after another. Ballots, of which
 * there are most, cost a copy of their stop's ballots and of all stops each; with hundreds of judges that
 * copying was most of a start and of a busy server's time.
 */

/** An item's ballots by judge. */
export type OfStop = Record<string, Ballot>;
type BallotEvent = Extract<TourEvent, { readonly type: 'ballot.cast' | 'ballot.amended' }>;

/** Whether an event is about one ballot. */
export const isBallot = (event: TourEvent): event is BallotEvent =>
  event.type === 'ballot.cast' || event.type === 'ballot.amended';

/** The ballot that the event leads to: its fold looks at nothing but the one before it. */
export function ballotAfter(before: Ballot | undefined, event: BallotEvent, at: number): Ballot | undefined {
  const { itemId, judgeId } = event;
  const alone = before === undefined ? {} : { [itemId]: { [judgeId]: before } };
  return evolve({ ...emptyTour, ballots: alone }, event, at).ballots[itemId]?.[judgeId];
}

/** The fold's own tour: copies ballots once for each time that it is shown, not once for each event. */
export class TourDraft {
  #tour: Tour = emptyTour;
  #ballots: Record<string, OfStop> | undefined;
  readonly #ownStops = new Map<string, OfStop>();

  /** The tour after everything that was taken: a value, which does not change any more. */
  get tour(): Tour {
    this.#ballots = undefined;
    this.#ownStops.clear();
    return this.#tour;
  }

  /** The same tour to look at before the next event is taken: its ballots change with that. Not to be kept. */
  get passing(): Tour {
    return this.#tour;
  }

  /** Takes the next event, that happened at server time `at` (ms). */
  take(event: TourEvent, at: number): void {
    if (!isBallot(event)) {
      this.#tour = evolve(this.#tour, event, at);
      return;
    }
    const { itemId, judgeId } = event;
    const after = ballotAfter(this.#tour.ballots[itemId]?.[judgeId], event, at);
    if (after !== undefined) this.#own(itemId)[judgeId] = after;
  }

  /** The draft's own copy of a stop's ballots. */
  #own(itemId: string): OfStop {
    if (this.#ballots === undefined || this.#tour.ballots !== this.#ballots) {
      this.#ballots = { ...this.#tour.ballots };
      this.#ownStops.clear();
      this.#tour = { ...this.#tour, ballots: this.#ballots };
    }
    let own = this.#ownStops.get(itemId);
    if (own === undefined) {
      own = { ...this.#ballots[itemId] };
      this.#ballots[itemId] = own;
      this.#ownStops.set(itemId, own);
    }
    return own;
  }
}
