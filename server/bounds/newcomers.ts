import { Pace } from './pace.ts';

const MOST_KNOWN = 100_000;

/** Bounds how many new names may come from one place within a while; who is known already is not counted. */
export class Newcomers {
  readonly #known = new Map<string, number>();
  readonly #pace: Pace;
  readonly #withinMs: number;
  readonly #steadyMs: () => number;

  constructor(most: number, withinMs: number, steadyMs: () => number) {
    this.#pace = new Pace(most, withinMs, steadyMs);
    this.#withinMs = withinMs;
    this.#steadyMs = steadyMs;
  }

  /** Seconds that this name, coming from there, has to wait; 0 where it is let in. */
  wait(name: string, from: string): number {
    const now = this.#steadyMs();
    const isKnown = (this.#known.get(name) ?? Number.NEGATIVE_INFINITY) > now - this.#withinMs;
    const seconds = isKnown ? 0 : this.#pace.wait(from);
    if (seconds > 0) return seconds;
    this.#known.delete(name);
    this.#known.set(name, now);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    return 0;
  }
}
