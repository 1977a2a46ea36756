/**
 * Slows down whoever guesses: after too many failures within a while an address has to wait. Success
 * costs nothing, so that a bus full of judges behind one address gets in. By a clock that nobody sets: a wait ends when it
 * was said to.
 */
export class FailureThrottle {
  readonly #failures = new Map<string, { count: number; since: number }>();
  readonly #most: number;
  readonly #withinMs: number;

  constructor(most: number, withinMs: number) {
    this.#most = most;
    this.#withinMs = withinMs;
  }

  /** Seconds that this address has to wait; 0 when it may try. */
  waitSeconds(address: string, steadyMs: number): number {
    const known = this.#failures.get(address);
    if (known === undefined || known.count < this.#most) return 0;
    return Math.max(0, Math.ceil((known.since + this.#withinMs - steadyMs) / 1000));
  }

  /** Notes a failure of this address. */
  failed(address: string, steadyMs: number): void {
    const known = this.#failures.get(address);
    if (known === undefined || known.since + this.#withinMs <= steadyMs) {
      // Bounded: forgetting early only ever helps an address, by some tries.
      if (this.#failures.size > 100_000) this.#failures.clear();
      this.#failures.set(address, { count: 1, since: steadyMs });
    } else known.count += 1;
  }
}
