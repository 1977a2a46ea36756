/** Posts that are drawn and let go of together. */
export interface Chunk {
  readonly key: number;
  /** Newest first. */
  readonly ids: readonly string[];
}

/** Posts of a chunk: few are drawn that are far, and a feed of thousands has hundreds of boxes. */
export const CHUNK = 10;

/**
 * A feed, newest first, in chunks. A post stays in its chunk for as long as it is in the feed, whatever comes
 * above or below it: a chunk that was let go of has the height that was measured. `before` are the chunks
 * of the feed as it was; what came between two posts joins the upper one's chunk.
 */
export function chunked(feed: readonly string[], before: readonly Chunk[]): readonly Chunk[] {
  const keyOf = new Map(before.flatMap(({ key, ids }) => ids.map((id) => [id, key] as const)));
  const last = before.at(-1)?.key ?? Number.NEGATIVE_INFINITY;
  const firstKnown = feed.findIndex((id) => keyOf.has(id));
  const chunks: { key: number; ids: string[] }[] = [];
  let key = keyOf.get(feed[firstKnown] ?? '') ?? 0;
  let current: { key: number; ids: string[] } | undefined;
  const fresh = firstKnown < 0 ? [] : feed.slice(0, firstKnown);
  const rest = firstKnown < 0 ? feed : feed.slice(firstKnown);
  for (const id of rest) {
    const known = keyOf.get(id);
    if (current === undefined || (known !== undefined && known !== current.key)) {
      key = known ?? key;
      current = { key, ids: [] };
      chunks.push(current);
    } else if (known === undefined && current.ids.length >= CHUNK && current.key >= last) {
      key = current.key + 1;
      current = { key, ids: [] };
      chunks.push(current);
    }
    current.ids.push(id);
  }
  for (const id of fresh.reverse()) {
    const top = chunks[0];
    if (top !== undefined && top.ids.length < CHUNK) top.ids.unshift(id);
    else chunks.unshift({ key: (top?.key ?? 0) - 1, ids: [id] });
  }
  const same = new Map(before.map((chunk) => [chunk.key, chunk]));
  return chunks.map((chunk) => {
    const was = same.get(chunk.key);
    return was !== undefined && isSame(was.ids, chunk.ids) ? was : chunk;
  });
}

/** Chunks that lie one over the other in a box. */
export interface Stack {
  readonly key: number;
  readonly chunks: readonly Chunk[];
}

const STACK = 20;

/**
 * Chunks in stacks, each of which stays in its own. A browser goes through all children of a box when one of
 * them changes its height: hundreds at once would make every post that is drawn in a long feed slow.
 */
export function stacked(chunks: readonly Chunk[]): readonly Stack[] {
  const stacks = new Map<number, Chunk[]>();
  for (const chunk of chunks) {
    const key = Math.floor(chunk.key / STACK);
    const stack = stacks.get(key);
    if (stack === undefined) stacks.set(key, [chunk]);
    else stack.push(chunk);
  }
  return [...stacks].map(([key, of]) => ({ key, chunks: of }));
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id, index) => id === other[index]);
