import type { Store } from './port.ts';

/** A seal in a log, by which event it was set, and whether the log before it is still the one that was sealed. */
interface CheckedSeal {
  readonly day: number;
  readonly seq: number;
  readonly hash: string;
  readonly sealedBySeq: number;
  readonly holds: boolean;
}

/** Every seal in a log whose chain is sound, oldest first. Throws StoreUnavailable. */
export async function sealsIn(store: Pick<Store, 'readLog'>, log: string): Promise<readonly CheckedSeal[]> {
  const hashes = new Map<number, string>();
  const seals: CheckedSeal[] = [];
  for await (const lines of store.readLog(log, 0))
    for (const { seq: sealedBySeq, hash: ownHash, body } of lines) {
      hashes.set(sealedBySeq, ownHash);
      // Most lines are none, and are not read any further.
      if (!body.includes('"day.sealed"')) continue;
      const { event } = JSON.parse(body) as {
        event: { type: string; day: number; seq: number; hash: string };
      };
      if (event.type !== 'day.sealed') continue;
      const { day, seq, hash } = event;
      seals.push({ day, seq, hash, sealedBySeq, holds: seq < sealedBySeq && hashes.get(seq) === hash });
    }
  return seals;
}
