/** A box of an ISO base media file (ISO/IEC 14496-12): where it lies, and where its content begins. */
export interface Box {
  readonly type: string;
  readonly from: number;
  readonly contentFrom: number;
  readonly to: number;
}

/** Longest head of a box: 32-bit size, type, 64-bit size. */
export const BOX_HEAD_BYTES = 16;

/**
 * The box whose head these bytes begin with, at `from` in a file or a box that ends at `end`; undefined where
 * it would reach beyond that end.
 */
export function boxAt(head: Buffer, from: number, end: number): Box | undefined {
  if (head.length < 8 || end - from < 8) return undefined;
  const short = head.readUInt32BE(0);
  const type = head.toString('latin1', 4, 8);
  if (short === 1 && head.length < BOX_HEAD_BYTES) return undefined;
  const contentFrom = from + (short === 1 ? BOX_HEAD_BYTES : 8);
  const size = short === 0 ? end - from : short === 1 ? Number(head.readBigUInt64BE(8)) : short;
  const to = from + size;
  return to > end || to < contentFrom ? undefined : { type, from, contentFrom, to };
}

/** The boxes of a part of a buffer, in order; ends at the first that is broken. */
export function* boxesIn(bytes: Buffer, from: number, to: number): Generator<Box> {
  let at = from;
  while (at < to) {
    const box = boxAt(bytes.subarray(at, at + BOX_HEAD_BYTES), at, to);
    if (box === undefined) return;
    yield box;
    at = box.to;
  }
}
