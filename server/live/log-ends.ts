import type { DayEnd, LogEnd, ResultFile } from '../../shared/scoring/result-file.ts';
import type { Store } from '../store/port.ts';
import type { TourRoom } from './tour-room.ts';

/** Lines of the log that stay what they are whatever follows, to be written down and checked later. */
export type LogEnds = Pick<ResultFile, 'dayEnds' | 'finalised'> & { readonly dayEnds: readonly DayEnd[] };

/**
 * Where the log ended at the end of each day that has ended, first day first; and where the result was made final, while
 * it is. Throws StoreUnavailable.
 */
export async function logEndsOf(
  store: Pick<Store, 'readLog'>,
  { id, fold }: Pick<TourRoom, 'id' | 'fold'>,
): Promise<LogEnds> {
  const dayEnds: DayEnd[] = [];
  for (const [day, seq] of [...fold.dayEnds].sort(([a], [b]) => a - b)) {
    const end = await endAt(store, id, seq);
    if (end !== undefined) dayEnds.push({ day, ...end });
  }
  const finalised = fold.finalisedAt && (await endAt(store, id, fold.finalisedAt));
  return { dayEnds, ...(finalised && { finalised }) };
}

async function endAt(store: Pick<Store, 'readLog'>, log: string, seq: number): Promise<LogEnd | undefined> {
  for await (const [line] of store.readLog(log, seq - 1))
    return line?.seq === seq ? { seq, hash: line.hash } : undefined;
  return undefined;
}
