/** A frame that was long in the making is followed by a longer pause: commands come first, whatever the crowd. */
const PAUSE_PER_FLUSH = 32;
/** Of the ordinary gathering: a change still reaches everybody within half a second. */
const LONGEST_PAUSE = 2.4;

/** When frames go out: the first change after quiet at once, what follows is gathered for a while. */
export class Ticks {
  readonly #gatherMs: number;
  readonly #flush: () => void;
  #timer: NodeJS.Timeout | NodeJS.Immediate | undefined;
  #flushedAt = Number.NEGATIVE_INFINITY;
  #flushTookMs = 0;

  /** `flush` sends what has been gathered, for at most `gatherMs` after the last time. */
  constructor(gatherMs: number, flush: () => void) {
    this.#gatherMs = gatherMs;
    this.#flush = flush;
  }

  /** There is something to send, now or at the end of the tick that runs. */
  wake(): void {
    if (this.#timer !== undefined) return;
    const pauseMs = Math.max(
      this.#gatherMs,
      Math.min(this.#flushTookMs * PAUSE_PER_FLUSH, this.#gatherMs * LONGEST_PAUSE),
    );
    const waitMs = this.#flushedAt + pauseMs - performance.now();
    const flush = () => {
      this.#timer = undefined;
      this.#flushedAt = performance.now();
      this.#flush();
      this.#flushTookMs = performance.now() - this.#flushedAt;
    };
    this.#timer = waitMs <= 0 ? setImmediate(flush) : setTimeout(flush, waitMs);
  }

  /** Sends nothing any more. */
  close(): void {
    clearTimeout(this.#timer as NodeJS.Timeout);
    clearImmediate(this.#timer as NodeJS.Immediate);
  }
}
