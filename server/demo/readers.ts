import { FROM } from '../../shared/came-from.ts';
import { chanceFrom, seedOf } from './chance.ts';
import type { DemoClient } from './client.ts';

/** How many made-up readers there are. */
const READERS = 64;
/** Readers like what is new. */
const LIKED_AMONG = 8;
/** Of so many who come, one opens a single post that somebody sent. */
const TO_A_POST = 3;

/** The made-up readers of the demo: they come and look, from wherever it is, and like what is new. */
export class Readers {
  readonly #client: DemoClient;
  readonly #newest: () => readonly string[];
  readonly #chance = chanceFrom(seedOf('readers'));
  #came = 0;

  /** `newest`: the ids of what is published, oldest first. */
  constructor(client: DemoClient, newest: () => readonly string[]) {
    this.#client = client;
    this.#newest = newest;
  }

  /** One more comes, or comes again. */
  async come(): Promise<void> {
    this.#came += 1;
    const recent = this.#newest().slice(-LIKED_AMONG);
    const postId = recent[Math.floor(this.#chance() * recent.length)];
    const from = FROM[Math.floor(this.#chance() ** 2 * FROM.length)];
    const reader = `demo-reader-${this.#came % READERS}`;
    await Promise.all([
      this.#client.visit({
        ...{ visitor: reader, polling: true },
        ...(from !== undefined && { from }),
        ...(postId !== undefined && this.#came % TO_A_POST === 0 && { postId }),
      }),
      postId !== undefined && this.#client.like(postId, `demo-liker-${this.#came}`),
    ]);
  }
}
