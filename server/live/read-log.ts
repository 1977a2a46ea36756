import { chainHash } from '../store/chain.ts';
import { type Head, LogDamaged, type Store, StoreUnavailable } from '../store/port.ts';
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
export async function followsHash(
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
