import { chainHash } from '../../server/store/chain.ts';
import type { Head, LogLine, Store } from '../../server/store/port.ts';

/** Lines with these bodies that continue at `head`. */
export function linesAfter(head: Head, bodies: readonly string[]): LogLine[] {
  let hash = head.hash;
  return bodies.map((body, index) => {
    hash = chainHash(hash, body);
    return { seq: head.seq + index + 1, hash, body };
  });
}

/** Appends to the end of the log as it is now, as often as it takes; answers the new head. */
export async function appendNow(store: Store, log: string, bodies: readonly string[]): Promise<Head> {
  for (;;) {
    const head = await store.head(log);
    if (head === undefined) throw new Error(`There is no log ${log}`);
    const outcome = await store.append(log, head, linesAfter(head, bodies));
    if (outcome.ok) return outcome.head;
  }
}

/** All chunks in one array. */
export async function all<T>(chunks: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const chunk of chunks) items.push(...chunk);
  return items;
}

/** Numbers from 0 to below 1 that depend on the seed alone (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
