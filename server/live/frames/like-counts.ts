import type { Likes } from '../../../shared/protocol.ts';
import type { Post } from '../../../shared/tour/posts/posts.ts';

/** How many like each post, as this process knows it, and which counts changed lately. */
export class LikeCounts {
  readonly #counts = new Map<string, { readonly count: number; readonly changedAt: number }>();
  readonly #unsent = new Set<string>();
  #version = 0;

  /** Goes up when a count changes. */
  get version(): number {
    return this.#version;
  }

  /** Takes counts that are new; answers whether one of them differs from what was known. */
  take(counts: ReadonlyMap<string, number>): boolean {
    const before = this.#version;
    for (const [postId, count] of counts) {
      if ((this.#counts.get(postId)?.count ?? 0) === count) continue;
      this.#counts.set(postId, { count, changedAt: performance.now() });
      this.#unsent.add(postId);
      this.#version += 1;
    }
    return this.#version !== before;
  }

  /** The counts of these posts, as far as somebody likes them; a withdrawn post has none. */
  of(posts: readonly Post[]): Likes {
    const likes: Record<string, number> = {};
    for (const { id, withdrawn } of posts) {
      const count = this.#counts.get(id)?.count ?? 0;
      if (count > 0 && withdrawn === undefined) likes[id] = count;
    }
    return likes;
  }

  /** Counts that changed within so many ms. */
  changedWithin(elapsedMs: number): Likes {
    const since = performance.now() - elapsedMs;
    const changed = [...this.#counts].filter(([, { changedAt }]) => changedAt >= since);
    return Object.fromEntries(changed.map(([id, { count }]) => [id, count]));
  }

  /** Counts that no frame told yet; from now on they are told. */
  takeUnsent(): Likes {
    const likes = Object.fromEntries([...this.#unsent].map((id) => [id, this.#counts.get(id)?.count ?? 0]));
    this.#unsent.clear();
    return likes;
  }
}
