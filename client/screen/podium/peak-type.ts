import { linesIn } from '../stage/fit.ts';
import { widthInEm } from '../stage/widths.ts';

/** A peak, and what stands on its side below and above the names, in units. */
export interface PeakRoom {
  readonly width: number;
  readonly height: number;
  /** From its foot up to the lower edge of the names. */
  readonly below: number;
  /** What stands above the names. */
  readonly above: number;
}

/** How the names stand on a peak: in so many columns, in one size. */
export interface PeakType {
  readonly columns: number;
  readonly size: number;
}

const LEADING = 1.24;
const MOST = 12;
/** Smaller ones are no longer read; then they may stand over the slope. */
const LEAST = 2.6;
/** A peak as it is drawn, `PEAK_PATH`: shares of the height from the summit, and how wide it is there. */
const SLOPE: readonly (readonly [share: number, width: number])[] = [
  [0, 0],
  [0.14, 0.24],
  [0.25, 0.39],
  [0.36, 0.55],
  [0.5, 0.69],
  [0.64, 0.81],
  [0.8, 0.92],
  [1, 1],
];
/** A peak on a sheet of 100 by 100, and its side that lies in the shade. */
export const PEAK_PATH =
  'M0 100L4 80 9 64 15 50 22 36 30 25 38 14 44 7 50 0 56 8 62 14 69 25 77 36 84 50 90 64 96 80 100 100z';
export const SHADE_PATH =
  'M50 0L56 8 62 14 69 25 77 36 84 50 90 64 96 80 100 100H60L55 78 61 60 52 42 56 24z';
/** No name touches the slope. */
const WITHIN = 0.94;

/** How wide a peak is, as a share of its foot, at a share of its height from the summit. */
export function widthAt(share: number): number {
  const at = Math.max(
    1,
    SLOPE.findIndex(([below]) => below >= share),
  );
  const [from, to] = [SLOPE[at - 1] ?? [0, 0], SLOPE[at] ?? [1, 1]];
  return from[1] + ((Math.min(1, Math.max(0, share)) - from[0]) / (to[0] - from[0])) * (to[1] - from[1]);
}

/** The largest type in which all names stand on a peak, each in its line; a name alone may take two. */
export function peakType(names: readonly string[], { width, height, below, above }: PeakRoom): PeakType {
  const columns = names.length > 12 ? 3 : names.length > 4 ? 2 : 1;
  const lines = Math.ceil(names.length / columns);
  const widths = names.map((name) => widthInEm(name) + 0.3);
  const [only] = names;
  /** How much room a line has, the topmost first, of so many in that size. */
  const roomOf = (line: number, of: number, size: number): number =>
    (widthAt(1 - (below + (of - line) * size * LEADING) / height) * width * WITHIN) / columns;
  const isUnderSummit = (of: number, size: number): boolean =>
    below + of * size * LEADING + above < height * 0.88;
  for (let size = MOST; size > LEAST; size -= 0.1) {
    const fits = widths.every((em, at) => em * size <= roomOf(Math.floor(at / columns), lines, size));
    if (fits && isUnderSummit(lines, size)) return { columns, size };
    if (names.length !== 1 || only === undefined || !isUnderSummit(2, size)) continue;
    if (linesIn(only, roomOf(0, 2, size) / size) <= 2) return { columns, size };
  }
  return { columns, size: LEAST };
}
