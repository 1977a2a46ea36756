import { widthInEm } from '../stage/widths.ts';

const LEADING = 1.25;

/** What a list of names has for itself, in units; it is set no larger than `most`, and where it must no smaller than `least`. */
export interface ListRoom {
  readonly width: number;
  readonly height: number;
  readonly most: number;
  readonly least: number;
}

/** The largest type in which names stand in a room, one behind the other: no name is broken that has room in a line. */
export function listSize(names: readonly string[], { width, height, most, least }: ListRoom): number {
  const widths = names.map((name) => widthInEm(name) * 1.03 + 0.1);
  for (let size = most; size > least; size -= 0.1)
    if (linesOf(widths, width / size) * size * LEADING <= height) return size;
  return least;
}

function linesOf(widths: readonly number[], em: number): number {
  let lines = 1;
  let used = 0;
  for (const own of widths) {
    if (used > 0 && used + own > em) {
      lines += 1;
      used = 0;
    }
    // One that is longer than a line is broken, and stands alone: in lines of whole letters.
    if (own > em) lines += Math.ceil(own / Math.max(1, Math.floor(em))) - 1;
    used += Math.min(own, em);
  }
  return lines;
}
