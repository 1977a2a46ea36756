/** Seeded randomness for property tests: the same seed gives the same run everywhere. */

/** A source of numbers from 0 up to but not including 1 (mulberry32, Tommy Ettinger, public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from `least` to `most`, both included. */
export function whole(random: () => number, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** The list in another order (Fisher–Yates); the input stays as it is. */
export function shuffled<T>(random: () => number, list: readonly T[]): T[] {
  const rest = [...list];
  const drawn: T[] = [];
  while (rest.length > 0) drawn.push(...rest.splice(whole(random, 0, rest.length - 1), 1));
  return drawn;
}

/** One element of a list; throws on an empty one. */
export function pick<T>(random: () => number, list: readonly T[]): T {
  if (list.length === 0) throw new Error('pick from an empty list');
  return list[whole(random, 0, list.length - 1)] as T;
}

/** The list cut into consecutive batches of 1 to `most` elements. */
export function batched<T>(random: () => number, list: readonly T[], most: number): T[][] {
  const batches: T[][] = [];
  for (let start = 0; start < list.length; ) {
    const end = start + whole(random, 1, most);
    batches.push(list.slice(start, end));
    start = end;
  }
  return batches;
}

/** A number with mean 0 and standard deviation 1 (Box & Muller, 1958). */
export function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
