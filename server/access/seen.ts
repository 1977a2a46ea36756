import type { Store } from '../store/port.ts';

/** What is known of a session's device. `waiting`: how much it said last that it still has to send. */
export interface Sign {
  readonly atUnixMs: number;
  readonly waiting?: number;
}

/** By the session's number. */
export type Signs = Readonly<Record<string, Sign>>;

/** So much later is news: whoever is there is seen all the time, and nothing is written for it. */
const REWRITE_MS = 60_000;
/** A process that wrote nothing for so long is gone: whoever is still running takes over what it knew. */
const GONE_MS = 3_600_000;
/** Sessions that were not seen for longer have ended. */
const KEPT_MS = 31 * 24 * 3_600_000;

const collectionOf = (tour: string): string => `seen.${tour}`;
const newestOf = (signs: Signs): number => Math.max(0, ...Object.values(signs).map((one) => one.atUnixMs));

/**
 * When each session's device was last seen, over all processes: each keeps one record for a tour, written once a minute at
 * most, whatever is asked of the server, and takes over those of processes that are gone.
 */
export class Seen {
  readonly #store: Store;
  readonly #processId: string;
  readonly #nowUnixMs: () => number;
  /** By tour. */
  readonly #own = new Map<string, Map<string, Sign>>();
  readonly #written = new Map<string, Signs>();

  constructor(store: Store, processId: string, nowUnixMs: () => number) {
    this.#store = store;
    this.#processId = processId;
    this.#nowUnixMs = nowUnixMs;
  }

  /** A session's device has asked for something, or is connected; `waiting` where it says what it still has to send. */
  note(tour: string, number: string, waiting?: number): void {
    let own = this.#own.get(tour);
    if (own === undefined) {
      own = new Map();
      this.#own.set(tour, own);
    }
    const told = waiting ?? own.get(number)?.waiting;
    own.set(number, { atUnixMs: this.#nowUnixMs(), ...(told !== undefined && { waiting: told }) });
  }

  /** Keeps what is news. Throws StoreUnavailable. */
  async beat(tour: string): Promise<void> {
    const own = this.#own.get(tour);
    if (own === undefined) return;
    const written = this.#written.get(tour);
    const isNews = [...own].some(
      ([number, { atUnixMs, waiting }]) =>
        atUnixMs - (written?.[number]?.atUnixMs ?? 0) > REWRITE_MS || waiting !== written?.[number]?.waiting,
    );
    if (!isNews) return;
    const gone = await this.#takeOver(tour, own);
    const body = Object.fromEntries(own);
    await this.#store.putRecord(collectionOf(tour), this.#processId, JSON.stringify(body));
    this.#written.set(tour, body);
    for (const key of gone) await this.#store.deleteRecord(collectionOf(tour), key);
  }

  /** When each session's device was seen by any process. Throws StoreUnavailable. */
  async read(tour: string): Promise<Signs> {
    const all = new Map(this.#own.get(tour));
    for (const { body } of await this.#store.listRecords(collectionOf(tour)))
      merge(all, JSON.parse(body) as Signs);
    return Object.fromEntries(all);
  }

  /** Adds what processes knew that are gone, and drops what is too old; the keys of their records. */
  async #takeOver(tour: string, own: Map<string, Sign>): Promise<readonly string[]> {
    const now = this.#nowUnixMs();
    const gone: string[] = [];
    for (const { key, body } of await this.#store.listRecords(collectionOf(tour))) {
      const signs = JSON.parse(body) as Signs;
      if (key === this.#processId || now - newestOf(signs) < GONE_MS) continue;
      merge(own, signs);
      gone.push(key);
    }
    for (const [number, { atUnixMs }] of own) if (now - atUnixMs > KEPT_MS) own.delete(number);
    return gone;
  }
}

/** Of two signs of a session the newer one holds. */
function merge(all: Map<string, Sign>, more: Signs): void {
  for (const [number, sign] of Object.entries(more))
    if (sign.atUnixMs > (all.get(number)?.atUnixMs ?? 0)) all.set(number, sign);
}
