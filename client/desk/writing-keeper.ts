import type { DeskDatabase } from '../outbox/desk-database.ts';
import type { Writing } from '../outbox/writing.ts';

const AFTER_MS = 250;

/** Writes down what is typed, a moment after each key: nothing is lost by a reload, a crash or an empty battery. */
export class WritingKeeper {
  readonly #database: DeskDatabase;
  readonly #waiting = new Map<string, Writing>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  /** Keeps a writing, soon. */
  keep(writing: Writing): void {
    this.#waiting.set(writing.key, writing);
    this.#timer ??= setTimeout(() => this.flush(), AFTER_MS);
  }

  /** Keeps everything now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const writing of this.#waiting.values()) void this.#database.keepWriting(writing);
    this.#waiting.clear();
  }

  /** It has gone elsewhere, or is to be forgotten. */
  drop(key: string): void {
    this.#waiting.delete(key);
  }
}
