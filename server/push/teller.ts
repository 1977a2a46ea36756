import { viewOf } from '../../shared/audience.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { TourRoom } from '../live/tour-room.ts';
import type { Store } from '../store/port.ts';
import { pushAddress } from './addresses.ts';
import { pushKeys } from './keys.ts';
import { messageOf, newMoments } from './moments.ts';
import { takeRound } from './rounds.ts';
import { send } from './sender.ts';
import { type KeptSubscription, noteOutcome, type Outcome, subscriptionsOf } from './subscriptions.ts';

/** What the telling rests on. */
export interface TellerParts {
  readonly store: Store;
  readonly nowUnixMs: () => number;
  /** The machine's clock: by it another process is known to be gone. */
  readonly machineUnixMs: () => number;
  readonly steadyMs: () => number;
  /** `https://host`, under which posts are read. */
  readonly origin: string;
  readonly hosts: readonly string[];
  readonly observe: (outcome: Outcome) => void;
}

/** Subscribers that are told before it is written down how far a round has come, and at the same time. */
const A_STEP = 100;
const AT_ONCE = 10;

/** Tells subscribers of key moments: each post once, by one of the processes. */
export class Teller {
  readonly #parts: TellerParts;
  /** What this process knows to be told, or to be another's. */
  readonly #settled = new Map<string, number>();
  #busy = false;

  constructor(parts: TellerParts) {
    this.#parts = parts;
  }

  /** Looks for new key moments of a tour and tells them. Rejects where the store is away: the next look goes on. */
  async look(room: TourRoom): Promise<void> {
    // Nobody is woken for a dress rehearsal.
    if (this.#busy || room.fold.tour.setup?.rehearsalOf !== undefined) return;
    this.#busy = true;
    try {
      for (const { id } of newMoments(room.fold.tour, this.#parts.nowUnixMs())) await this.#tell(room, id);
    } finally {
      this.#busy = false;
    }
  }

  async #tell(room: TourRoom, postId: string): Promise<void> {
    const { store, machineUnixMs, steadyMs } = this.#parts;
    const key = `${room.id} ${postId}`;
    const lookedAt = this.#settled.get(key);
    // What another process is at is looked at again: that one may be gone.
    if (lookedAt !== undefined && steadyMs() - lookedAt < 30_000) return;
    if (this.#settled.size > 10_000) this.#settled.clear();
    this.#settled.set(key, steadyMs());
    const round = await takeRound(store, room.id, postId, machineUnixMs);
    if (round === undefined) return;
    const all = await subscriptionsOf(store, room.id);
    const rest = all.filter((one) => one.key > round.upTo);
    for (let at = 0; at < rest.length; at += A_STEP) {
      const step = rest.slice(at, at + A_STEP);
      // What was withdrawn meanwhile, or is no key moment any more, is not told to the rest.
      if (!(await this.#tellStep(room, postId, step))) break;
      if (!(await round.move(step.at(-1)?.key ?? '', false))) return;
    }
    await round.move(all.at(-1)?.key ?? '', true);
  }

  /** Tells some, a few at a time; false where there is nothing to tell any more. */
  async #tellStep(room: TourRoom, postId: string, step: readonly KeptSubscription[]): Promise<boolean> {
    const { store, origin, hosts, observe } = this.#parts;
    const keys = await pushKeys(store);
    const subject = origin.startsWith('https:') ? origin : 'mailto:push@localhost';
    const waiting = [...step];
    let stands = true;
    const line = async (): Promise<void> => {
      for (let one = waiting.shift(); one !== undefined && stands; one = waiting.shift()) {
        const tour: Tour = viewOf(room.fold.tour, 'public');
        const message = messageOf(tour, postId, one.language, { origin, tourId: room.id });
        stands &&= message !== undefined;
        if (message === undefined) return;
        // The list of allowed hosts may have become shorter since.
        const endpoint = pushAddress(one.endpoint, hosts);
        const outcome =
          endpoint === undefined
            ? 'gone'
            : await send({ ...one, endpoint }, message, { keys, subject, topic: postId });
        observe(outcome);
        await noteOutcome(store, room.id, one, outcome, this.#parts.machineUnixMs());
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
    return stands;
  }
}
