import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import type { Store } from '../store/port.ts';
import { GONE_TOURS, isTourId, TOURS, tourIn } from './tour-records.ts';

/**
 * How a tour is shut by its host. `archived`: it can be read, and nothing is written; `deleted`: nobody gets at it, for
 * good or until it is restored; `making`: it is not there yet. A rehearsal is shut as its real tour is.
 */
export type Shut = 'archived' | 'deleted' | 'making';

/** What is known is asked for again after so long, ms: by then another process has heard of it. */
const KNOWN_MS = 400;
/** Tours that nobody looks after are forgotten by then, and asked for anew. */
const FORGOTTEN_MS = 1_500;
const MOST_KNOWN = 5_000;

interface Known {
  shut: Shut | undefined;
  askedAt: number;
}

/**
 * Which tours are shut, as every request asks. What is known is answered at once, and is looked at again behind the back
 * of who asks: no reader waits for a store that is slow or away. So that this is never older than a second, tours that
 * are open in this process are looked at by {@link ShutTours.look}, and others forgotten.
 */
export class ShutTours {
  readonly #store: Store;
  readonly #known = new Map<string, Known>();
  readonly #asking = new Map<string, Promise<Shut | undefined>>();
  /** Those that are looked at again and again. */
  #kept: readonly string[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  /** How a tour is shut, as far as that is known here. */
  known(tour: string): Shut | undefined {
    return this.#known.get(tour)?.shut;
  }

  /** How a tour is shut; undefined where it is open, or there is none. Throws StoreUnavailable where nothing is known. */
  async of(tour: string): Promise<Shut | undefined> {
    if (!isTourId(tour)) return undefined;
    const known = this.#known.get(tour);
    const age = known === undefined ? Number.POSITIVE_INFINITY : performance.now() - known.askedAt;
    if (known === undefined || (age > FORGOTTEN_MS && !this.#kept.includes(tour))) return this.#ask(tour);
    // What fails is asked for again by whoever comes next.
    if (age > KNOWN_MS) this.#ask(tour).catch(() => undefined);
    return known.shut;
  }

  /** It was changed here: from now on that is known. */
  learn(tour: string, shut: Shut | undefined): void {
    this.#asking.delete(tour);
    this.#known.set(tour, { shut, askedAt: performance.now() });
  }

  /** What is known of a tour is asked for anew. */
  forget(tour: string): void {
    this.#asking.delete(tour);
    this.#known.delete(tour);
  }

  /** Asks again for those that are open here, and forgets what else was asked for a while ago. Throws StoreUnavailable. */
  async look(tours: readonly string[]): Promise<void> {
    this.#kept = tours;
    const now = performance.now();
    for (const [tour, { askedAt }] of this.#known)
      if (!tours.includes(tour) && now - askedAt > FORGOTTEN_MS) this.#known.delete(tour);
    await Promise.all(tours.map((tour) => this.#ask(tour)));
  }

  #ask(tour: string): Promise<Shut | undefined> {
    const running = this.#asking.get(tour);
    if (running !== undefined) return running;
    const asked = this.#read(tour).then(
      (shut) => {
        // Changed here meanwhile: what was read may be older.
        if (this.#asking.get(tour) !== asked) return this.known(tour);
        this.#asking.delete(tour);
        if (this.#known.size >= MOST_KNOWN) this.#known.clear();
        this.#known.set(tour, { shut, askedAt: performance.now() });
        return shut;
      },
      (error: unknown) => {
        if (this.#asking.get(tour) === asked) this.#asking.delete(tour);
        throw error;
      },
    );
    this.#asking.set(tour, asked);
    return asked;
  }

  async #read(tour: string): Promise<Shut | undefined> {
    const stored = await this.#store.getRecord(TOURS, tour);
    if (stored === undefined)
      return (await this.#store.getRecord(GONE_TOURS, tour)) === undefined ? undefined : 'deleted';
    const { rehearsalOf, makingSinceUnixMs, deletedAtUnixMs, archivedAtUnixMs } = tourIn(stored);
    if (rehearsalOf !== undefined && rehearsalOf !== tour) return this.#read(rehearsalOf);
    if (makingSinceUnixMs !== undefined) return 'making';
    if (deletedAtUnixMs !== undefined) return 'deleted';
    return archivedAtUnixMs === undefined ? undefined : 'archived';
  }
}

/** What is said to whoever wants to write on a tour that is shut so; undefined where he may. */
export function refusalOf(shut: Shut | undefined, tour: string): Refusal | undefined {
  switch (shut) {
    case undefined:
      return undefined;
    case 'archived':
      return refuse('tour.archived');
    case 'deleted':
      return refuse('tour.deleted');
    case 'making':
      return refuse('tour.unknown', { tour });
    default:
      return shut satisfies never;
  }
}
