import type { Ballot } from '../../shared/tour/ballots.ts';
import { evolve, type TourEvent } from '../../shared/tour/index.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';

/**
 * A tour that takes many events in a row: what {@link evolve} makes of them one after another. Ballots, of
 * which there are most, are put into copies that the draft made itself, once a draft and not once an event:
 * with hundreds of judges the copying was most of a start and of a busy server's time.
 *
 * The tours it answers share those copies. Keep the last one only, and only when the draft takes no more.
 */
export class TourDraft {
  #tour: Tour;
  #ballots: Record<string, Record<string, Ballot>> | undefined;
  readonly #ownStops = new Map<string, Record<string, Ballot>>();

  constructor(tour: Tour) {
    this.#tour = tour;
  }

  /** The tour after everything that was taken. */
  get tour(): Tour {
    return this.#tour;
  }

  /** Takes the next event, that happened at server time `at` (ms). */
  take(event: TourEvent, at: number): void {
    if (event.type !== 'ballot.cast' && event.type !== 'ballot.amended') {
      this.#tour = evolve(this.#tour, event, at);
      return;
    }
    const { stopId, judgeId } = event;
    const before = this.#tour.ballots[stopId]?.[judgeId];
    // A ballot's fold looks at nothing but the ballot before it: asked about a tour that holds only that one.
    const alone = before === undefined ? {} : { [stopId]: { [judgeId]: before } };
    const after = evolve({ ...emptyTour, ballots: alone }, event, at).ballots[stopId]?.[judgeId];
    if (after !== undefined) this.#own(stopId)[judgeId] = after;
  }

  /** The draft's own copy of a stop's ballots. */
  #own(stopId: string): Record<string, Ballot> {
    if (this.#ballots === undefined || this.#tour.ballots !== this.#ballots) {
      this.#ballots = { ...this.#tour.ballots };
      this.#ownStops.clear();
      this.#tour = { ...this.#tour, ballots: this.#ballots };
    }
    let own = this.#ownStops.get(stopId);
    if (own === undefined) {
      own = { ...this.#ballots[stopId] };
      this.#ballots[stopId] = own;
      this.#ownStops.set(stopId, own);
    }
    return own;
  }
}
