import type { DayEnd } from '../../shared/scoring/result-file.ts';
import type { Store } from '../store/port.ts';
import type { TourRoom } from './tour-room.ts';

/**
 * Where the log ended at the end of each day that has ended, first day first: the line of the event that ended it, which
 * stays what it is whatever follows. Throws StoreUnavailable.
 */
export async function dayEndsOf(
  store: Pick<Store, 'readLog'>,
  { id, fold }: Pick<TourRoom, 'id' | 'fold'>,
): Promise<readonly DayEnd[]> {
  const ends: DayEnd[] = [];
  for (const [day, seq] of [...fold.dayEnds].sort(([a], [b]) => a - b)) {
    const hash = await hashAt(store, id, seq);
    if (hash !== undefined) ends.push({ day, seq, hash });
  }
  return ends;
}

async function hashAt(store: Pick<Store, 'readLog'>, log: string, seq: number): Promise<string | undefined> {
  for await (const [line] of store.readLog(log, seq - 1)) return line?.seq === seq ? line.hash : undefined;
  return undefined;
}
