/** How often an address has asked in the present window, and when that ends. */
interface Counted {
  readonly current: number;
  /** Ms until the window ends. */
  readonly ttl: number;
}
type Done = (error: Error | null, result?: Counted) => void;

/** Addresses that are counted at a time; of more the one that was heard longest ago is forgotten. */
const MOST_ADDRESSES = 50_000;

/**
 * Counts of requests by address for the limiter, as its own store keeps them, but by a clock that nobody sets: where
 * the machine's was put back by an hour, whoever had used up his minute would wait for an hour.
 */
export function requestCounts(steadyMs: () => number) {
  return class RequestCounts {
    readonly #windows = new Map<string, { count: number; readonly since: number }>();

    /** Counts a request of an address in a window of `windowMs`. */
    incr(address: string, done: Done, windowMs: number): void {
      const now = steadyMs();
      const known = this.#windows.get(address);
      const isOpen = known !== undefined && now - known.since < windowMs;
      const window = isOpen ? known : { count: 0, since: now };
      window.count += 1;
      this.#windows.delete(address);
      this.#windows.set(address, window);
      const oldest = this.#windows.keys().next();
      if (this.#windows.size > MOST_ADDRESSES && !oldest.done) this.#windows.delete(oldest.value);
      done(null, { current: window.count, ttl: windowMs - (now - window.since) });
    }

    /** Routes with a limit of their own count apart. */
    child(): RequestCounts {
      return new RequestCounts();
    }
  };
}
