import type { Desk } from '../desk.svelte.ts';
import { askLines, type Entry, entryOf } from './book.ts';

/** The log as this page has read it, and goes on reading. */
export class Book {
  readonly #desk: Desk;
  /** Oldest first. */
  entries = $state.raw<readonly Entry[]>([]);
  /** Where the log ended when it was last asked. */
  end = $state.raw<{ readonly seq: number; readonly hash: string } | undefined>();
  state = $state<'reading' | 'read' | 'failed'>('reading');
  #epoch = '';
  #running = false;
  #again = false;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Reads what is not read yet; asked for while it reads, it looks once more at the end. */
  async read(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    try {
      do {
        this.#again = false;
        await this.#readToEnd();
      } while (this.#again);
    } finally {
      this.#running = false;
    }
  }

  async #readToEnd(): Promise<void> {
    if (this.state === 'failed') this.state = 'reading';
    for (;;) {
      const page = await askLines(this.#desk.store.tourId, this.entries.at(-1)?.seq ?? 0);
      if (page === undefined) {
        this.state = 'failed';
        return;
      }
      // Another log was put in its place.
      if (this.#epoch !== '' && page.epoch !== this.#epoch) {
        this.entries = [];
        this.#epoch = page.epoch;
        continue;
      }
      this.#epoch = page.epoch;
      this.end = { seq: page.seq, hash: page.hash };
      if (page.lines.length > 0) this.entries = [...this.entries, ...page.lines.map(entryOf)];
      if (page.lines.length === 0 || page.lines.at(-1)?.seq === page.seq) {
        this.state = 'read';
        return;
      }
    }
  }
}
