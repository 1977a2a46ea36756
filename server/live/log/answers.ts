import { type Audience, audienceOf } from '../../../shared/audience.ts';
import type { Role } from '../../../shared/tour/actor.ts';

/** What an acknowledged command was answered; the same for every retry. */
export interface Acknowledged {
  /** Server time of the effect, ms. */
  readonly at: number;
  /** The actor's own audience had seen this many events with it. */
  readonly seq: number;
}

/** An answer with the command that it was given to. */
interface Noted extends Acknowledged {
  readonly commandId: string;
  /** 16 hex digits. */
  readonly digest: string;
}

const FIRST_ROOM = 16;
/** Places for each answer that there is room for: so many stay free that a search ends after one step or two. */
const PLACES = 2;
/** Numbers of an answer in its column: the hash of its retry key, and the digest in two halves. */
const PRINTS = 3;
const HALF_DIGEST = 8;
/** Another one in each process: nobody can make retry keys that all fall upon one place. */
const SEED = Math.floor(Math.random() * 2 ** 32);

/** FNV-1a over UTF-16 code units, 32 bits. */
function hashOf(text: string): number {
  let hash = SEED;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/**
 * Every answer that one actor's commands were given, kept for as long as the log: in columns of numbers instead of
 * an object each, which collecting garbage would go through again and again.
 */
export class ActorAnswers {
  /** With whose eyes the actor looks. */
  readonly audience: Audience;
  readonly #commandIds: string[] = [];
  /** `at` and `seq` of each. */
  #numbers = new Float64Array(2 * FIRST_ROOM);
  #prints = new Uint32Array(PRINTS * FIRST_ROOM);
  /** An answer's number from 1 at the place that its hash names, or at the next free one; 0: free. */
  #places = new Uint32Array(PLACES * FIRST_ROOM);

  /** `by` is the actor as the log names it, `role:id`. */
  constructor(by: string) {
    const colon = by.indexOf(':');
    this.audience = audienceOf({ role: by.slice(0, colon) as Role, id: by.slice(colon + 1) });
  }

  /** Notes an answer; of several events of one command the last one counts. */
  note({ commandId, digest, at, seq }: Noted): void {
    const hash = hashOf(commandId);
    let place = this.#placeOf(commandId, hash);
    let index = (this.#places[place] ?? 0) - 1;
    if (index < 0) {
      index = this.#commandIds.length;
      if (PLACES * index >= this.#places.length) {
        this.#grow();
        place = this.#placeOf(commandId, hash);
      }
      this.#commandIds.push(commandId);
      this.#places[place] = index + 1;
    }
    this.#numbers[2 * index] = at;
    this.#numbers[2 * index + 1] = seq;
    this.#prints[PRINTS * index] = hash;
    this.#prints[PRINTS * index + 1] = Number.parseInt(digest.slice(0, HALF_DIGEST), 16);
    this.#prints[PRINTS * index + 2] = Number.parseInt(digest.slice(HALF_DIGEST), 16);
  }

  /** What the command was answered, if it had an effect. */
  find(commandId: string): Acknowledged | undefined {
    const index = this.#indexOf(commandId);
    return index < 0
      ? undefined
      : { at: this.#numbers[2 * index] ?? 0, seq: this.#numbers[2 * index + 1] ?? 0 };
  }

  /** The digest of the command that had an effect under this retry key, if one had. */
  digestOf(commandId: string): string | undefined {
    const index = this.#indexOf(commandId);
    if (index < 0) return undefined;
    const halves = this.#prints.subarray(PRINTS * index + 1, PRINTS * (index + 1));
    return [...halves].map((half) => half.toString(16).padStart(HALF_DIGEST, '0')).join('');
  }

  #indexOf(commandId: string): number {
    return (this.#places[this.#placeOf(commandId, hashOf(commandId))] ?? 0) - 1;
  }

  /** Where the answer stands, or would stand. */
  #placeOf(commandId: string, hash: number): number {
    const last = this.#places.length - 1;
    for (let place = hash & last; ; place = (place + 1) & last) {
      const index = (this.#places[place] ?? 0) - 1;
      if (index < 0) return place;
      if (this.#prints[PRINTS * index] === hash && this.#commandIds[index] === commandId) return place;
    }
  }

  #grow(): void {
    const room = 2 * (this.#places.length / PLACES);
    const [numbers, prints] = [this.#numbers, this.#prints];
    this.#numbers = new Float64Array(2 * room);
    this.#numbers.set(numbers);
    this.#prints = new Uint32Array(PRINTS * room);
    this.#prints.set(prints);
    this.#places = new Uint32Array(PLACES * room);
    const last = this.#places.length - 1;
    for (let index = 0; index < this.#commandIds.length; index += 1) {
      let place = (prints[PRINTS * index] ?? 0) & last;
      while (this.#places[place] !== 0) place = (place + 1) & last;
      this.#places[place] = index + 1;
    }
  }
}
