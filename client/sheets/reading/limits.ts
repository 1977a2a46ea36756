import { UnreadableFile } from './book.ts';

/** A file is no larger than this. */
export const MOST_BYTES = 50_000_000;
/** A file of some kilobytes may unpack to gigabytes; what is read of a workbook is no more than this. */
const MOST_UNPACKED = 250_000_000;
/** Rows with something in them, of all sheets; a tour has some hundreds. */
export const MOST_ROWS = 20_000;
/** Columns beyond are not looked at: nobody's table is as wide. */
export const MOST_COLUMNS = 256;
/** Characters of a cell beyond are cut off: a name has 120, and whatever is longer is a fault anyway. */
export const MOST_CHARACTERS = 2_000;

/** Counts what is unpacked and how many rows there are, over a whole file. */
export interface Budget {
  unpack(bytes: number): void;
  row(): void;
}

export function budget(): Budget {
  let unpacked = 0;
  let rows = 0;
  return {
    unpack(bytes) {
      unpacked += bytes;
      if (unpacked > MOST_UNPACKED) throw new UnreadableFile('bomb');
    },
    row() {
      rows += 1;
      if (rows > MOST_ROWS) throw new UnreadableFile('too-many-rows');
    },
  };
}

/** A cell's text, cut where it goes on and on. */
export const cellText = (text: string): string =>
  text.length <= MOST_CHARACTERS ? text : text.slice(0, MOST_CHARACTERS);
