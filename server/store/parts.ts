import type { Store, StoredRecord } from './port.ts';

/** The part of the port about logs and their series. */
export type LogPart = Pick<
  Store,
  | 'openLog'
  | 'head'
  | 'append'
  | 'readLog'
  | 'readStretches'
  | 'logs'
  | 'faultOf'
  | 'appendSeries'
  | 'readSeries'
  | 'replaceLog'
  | 'removeLog'
>;

/** The part of the port about records, counters and presence. */
export type RecordPart = Pick<
  Store,
  | 'getRecord'
  | 'putRecord'
  | 'deleteRecord'
  | 'listRecords'
  | 'unreadableRecords'
  | 'addToCounter'
  | 'readCounter'
  | 'reportPresence'
  | 'readPresence'
  | 'namedAfter'
  | 'countersNamedAfter'
  | 'removeNamedAfter'
>;

/** Where a tail starts: the last line that its listener knows. */
export type TailPlace = Parameters<Store['tail']>[1];

/** Orders records by the UTF-16 code units of their keys, as the port promises. */
export function byKey(a: StoredRecord, b: StoredRecord): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
