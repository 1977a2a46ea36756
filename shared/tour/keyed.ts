/**
 * A persistent map for collections that grow to thousands: writing copies one of 256 buckets, not the
 * whole map, so that folding a long log stays linear.
 */
export interface Keyed<T> {
  readonly size: number;
  readonly buckets: readonly (Readonly<Record<string, T>> | undefined)[];
}

const BUCKETS = 256;

const NONE: Keyed<never> = { size: 0, buckets: new Array(BUCKETS).fill(undefined) };

/** The empty map. */
export const noneKeyed = <T>(): Keyed<T> => NONE;

/** FNV-1a over UTF-16 units, folded to a bucket number. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
}

/** The value under a key, or undefined. */
export function valueAt<T>(map: Keyed<T>, key: string): T | undefined {
  const bucket = map.buckets[bucketOf(key)];
  return bucket !== undefined && Object.hasOwn(bucket, key) ? bucket[key] : undefined;
}

/** The map with that value under the key; the given map stays as it is. */
export function withValue<T>(map: Keyed<T>, key: string, value: T): Keyed<T> {
  const at = bucketOf(key);
  const bucket = map.buckets[at];
  const known = bucket !== undefined && Object.hasOwn(bucket, key);
  const buckets = map.buckets.slice();
  buckets[at] = { ...bucket, [key]: value };
  return { size: known ? map.size : map.size + 1, buckets };
}

/**
 * A map that is written many times in a row: copies each bucket once, not for each value. `map` changes with every
 * write, until the draft is let go: then it is a value like any other.
 */
export class KeyedDraft<T> {
  readonly #buckets: (Record<string, T> | undefined)[];
  readonly #owned = new Set<number>();
  #map: Keyed<T>;

  constructor(from: Keyed<T>) {
    this.#buckets = from.buckets.slice();
    this.#map = { size: from.size, buckets: this.#buckets };
  }

  /** The map as it is now. Its buckets change with the next write. */
  get map(): Keyed<T> {
    return this.#map;
  }

  /** Puts the value under the key. */
  set(key: string, value: T): void {
    const at = bucketOf(key);
    let bucket = this.#buckets[at];
    if (bucket === undefined || !this.#owned.has(at)) {
      // Without a prototype `__proto__` is a key like others, and the engine does not make a shape for each key.
      bucket = Object.assign(Object.create(null) as Record<string, T>, bucket);
      this.#buckets[at] = bucket;
      this.#owned.add(at);
    }
    if (!Object.hasOwn(bucket, key)) this.#map = { size: this.#map.size + 1, buckets: this.#buckets };
    bucket[key] = value;
  }
}
