import type { Store } from '../store/port.ts';

/** How far the telling of a moment has come: one process does it, and another goes on if that one is gone. */
export interface Round {
  /** The last subscriber (by key) that was told; '' where nobody was yet. */
  readonly upTo: string;
  readonly movedAtUnixMs: number;
  readonly done: boolean;
}

/** A round that this process holds. */
export interface HeldRound {
  readonly upTo: string;
  /** Says how far it has come; false where another process has taken it over. */
  move(upTo: string, done: boolean): Promise<boolean>;
}

/** A process that does not move its round for so long is taken for gone. */
const GONE_MS = 60_000;

const collectionOf = (tour: string): string => `push.told.${tour}`;

/**
 * Takes the round of a post: undefined where it was told, or another process is at it. A post is told
 * once, whatever becomes of its mark afterwards.
 */
export async function takeRound(
  store: Store,
  tour: string,
  postId: string,
  machineUnixMs: () => number,
): Promise<HeldRound | undefined> {
  const collection = collectionOf(tour);
  const known = await store.getRecord(collection, postId);
  const round = known && (JSON.parse(known.body) as Round);
  if (round?.done || (round && Math.abs(machineUnixMs() - round.movedAtUnixMs) < GONE_MS)) return undefined;
  const upTo = round?.upTo ?? '';
  const write = async (from: string, done: boolean, ifVersion: number): Promise<number | undefined> => {
    const body: Round = { upTo: from, movedAtUnixMs: machineUnixMs(), done };
    return store.putRecord(collection, postId, JSON.stringify(body), ifVersion);
  };
  let version = await write(upTo, false, known?.version ?? 0);
  if (version === undefined) return undefined;
  return {
    upTo,
    async move(to, done) {
      version = version === undefined ? undefined : await write(to, done, version);
      return version !== undefined;
    },
  };
}
