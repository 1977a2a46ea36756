import type { Latest } from '../../../shared/protocol.ts';
import { type TrackKnown, trackPart } from './latest.ts';
import type { Newest } from './newest.ts';

/** What no follower has, for it was never sent. */
const NOTHING_SENT: TrackKnown = { version: -1, count: 0 };

/** What is new since the last frame, as members of its `latest`: `"name":value`. */
export interface Changes {
  readonly everybodys: readonly string[];
  readonly organisers: readonly string[];
  readonly presenters: readonly string[];
  readonly hall: readonly string[];
  /** How much of the driven road had been sent before. */
  readonly trackBefore: TrackKnown;
}

/** Keeps what was sent last, so that a frame holds only what differs. */
export class News {
  #sent: Partial<Record<keyof Latest, string>> = {};
  #sentTrack = NOTHING_SENT;

  /** What differs from what was sent last, which it counts as sent now. `drawn`: the road driven so far. */
  take(
    newest: Newest,
    drawn: Parameters<typeof trackPart>[0],
    of: {
      readonly withOrganisers: boolean;
      readonly withPresenters: boolean;
      readonly withHall: boolean;
    },
  ): Changes {
    const trackBefore = this.pass(drawn);
    const shared = this.#newOf(newest.everybodys());
    const likes = newest.likes.takeUnsent();
    if (Object.keys(likes).length > 0) shared.push(`"likes":${JSON.stringify(likes)}`);
    const part = trackPart(drawn, trackBefore);
    if (part.count > 0 || part.version !== trackBefore.version)
      shared.push(`"track":${JSON.stringify(part)}`);
    const own = of.withOrganisers ? this.#newOf(newest.organisers()) : [];
    const leading = of.withPresenters ? this.#newOf(newest.presenters()) : [];
    const hall = of.withHall ? this.#newOf(newest.hall()) : [];
    return { everybodys: shared, organisers: own, presenters: leading, hall, trackBefore };
  }

  /** Counts the road as sent where nobody follows; how much of it was sent before. */
  pass(drawn: Parameters<typeof trackPart>[0]): TrackKnown {
    const before = this.#sentTrack;
    this.#sentTrack = { version: drawn.version, count: drawn.points.length };
    return before;
  }

  /** Everything is new again: the log is another one. */
  reset(): void {
    this.#sent = {};
    this.#sentTrack = NOTHING_SENT;
  }

  #newOf(now: Partial<Latest>): string[] {
    const names = Object.keys(now) as (keyof Latest)[];
    return names.flatMap((name) => this.#ifNew(name, now[name]) ?? []);
  }

  #ifNew(name: keyof Latest, value: unknown): string | undefined {
    const json = JSON.stringify(value);
    if (this.#sent[name] === json) return undefined;
    this.#sent[name] = json;
    return `"${name}":${json}`;
  }
}
