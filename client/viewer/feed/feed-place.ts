/**
 * Which posts a reader sees, so that his place never moves: while he reads somewhere down the page,
 * nothing is put in above him and nothing that he sees is taken away; what is new waits.
 */
export interface FeedPlace {
  /** Pinned posts as they stand at the top of this reader's page. */
  readonly pinned: readonly string[];
  /** The newest post that this reader sees in the feed; undefined when there was none. */
  readonly newest: string | undefined;
}

/** The feed as it is now. */
export interface FeedNow {
  /** Every loaded post, newest first, pinned ones too. */
  readonly order: readonly string[];
  /** Pinned posts in their order. */
  readonly pinned: readonly string[];
}

/** The place of a reader who sees everything. */
export const placeAtTop = (now: FeedNow): FeedPlace => ({ pinned: now.pinned, newest: now.order[0] });

/** The posts under the pinned ones, newest first, from the reader's newest on. */
export function flowOf(place: FeedPlace, now: FeedNow): readonly string[] {
  const pinned = new Set(place.pinned);
  return now.order.slice(startOf(place, now)).filter((id) => !pinned.has(id));
}

/** Posts that wait until the reader asks for them, newest first. */
export function waitingOf(place: FeedPlace, now: FeedNow): readonly string[] {
  const pinned = new Set(place.pinned);
  return now.order.slice(0, startOf(place, now)).filter((id) => !pinned.has(id));
}

function startOf(place: FeedPlace, now: FeedNow): number {
  if (place.newest === undefined) return now.order.length;
  return Math.max(0, now.order.indexOf(place.newest));
}

/** Whether two places are the same one. */
export const isSamePlace = (a: FeedPlace, b: FeedPlace): boolean =>
  a.newest === b.newest &&
  a.pinned.length === b.pinned.length &&
  a.pinned.every((id, index) => id === b.pinned[index]);
