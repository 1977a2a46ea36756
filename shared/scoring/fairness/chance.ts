/**
 * A seeded source of numbers from 0 up to but not including 1 (mulberry32, Tommy Ettinger, public domain): the same
 * seed draws the same panels on every machine, so that a figure that was shown can be made again. Not for secrets.
 */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
