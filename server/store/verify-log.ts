import { type ChainEnd, type ChainVerdict, fault, verifyChain } from './chain.ts';
import { type Head, LogDamaged, type LogLine, type Store, StoreUnavailable } from './port.ts';

const NOWHERE: ChainEnd = { seq: 0, hash: '' };
/** What a server calls a log: 96 random bits. */
const EPOCH = /^[0-9a-f]{24}$/;
const ended = ({ seq, hash }: ChainEnd): string => `${seq} ${hash || '(empty)'}`;

/**
 * Checks a whole log: its chain, that it ends where the store's head says, and that it still holds the head that somebody
 * kept elsewhere. Events that come meanwhile do no harm. Throws `StoreUnavailable` where the store does not answer.
 */
export async function verifyLog(store: Store, log: string, kept?: ChainEnd): Promise<ChainVerdict> {
  try {
    return await verified(store, log, kept);
  } catch (error) {
    if (!(error instanceof LogDamaged)) throw error;
    return fault(NOWHERE, 'form', 'a log as this server writes it', error.what);
  }
}

async function verified(store: Store, log: string, kept: ChainEnd | undefined): Promise<ChainVerdict> {
  const before = await store.head(log);
  if (before === undefined) return fault(NOWHERE, 'no-log', 'a log', 'none');
  const hashes = new Map<number, string>([[0, '']]);
  const wanted = new Set([before.seq, kept?.seq]);
  let sound = NOWHERE;
  let verdict: ChainVerdict;
  try {
    verdict = await verifyChain(arrays(store.readLog(log, 0)), (end) => {
      sound = end;
      if (wanted.has(end.seq)) hashes.set(end.seq, end.hash);
    });
  } catch (error) {
    if (error instanceof LogDamaged) return fault(sound, 'unreadable', 'a line', error.what);
    if (error instanceof StoreUnavailable) throw error;
    return fault(sound, 'unreadable', 'a line', 'something else');
  }
  if (!verdict.ok) return verdict;
  return (
    againstHead(verdict, before, await store.head(log), hashes) ??
    (await againstForm(store, log, before, verdict)) ??
    againstKept(verdict, kept, hashes) ??
    verdict
  );
}

/** What the chain of events does not hold: their places in the store, and the name of the log. */
async function againstForm(
  store: Store,
  log: string,
  { epoch }: Head,
  end: ChainEnd,
): Promise<ChainVerdict | undefined> {
  const found = await store.faultOf(log, true);
  if (found !== undefined) return fault(end, 'form', 'a log as this server writes it', found);
  return EPOCH.test(epoch)
    ? undefined
    : fault(end, 'form', 'an epoch that a server gave', JSON.stringify(epoch));
}

/** What a store gives where a group was damaged may be no lines at all. */
async function* arrays(chunks: AsyncIterable<readonly LogLine[]>): AsyncGenerator<readonly LogLine[]> {
  for await (const chunk of chunks) {
    for (const line of chunk)
      if (typeof line?.body !== 'string') throw new TypeError('what stands there is no line of a log');
    yield chunk;
  }
}

function againstHead(
  end: ChainEnd,
  before: Head,
  after: Head | undefined,
  hashes: ReadonlyMap<number, string>,
): ChainVerdict | undefined {
  if (end.seq < before.seq) return fault(end, 'cut', ended(before), ended(end));
  const there = hashes.get(before.seq) ?? '';
  if (there !== before.hash)
    return fault(end, 'head', ended(before), ended({ seq: before.seq, hash: there }));
  if (end.seq > (after?.seq ?? 0)) return fault(end, 'beyond', ended(after ?? NOWHERE), ended(end));
  return undefined;
}

function againstKept(
  end: ChainEnd,
  kept: ChainEnd | undefined,
  hashes: ReadonlyMap<number, string>,
): ChainVerdict | undefined {
  if (kept === undefined || hashes.get(kept.seq) === kept.hash) return undefined;
  const hash = hashes.get(kept.seq);
  return fault(NOWHERE, 'kept', ended(kept), ended(hash === undefined ? end : { seq: kept.seq, hash }));
}
