import { chainHash } from '../../store/chain.ts';
import { type Head, LogDamaged, type Store, StoreUnavailable } from '../../store/port.ts';
import type { Fold } from './fold.ts';

/** Folds a log from the fold's head to its end. Throws {@link LogDamaged} where a line is missing or cannot be read. */
export async function foldStretches(store: Store, log: string, fold: Fold): Promise<void> {
  try {
    for await (const stretch of store.readStretches(log, fold.head.seq))
      if (!fold.takeStretch(stretch)) throw new LogDamaged(log, fold.head.seq, 'a line is missing');
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    // Nothing but a line that no server wrote makes reading or folding fail.
    throw new LogDamaged(log, fold.head.seq, 'what follows cannot be read');
  }
}

/** Whether the first stretch behind an event of this number and hash follows it; true where nothing does. */
async function followsHash(
  store: Store,
  log: string,
  { seq, hash }: Pick<Head, 'seq' | 'hash'>,
): Promise<boolean> {
  for await (const stretch of store.readStretches(log, seq)) {
    const bodies = stretch.bodies.slice(Math.max(0, seq - (stretch.seq - stretch.bodies.length)));
    return bodies.reduce((before, body) => chainHash(before, body), hash) === stretch.hash;
  }
  return true;
}

/** Whether a log that ends so goes on from this fold: a store that lost its end, and went on otherwise, does not. */
export async function isContinuedBy(store: Store, log: string, head: Head, fold: Fold): Promise<boolean> {
  const { epoch, seq, hash } = fold.head;
  if (head.epoch !== epoch || head.seq < seq) return false;
  if (head.seq === seq) return head.hash === hash;
  return followsHash(store, log, { seq, hash });
}

/**
 * Throws {@link LogDamaged} where a log, folded to its end, does not end at the head that it had: asking again brings
 * no other.
 */
export async function checkEnd(store: Store, log: string, head: Head, fold: Fold): Promise<void> {
  const { epoch, seq, hash } = fold.head;
  if (epoch !== head.epoch) return;
  // What was appended meanwhile has moved the head on.
  if (seq > head.seq) {
    const now = await store.head(log);
    if (now?.epoch === epoch && now.seq < seq)
      throw new LogDamaged(log, now.seq, `it goes on behind its head, up to event ${seq}`);
    return;
  }
  if (seq < head.seq)
    throw new LogDamaged(log, seq, `its head says ${head.seq} events, and there are ${seq}`);
  if (hash !== head.hash) throw new LogDamaged(log, seq, 'its last event is not the one that its head names');
}
