import type { Later } from './commands.ts';
import { waitMs } from './waiting-times.ts';

/** How the sending stands: nothing to do, under way, or waiting for signal until it tries again. */
export type SendingState = 'idle' | 'sending' | 'waiting';

/** What a step says that nobody answered: everything waits. */
export const LATER = Symbol('later');

/** What a {@link Sending} works with. */
export interface SendingEnds {
  /** Sends everything that waits, one after the other; false where something has to wait. */
  sendAll(): Promise<boolean>;
  onChange(): void;
}

/** The rhythm of sending: one run at a time, and after a failure again later, each time a little later. */
export class Sending {
  state: SendingState = 'idle';
  /** Something on the way stops what is sent, with this status; it is tried again all the same. */
  stoppedBy: number | undefined;
  readonly #ends: SendingEnds;
  #failures = 0;
  #retryAfterSeconds = 0;
  #stoppedBy: number | undefined;
  #running = false;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ends: SendingEnds) {
    this.#ends = ends;
  }

  /** Sends what waits, now: something new is there, or there is hope of signal. */
  wake(): void {
    this.#failures = 0;
    this.#begin();
  }

  /** Something is really being sent. */
  begun(): void {
    this.#say('sending');
  }

  /** Signal that carries one thing now and then is not a server that is away. */
  carried(): void {
    this.#failures = 0;
  }

  /** Nobody answered, or asked for so many seconds, or something stopped it on the way. */
  later({ retryAfterSeconds, stoppedBy }: Later): false {
    this.#retryAfterSeconds = retryAfterSeconds;
    this.#stoppedBy = stoppedBy;
    return false;
  }

  #begin(): void {
    clearTimeout(this.#timer);
    if (this.#running) this.#again = true;
    // Fails nowhere: what sending throws is caught in it, and the state is told to a page that only shows it.
    else void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      do {
        this.#again = false;
        this.#retryAfterSeconds = 0;
        this.#stoppedBy = undefined;
        const done = await this.#sendAll();
        this.#failures = done ? 0 : this.#failures + 1;
      } while (this.#again);
    } finally {
      this.#running = false;
      if (this.#failures > 0)
        this.#timer = setTimeout(() => this.#begin(), waitMs(this.#failures, this.#retryAfterSeconds));
    }
    this.#say(this.#failures > 0 ? 'waiting' : 'idle');
  }

  /** What throws (a storage that cannot be read now) waits like what nobody answers: it is tried again. */
  async #sendAll(): Promise<boolean> {
    try {
      return await this.#ends.sendAll();
    } catch (error) {
      console.warn('sending waits:', error);
      return false;
    }
  }

  #say(state: SendingState): void {
    // While it is tried again it is still not known whether anything is in the way.
    const stoppedBy = state === 'sending' ? this.stoppedBy : this.#stoppedBy;
    if (state === this.state && stoppedBy === this.stoppedBy) return;
    this.state = state;
    this.stoppedBy = stoppedBy;
    this.#ends.onChange();
  }
}
