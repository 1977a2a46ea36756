import type { DeskDatabase } from '../../outbox/posts/desk-database.ts';
import type { Writing } from '../../outbox/posts/writing.ts';

/** The least between two writes of what somebody types. */
const PAUSE_MS = 250;

/** Writes down what is typed, the first key at once: nothing is lost by a reload, a crash or an empty battery. */
export class WritingKeeper {
  readonly #database: DeskDatabase;
  readonly #waiting = new Map<string, Writing>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  /** Keeps a writing: now, or with what else is typed in the pause after the last time. */
  keep(writing: Writing): void {
    this.#waiting.set(writing.key, writing);
    if (this.#timer === undefined) this.flush();
  }

  /** Keeps everything now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.size === 0) return;
    for (const writing of this.#waiting.values()) void this.#database.keepWriting(writing);
    this.#waiting.clear();
    this.#timer = setTimeout(() => this.flush(), PAUSE_MS);
  }

  /** It has gone elsewhere, or is to be forgotten. */
  drop(key: string): void {
    this.#waiting.delete(key);
  }
}
