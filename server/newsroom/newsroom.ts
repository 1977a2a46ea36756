import type { SuggestedMoment } from '../../shared/desk.ts';
import type { TourRoom } from '../live/tour-room.ts';
import type { Store } from '../store/port.ts';
import { Drafts } from './drafts.ts';
import { Suggestions } from './suggestions.ts';

/** A tour's newsroom in this process: what the desk works with beside the log. */
export class Newsroom {
  readonly drafts: Drafts;
  readonly #suggestions: Suggestions;
  readonly #nowUnixMs: () => number;

  constructor(room: TourRoom, store: Store, nowUnixMs: () => number) {
    this.#nowUnixMs = nowUnixMs;
    this.drafts = new Drafts(store, room.id);
    this.#suggestions = new Suggestions(room);
  }

  /** Every moment that nobody tells yet, oldest first. */
  moments(): readonly SuggestedMoment[] {
    return this.#suggestions.at(this.#nowUnixMs());
  }
}
