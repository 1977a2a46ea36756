const MOST_KNOWN = 100_000;

/**
 * Bounds how often something is done by the same hand: so often within a while, then it has to wait. By a clock
 * that nobody sets.
 */
export class Pace {
  /** The longest known first. */
  readonly #done = new Map<string, { count: number; readonly since: number }>();
  readonly #most: number;
  readonly #withinMs: number;

  readonly #steadyMs: () => number;

  constructor(most: number, withinMs: number, steadyMs: () => number = () => performance.now()) {
    this.#most = most;
    this.#withinMs = withinMs;
    this.#steadyMs = steadyMs;
  }

  /** The seconds that whoever asks has to wait by now; nothing is counted. */
  left(who: string, nowMs = this.#steadyMs()): number {
    const known = this.#done.get(who);
    if (known === undefined || known.count < this.#most || known.since + this.#withinMs <= nowMs) return 0;
    return Math.ceil((known.since + this.#withinMs - nowMs) / 1000);
  }

  /** Counts one more; the seconds that whoever asks has to wait, 0 where it may go on. */
  wait(who: string, nowMs = this.#steadyMs()): number {
    const known = this.#done.get(who);
    if (known === undefined || known.since + this.#withinMs <= nowMs) {
      this.#done.delete(who);
      this.#done.set(who, { count: 1, since: nowMs });
      // Bounded: forgetting early only ever helps somebody, for a while; whoever was counted longest ago goes first.
      const [oldest] = this.#done.keys();
      if (this.#done.size > MOST_KNOWN && oldest !== undefined) this.#done.delete(oldest);
      return 0;
    }
    known.count += 1;
    return known.count <= this.#most ? 0 : Math.ceil((known.since + this.#withinMs - nowMs) / 1000);
  }
}
