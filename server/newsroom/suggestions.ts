import { viewOf } from '../../shared/audience.ts';
import type { SuggestedMoment } from '../../shared/desk.ts';
import type { ShownStandings } from '../../shared/scoring/standings.ts';
import { proposedMoments } from '../../shared/tour/posts/moments.ts';
import type { TourRoom } from '../live/tour-room.ts';
import { suggest } from './moment-words.ts';
import { minuteOfDay } from './tour-clock.ts';

/** The moments of a room, looked for again only when something public has happened or a minute has passed. */
export class Suggestions {
  readonly #room: TourRoom;
  #basis: readonly unknown[] = [];
  #found: readonly SuggestedMoment[] = [];

  constructor(room: TourRoom) {
    this.#room = room;
  }

  /** Every moment that nobody tells yet, with its words, oldest first. Made of what viewers see. */
  at(nowUnixMs: number): readonly SuggestedMoment[] {
    const { passing, publicVersion } = this.#room.fold;
    // A result's words name scores; before the last day is over, or all is opened, no moment does.
    const isOver =
      passing.told?.state === 'opened' ||
      passing.setup?.days.every(({ number }) => passing.days[number]?.endedAt !== undefined);
    const standings = isOver ? this.#standings() : undefined;
    const basis = [publicVersion, standings, Math.floor(nowUnixMs / 60_000)];
    if (basis.every((part, index) => part === this.#basis[index])) return this.#found;
    this.#basis = basis;
    const tour = viewOf(this.#room.fold.tour, 'public');
    const { setup } = tour;
    this.#found =
      setup === null
        ? []
        : proposedMoments(tour, nowUnixMs, (at) => minuteOfDay(at, setup.timeZone))
            .filter(({ feature }) => feature.what !== 'result' || isFinal(standings))
            .map((moment) => suggest(moment, { tour, setup, standings: standings ?? { mode: 'hidden' } }));
    return this.#found;
  }

  #standings() {
    return this.#room.hub.newest.standings.shown(this.#room.fold.tour);
  }
}

/** A result is told once nothing is missing: with a stop below its quorum there is none, only scores so far. */
const isFinal = (standings: ShownStandings | undefined): boolean =>
  standings?.mode === 'live' && standings.by === 'total';
