import { Inflate } from 'fflate';
import { UnreadableFile } from '../book.ts';
import type { Budget } from '../limits.ts';

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly headerAt: number;
}

/** Signatures and sizes of PKWARE's APPNOTE 6.3, little endian. */
const [END, ENTRY, HEADER] = [0x06054b50, 0x02014b50, 0x04034b50];
const [END_SIZE, ENTRY_SIZE, HEADER_SIZE] = [22, 46, 30];
const LONGEST_COMMENT = 65_535;
const ZIP64_FIELD = 1;
const TOLD_THERE = 0xffffffff;
/** No workbook has as many files. */
const MOST_ENTRIES = 10_000;
const [STORED, DEFLATED] = [0, 8];
/** So much is unpacked at once: a thousand times as much may come of it. */
const CHUNK = 16_384;

/** A size or place that is too large for 32 bits stands in a field of its own; some writers always put it there. */
function zip64(view: DataView, from: number, to: number, fields: readonly number[]): readonly number[] {
  let at = from;
  while (at + 4 <= to) {
    const [kind, size] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (kind !== ZIP64_FIELD) {
      at += 4 + size;
      continue;
    }
    let next = at + 4;
    return fields.map((field) => {
      if (field !== TOLD_THERE || next + 8 > to) return field;
      const value = view.getUint32(next, true) + view.getUint32(next + 4, true) * 2 ** 32;
      next += 8;
      return value;
    });
  }
  return fields;
}

/** The files of an archive by its directory at the end; names with slashes, without one in front. */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_SIZE;
  const first = Math.max(0, end - LONGEST_COMMENT);
  while (end >= first && view.getUint32(end, true) !== END) end -= 1;
  if (end < first) throw new UnreadableFile('damaged');
  const count = Math.min(view.getUint16(end + 10, true), MOST_ENTRIES);
  let at = view.getUint32(end + 16, true);
  const names = new TextDecoder();
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_SIZE > bytes.length || view.getUint32(at, true) !== ENTRY)
      throw new UnreadableFile('damaged');
    const [nameSize, extraSize, noteSize] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const nameAt = at + ENTRY_SIZE;
    const extraAt = nameAt + (nameSize ?? 0);
    const extraEnd = Math.min(extraAt + (extraSize ?? 0), bytes.length);
    const sizes = [24, 20, 42].map((field) => view.getUint32(at + field, true));
    const [, packed = 0, headerAt = 0] = zip64(view, extraAt, extraEnd, sizes);
    entries.push({
      name: names.decode(bytes.subarray(nameAt, extraAt)).replace(/\\/g, '/').replace(/^\/+/, ''),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      ...{ packed, headerAt },
    });
    at = extraEnd + (noteSize ?? 0);
  }
  return entries;
}

/** Unpacks one file, piece by piece; `take` may throw to end it. */
export function unpack(
  bytes: Uint8Array,
  entry: ZipEntry,
  budget: Budget,
  take: (piece: Uint8Array) => void,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { headerAt, packed, method, encrypted } = entry;
  if (encrypted) throw new UnreadableFile('password');
  if (headerAt + HEADER_SIZE > bytes.length || view.getUint32(headerAt, true) !== HEADER)
    throw new UnreadableFile('damaged');
  const from =
    headerAt + HEADER_SIZE + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  const to = from + packed;
  if (to > bytes.length || (method !== STORED && method !== DEFLATED)) throw new UnreadableFile('damaged');
  const piece = (part: Uint8Array): void => {
    budget.unpack(part.length);
    take(part);
  };
  if (method === STORED) {
    for (let at = from; at < to; at += CHUNK) piece(bytes.subarray(at, Math.min(at + CHUNK, to)));
    return;
  }
  const inflate = new Inflate(piece);
  for (let at = from; at < to; at += CHUNK)
    inflate.push(bytes.subarray(at, Math.min(at + CHUNK, to)), at + CHUNK >= to);
}
