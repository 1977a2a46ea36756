import type { Frame, Hello, Snapshot } from '../../shared/protocol.ts';
import type { Clock, Line, OpenLine } from './transport.ts';

/** How the page is connected. `offline` means: nothing got through of late, neither by socket nor by polling. */
export type ConnectionKind = 'connecting' | 'live' | 'polling' | 'catching-up' | 'offline';

export interface ConnectionState {
  readonly kind: ConnectionKind;
  /** Since when, by the device's clock; for `offline`, when the server was last heard. */
  readonly sinceUnixMs: number;
}

/** What a connection works on. */
export interface ConnectionEnds {
  readonly clock: Clock;
  readonly open: OpenLine;
  /** When the server was last heard, where that was before the page was opened: until it is heard the page is offline. */
  readonly heardUnixMs?: number;
  /** Where the page stands; `afresh` when what it holds fitted nowhere and a snapshot is wanted. */
  hello(afresh: boolean): Hello;
  /** Takes a frame; false where it does not continue what is known. */
  takeFrame(frame: Frame): boolean;
  takeSnapshot(snapshot: Snapshot): void;
  /** Polls once and takes what came. False when the server was not reached. */
  poll(): Promise<boolean>;
  onState(state: ConnectionState): void;
  onBuild(id: string): void;
}

/** The socket has this long to bring its first message before polling begins beside it. */
const PATIENCE_MS = 6_000;
/** With what a cache in front may hold back, a post is on the page within three seconds. */
export const POLL_MS = 2_000;
const SLOWEST_POLL_MS = 12_000;
/** A page that nobody looks at lets go of the line after this long. */
const HIDDEN_MS = 15_000;
const FIRST_RETRY_MS = 1_000;
const SLOWEST_RETRY_MS = 30_000;
/** Failures in a row after which polling begins at once. */
const FAILURES_UNTIL_POLLING = 2;
/** However many hints there are, the line is not tried more often. */
const TRIAL_MS = 1_000;

/**
 * Keeps a page up to date: by socket, or by polling where no socket gets through while it goes on
 * trying for one. Never gives up, never holds a line for a hidden page, says honestly how it stands.
 */
export class Connection {
  readonly #ends: ConnectionEnds;
  #state: ConnectionState;
  #line: Line | undefined;
  #heard = false;
  #afresh = false;
  #failures = 0;
  #missedPolls = 0;
  #lastHeardUnixMs: number;
  #hidden = false;
  #hiddenUnixMs = 0;
  #released = true;
  #polling = false;
  #trying = false;
  #triedUnixMs = Number.NEGATIVE_INFINITY;
  /** Tells polls that belong to a time that is over. */
  #era = 0;
  #cancelRetry = (): void => {};
  #cancelPatience = (): void => {};
  #cancelPoll = (): void => {};
  #cancelRelease = (): void => {};
  #cancelTrial = (): void => {};

  constructor(ends: ConnectionEnds) {
    this.#ends = ends;
    this.#lastHeardUnixMs = ends.heardUnixMs ?? ends.clock.now();
    const kind = ends.heardUnixMs === undefined ? 'connecting' : 'offline';
    this.#state = { kind, sinceUnixMs: this.#lastHeardUnixMs };
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Begins; also after `stop`. */
  start(): void {
    if (!this.#released) return;
    this.#released = false;
    this.#open();
  }

  /** Lets go of everything; the state stays as it was. */
  stop(): void {
    this.#released = true;
    this.#era += 1;
    this.#polling = false;
    this.#closeLine();
    this.#cancelRetry();
    this.#cancelPoll();
    this.#cancelRelease();
    this.#cancelTrial();
    this.#trying = false;
  }

  /** The page is looked at, or not. */
  setHidden(hidden: boolean): void {
    if (hidden === this.#hidden) return;
    this.#hidden = hidden;
    this.#cancelRelease();
    const { clock } = this.#ends;
    // A page that was put to sleep could not let go: its line is as old as if it had.
    if (!hidden && clock.now() - this.#hiddenUnixMs >= HIDDEN_MS && !this.#released) this.stop();
    if (hidden) {
      this.#hiddenUnixMs = clock.now();
      this.#cancelRelease = clock.after(HIDDEN_MS, () => this.stop());
    } else if (this.#released) {
      if (this.#state.kind !== 'connecting') this.#say('catching-up');
      this.start();
    } else this.hint();
  }

  /**
   * Something hints that the network came, went or changed, or that the device slept. Hints lie both ways, so the line is
   * tried at once: what gets through decides.
   */
  hint(): void {
    if (this.#released || this.#hidden || this.#trying) return;
    // It is being tried already.
    const isOpening = this.#line !== undefined && !this.#heard;
    if (isOpening && !this.#polling && this.#state.kind !== 'offline') return;
    const { clock } = this.#ends;
    const waitMs = this.#triedUnixMs + TRIAL_MS - clock.now();
    this.#cancelTrial();
    if (waitMs > 0 && waitMs <= TRIAL_MS) this.#cancelTrial = clock.after(waitMs, () => void this.#try());
    else void this.#try();
  }

  async #try(): Promise<void> {
    this.#trying = true;
    this.#triedUnixMs = this.#ends.clock.now();
    // Whatever was waited for may be over.
    this.#failures = 0;
    if (this.#line === undefined) this.#open();
    const era = this.#era;
    const reached = await this.#ends.poll().catch(() => false);
    if (era !== this.#era) return;
    this.#trying = false;
    if (reached) {
      this.#lastHeardUnixMs = this.#ends.clock.now();
      this.#missedPolls = 0;
      if (this.#polling) this.#say('polling');
      else if (!this.#heard && this.#state.kind === 'offline') this.#startPolling();
      return;
    }
    this.#lost();
    this.#startPolling();
    this.#say('offline');
  }

  #open(): void {
    const { clock, open, hello } = this.#ends;
    this.#closeLine();
    this.#cancelRetry();
    this.#heard = false;
    this.#cancelPatience = clock.after(PATIENCE_MS, () => this.#lost());
    this.#line = open(hello(this.#afresh), {
      frame: (frame) => (this.#ends.takeFrame(frame) ? this.#hear() : this.#astray()),
      snapshot: (snapshot) => {
        this.#ends.takeSnapshot(snapshot);
        this.#afresh = false;
        this.#hear();
      },
      build: (id) => this.#ends.onBuild(id),
      bye: (afterMs) => this.#leave(afterMs),
      closed: () => this.#lost(),
    });
  }

  #closeLine(): void {
    this.#cancelPatience();
    const line = this.#line;
    this.#line = undefined;
    line?.close();
  }

  /** The socket brought something that fits. */
  #hear(): void {
    this.#lastHeardUnixMs = this.#ends.clock.now();
    this.#failures = 0;
    if (this.#heard && this.#state.kind === 'live') return;
    this.#heard = true;
    this.#cancelPatience();
    this.#stopPolling();
    this.#say('live');
  }

  /** What came leaves a gap: begin again from a snapshot, later each time that does not help. */
  #astray(): void {
    this.#say('catching-up');
    const again = this.#afresh;
    this.#afresh = true;
    if (again) this.#lost();
    else this.#open();
  }

  #lost(): void {
    const wasLive = this.#heard;
    this.#closeLine();
    this.#heard = false;
    this.#failures += 1;
    if (this.#released) return;
    if (wasLive) this.#say('catching-up');
    if (!wasLive || this.#failures >= FAILURES_UNTIL_POLLING) this.#startPolling();
    const { clock } = this.#ends;
    const steady = Math.min(SLOWEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#failures - 1));
    this.#cancelRetry();
    this.#cancelRetry = clock.after(steady * (0.5 + clock.random()), () => this.#open());
  }

  /** The server says good-bye: everybody comes back, but not all at once. */
  #leave(afterMs: number): void {
    const { clock } = this.#ends;
    this.#closeLine();
    this.#heard = false;
    this.#say('catching-up');
    this.#cancelRetry();
    this.#cancelRetry = clock.after(afterMs + clock.random() * Math.max(1_000, afterMs), () => this.#open());
  }

  #startPolling(): void {
    if (this.#polling) return;
    this.#polling = true;
    this.#missedPolls = 0;
    void this.#poll();
  }

  #stopPolling(): void {
    this.#polling = false;
    this.#cancelPoll();
  }

  async #poll(): Promise<void> {
    const era = this.#era;
    // Whatever an answer does to the page, the next one is asked for.
    const reached = await this.#ends.poll().catch(() => false);
    if (era !== this.#era || !this.#polling) return;
    if (reached) {
      this.#missedPolls = 0;
      this.#lastHeardUnixMs = this.#ends.clock.now();
      this.#say('polling');
    } else {
      this.#missedPolls += 1;
      if (this.#missedPolls >= 2) this.#say('offline');
    }
    const { clock } = this.#ends;
    const delayMs = Math.min(SLOWEST_POLL_MS, POLL_MS * 2 ** Math.max(0, this.#missedPolls - 1));
    this.#cancelPoll = clock.after(delayMs * (0.85 + 0.3 * clock.random()), () => void this.#poll());
  }

  #say(kind: ConnectionKind): void {
    if (this.#state.kind === kind) return;
    const sinceUnixMs = kind === 'offline' ? this.#lastHeardUnixMs : this.#ends.clock.now();
    this.#state = { kind, sinceUnixMs };
    this.#ends.onState(this.#state);
  }
}
