import { type Shown, sameShown, shownPart } from '../../../shared/scoring/scored.ts';
import {
  fullStandings,
  publicStandings,
  type ShownStandings,
  type Standings,
} from '../../../shared/scoring/standings.ts';
import type { Tour } from '../../../shared/tour/state.ts';

/** Standings of the newest state, computed once however many ask. */
export class StandingsOfTour {
  #basis: Shown | undefined;
  #shown: ShownStandings | undefined;
  #full: Standings | undefined;

  /** What everybody but the organiser sees. */
  shown(tour: Tour): ShownStandings {
    const basis = this.#basisOf(tour);
    this.#shown ??= publicStandings(basis);
    return this.#shown;
  }

  /** With nothing held back. */
  full(tour: Tour): Standings {
    const basis = this.#basisOf(tour);
    this.#full ??= fullStandings(basis);
    return this.#full;
  }

  /** All that standings can be computed from; another object makes them void. */
  #basisOf(tour: Tour): Shown {
    if (this.#basis !== undefined && sameShown(this.#basis, tour)) return this.#basis;
    this.#basis = shownPart(tour);
    this.#shown = undefined;
    this.#full = undefined;
    return this.#basis;
  }
}
