import { LogDamaged } from '../port.ts';

/** What can be seen of a log in Redis at once; see the script `LOOK`. Null where there is no such thing. */
export type Looked = readonly [
  headKind: string,
  epoch: string | null,
  seq: string | null,
  group: string | null,
  hash: string | null,
  streamKind: string,
  entries: number,
  lastId: string | null,
  lastHash: string | null,
];

/** Whether Redis keeps a number there that counts something. */
export const isCount = (text: string | null | undefined): text is string =>
  typeof text === 'string' && /^(0|[1-9]\d{0,14})$/.test(text);

/** What is wrong with a log, in words, or undefined: as many groups as its head says, and the last is the one it names. */
export function faultIn(looked: Looked): string | undefined {
  const [headKind, epoch, seq, group, hash, streamKind, entries, lastId, lastHash] = looked;
  if (headKind === 'none') return undefined;
  if (headKind !== 'hash') return 'its head is not what a server writes there';
  if (epoch === null || hash === null || !isCount(seq) || !isCount(group)) return 'its head cannot be read';
  if (streamKind !== 'stream' && streamKind !== 'none')
    return 'its events are not what a server writes there';
  if (entries < Number(group))
    return `its head says ${group} groups of events, and there are ${entries}: some were removed`;
  if (entries > Number(group) || (entries > 0 && lastId !== `${group}-0`))
    return 'it goes on behind its head, or holds what no server wrote';
  if (entries > 0 && lastHash !== hash) return 'its last event is not the one that its head names';
  return undefined;
}

/** Redis answers that what is kept there is of another kind: the store is not away, the log is damaged. */
export async function ofLog<T>(log: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ReplyError') throw error;
    throw new LogDamaged(log, 0, 'what Redis keeps of it is not what a server writes there');
  }
}
