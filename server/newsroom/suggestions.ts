import { viewOf } from '../../shared/audience.ts';
import type { SuggestedMoment } from '../../shared/desk.ts';
import { proposedMoments } from '../../shared/tour/moments.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { TourRoom } from '../live/tour-room.ts';
import { suggest } from './moment-words.ts';
import { minuteOfDay } from './tour-clock.ts';

/** What is looked at again only when the tour has changed or a minute has passed. */
export class Suggestions {
  readonly #room: TourRoom;
  #tour: Tour | undefined;
  #minute = -1;
  #found: readonly SuggestedMoment[] = [];

  constructor(room: TourRoom) {
    this.#room = room;
  }

  /** Every moment that nobody tells yet, with its words, oldest first. Made of what viewers see. */
  at(nowUnixMs: number): readonly SuggestedMoment[] {
    const { tour: whole } = this.#room.fold;
    const minute = Math.floor(nowUnixMs / 60_000);
    if (whole === this.#tour && minute === this.#minute) return this.#found;
    this.#tour = whole;
    this.#minute = minute;
    const tour = viewOf(whole, 'public');
    const { setup } = tour;
    if (setup === null) return [];
    const standings = this.#room.hub.standings.shown(whole);
    this.#found = proposedMoments(tour, nowUnixMs, (at) => minuteOfDay(at, setup.timeZone)).map((moment) =>
      suggest(moment, { tour, setup, standings }),
    );
    return this.#found;
  }
}
