import { UNTIL_HEADER } from '../../shared/protocol.ts';
import type { Outcome, Send } from '../outbox/commands.ts';
import { freshKey } from '../outbox/fresh-key.ts';

/** Asked so often whether the server is reached: with its time limit, a line that is cut is told within two seconds. */
const BEAT_MS = 600;
const BEAT_TIMEOUT_MS = 1_200;
/** A press is answered within so long, or it is said that nobody knows. */
const PRESS_TIMEOUT_MS = 1_800;
/** A press that reaches the server later than that does nothing there. */
const PRESS_LIVES_MS = 3_000;

/** What the line says of itself. */
export interface LineNews {
  /** The server was reached, or not. `step`: where the hall is; null where there is no ceremony. */
  onBeat(reached: boolean, step?: number | null): void;
  /** The session is over. */
  onEnded(): void;
}

/**
 * The remote's way to the server. Whether it is reached is asked all the time, not only when somebody presses; by the
 * answers it knows the server's clock, so that a press says until when it is meant. Nothing is ever sent twice.
 */
export class Line {
  readonly #send: Send;
  readonly #news: LineNews;
  readonly #language: string;
  readonly #steadyMs: () => number;
  /** The server's clock is so far from this page's steady one. */
  #apartMs: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  /** Tells beats that belong to a time that is over. */
  #era = 0;

  constructor(
    send: Send,
    language: string,
    news: LineNews,
    steadyMs: () => number = () => performance.now(),
  ) {
    this.#send = send;
    this.#news = news;
    this.#language = language;
    this.#steadyMs = steadyMs;
  }

  /** Begins to ask; asks at once where it runs already. */
  start(): void {
    this.#running = true;
    void this.#beat();
  }

  stop(): void {
    this.#running = false;
    this.#era += 1;
    clearTimeout(this.#timer);
  }

  async #beat(): Promise<void> {
    clearTimeout(this.#timer);
    this.#era += 1;
    const era = this.#era;
    const sentMs = this.#steadyMs();
    const outcome = await this.#send<{ readonly nowMs: number; readonly step: number | null }>(
      '/remote-beat',
      { method: 'POST', cache: 'no-store' },
      BEAT_TIMEOUT_MS,
    );
    if (era !== this.#era) return;
    if (outcome.kind === 'taken') {
      const { nowMs, step } = outcome.body;
      // The answer is as old as half of its way; a little more makes no press live longer.
      this.#apartMs = nowMs - (sentMs + this.#steadyMs()) / 2;
      this.#news.onBeat(true, step);
    } else if (outcome.kind === 'refused') this.#news.onEnded();
    else this.#news.onBeat(false);
    if (this.#running) this.#timer = setTimeout(() => void this.#beat(), BEAT_MS);
  }

  /** Gives a command, once. `later`: nobody answered in time. */
  async give(type: string, body: Readonly<Record<string, unknown>>): Promise<Outcome> {
    // Before the server was heard for the first time nothing could say until when it is meant.
    if (this.#apartMs === undefined) return { kind: 'later', retryAfterSeconds: 0 };
    const until = Math.round(this.#steadyMs() + this.#apartMs + PRESS_LIVES_MS);
    const outcome = await this.#send(
      `/commands/${type}`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'accept-language': this.#language,
          [UNTIL_HEADER]: String(until),
        },
        body: JSON.stringify({ commandId: freshKey(), ...body }),
      },
      PRESS_TIMEOUT_MS,
    );
    if (outcome.kind === 'refused' && outcome.code === 'command.too-late') {
      // Answered in time all the same: another process, with another clock. The next press goes by that one.
      const { nowMs } = outcome.details ?? {};
      if (typeof nowMs === 'number') this.#apartMs = nowMs - this.#steadyMs();
    }
    return outcome;
  }
}
