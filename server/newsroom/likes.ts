import { createHash } from 'node:crypto';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import { networkOf } from '../bounds/network.ts';
import { Pace } from '../bounds/pace.ts';
import type { Store } from '../store/port.ts';
import type { Tallies } from './tallies.ts';

/** What a like is answered: the newest count, and whether this device likes the post now. */
interface Liked {
  readonly likes: number;
  readonly liked: boolean;
}

/** Which device, from where, asks about which post. */
interface Asked {
  readonly tour: string;
  readonly postId: string;
  readonly device: string;
  /** Whether this server named the device before: then it is counted as itself, whoever else comes from there. */
  readonly known: boolean;
  readonly address: string;
}

/** The name under which a post's likes are counted. */
export const likesTally = (postId: string): string => `like ${postId}`;

/**
 * Takes likes: one a device and post. A device may change its mind, but not for ever; an address that many
 * share brings as many new devices as there may be people behind it, but nobody alone makes a crowd; and a crowd
 * never takes the process for itself.
 */
export class LikeDesk {
  readonly #byDevice = new Pace(20, 60_000);
  readonly #newByAddress: Pace;
  readonly #byProcess = new Pace(300, 1_000);
  readonly #store: Store;

  constructor(store: Store, peoplePerAddress: number, steadyMs: () => number) {
    this.#store = store;
    this.#newByAddress = new Pace(peoplePerAddress, 3_600_000, steadyMs);
  }

  /** Whether this is too much; to be asked before anything else is looked at. */
  tooMuch({ device, known, address }: Asked): Refusal | undefined {
    // In this order, and no further than the first that refuses: what is refused takes nothing from all others.
    const seconds =
      this.#byDevice.wait(device) ||
      (known ? 0 : this.#newByAddress.wait(networkOf(address))) ||
      this.#byProcess.wait('');
    return seconds > 0 ? refuse('request.too-many', { seconds }) : undefined;
  }

  /** Likes, or no longer likes. Throws StoreUnavailable. */
  async like(tallies: Tallies, { tour, postId, device }: Asked, liked: boolean): Promise<Liked> {
    // What is kept of a device says nothing of it, and links no two posts.
    const key = createHash('sha256').update(`${tour} ${postId} ${device}`).digest('hex').slice(0, 32);
    const likes = await this.#change(tallies, `likes.${tour}`, key, likesTally(postId), liked);
    return { likes: Math.max(0, likes), liked };
  }

  /** The device's own record decides: of two requests that change it, in whatever process, one counts. */
  async #change(
    tallies: Tallies,
    collection: string,
    key: string,
    tally: string,
    liked: boolean,
  ): Promise<number> {
    for (;;) {
      const record = await this.#store.getRecord(collection, key);
      if ((record?.body === 'true') === liked) {
        await tallies.load([tally]);
        return tallies.of(tally);
      }
      const version = await this.#store.putRecord(collection, key, String(liked), record?.version ?? 0);
      if (version !== undefined) return tallies.addNow(tally, liked ? 1 : -1);
    }
  }
}
