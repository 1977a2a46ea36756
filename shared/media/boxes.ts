/** A box of an ISO base media file (ISO/IEC 14496-12): where it lies, and where its content begins. */
export interface Box {
  readonly type: string;
  readonly from: number;
  readonly contentFrom: number;
  readonly to: number;
}

/** Longest head of a box: 32-bit size, type, 64-bit size. */
export const BOX_HEAD_BYTES = 16;

/** Four letters of a file, as they stand there. */
export const lettersAt = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + 4));

/** A whole number of some bytes, the highest first; 0 for what lies behind the end. */
export function numberAt(bytes: Uint8Array, at: number, length: 1 | 2 | 4 | 8): number {
  let value = 0;
  for (let byte = at; byte < at + length; byte += 1) value = value * 256 + (bytes[byte] ?? 0);
  return value;
}

/**
 * The box whose head these bytes begin with, at `from` in a file or a box that ends at `end`; undefined where
 * it would reach beyond that end.
 */
export function boxAt(head: Uint8Array, from: number, end: number): Box | undefined {
  if (head.length < 8 || end - from < 8) return undefined;
  const short = numberAt(head, 0, 4);
  const type = lettersAt(head, 4);
  if (short === 1 && head.length < BOX_HEAD_BYTES) return undefined;
  const contentFrom = from + (short === 1 ? BOX_HEAD_BYTES : 8);
  const size = short === 0 ? end - from : short === 1 ? numberAt(head, 8, 8) : short;
  const to = from + size;
  return to > end || to < contentFrom ? undefined : { type, from, contentFrom, to };
}

/** The boxes of a part of a file, in order; ends at the first that is broken. */
export function* boxesIn(bytes: Uint8Array, from: number, to: number): Generator<Box> {
  let at = from;
  while (at < to) {
    const box = boxAt(bytes.subarray(at, at + BOX_HEAD_BYTES), at, to);
    if (box === undefined) return;
    yield box;
    at = box.to;
  }
}

/** The box at the end of a path of names, the first of each; undefined where there is none. */
export function boxOf(bytes: Uint8Array, inside: Box, ...path: readonly string[]): Box | undefined {
  let box: Box | undefined = inside;
  for (const type of path) {
    const within: Box = box;
    box = undefined;
    for (const one of boxesIn(bytes, within.contentFrom, within.to)) {
      if (one.type !== type) continue;
      box = one;
      break;
    }
    if (box === undefined) return undefined;
  }
  return box;
}
