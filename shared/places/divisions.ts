import { narrow } from '../sheets/cells/plain.ts';

/** A county, district or town with its administrative code of six digits. */
export interface Division {
  readonly code: string;
  readonly name: string;
}

/** A prefecture with what it is divided into. */
export interface Prefecture extends Division {
  readonly parts: readonly Division[];
}

/** One line of the list: `4203十堰市：02茅箭区 03张湾区`. */
function prefectureOf(line: string): Prefecture {
  const [head = '', parts = ''] = line.split('：');
  const code = head.slice(0, 4);
  return {
    code: `${code}00`,
    name: head.slice(4),
    parts: parts.split(' ').map((part) => ({ code: code + part.slice(0, 2), name: part.slice(2) })),
  };
}

/** As many as can be chosen from at a glance. */
const MOST = 8;

/**
 * The prefectures that somebody means who typed a name, a part of one, or the first four to six digits of a code; whose
 * name begins so comes first. None for less than two characters.
 */
export function prefecturesFor(typed: string, lines: readonly string[]): readonly Prefecture[] {
  const word = narrow(typed).replace(/ /g, '');
  if (word.length < 2) return [];
  const digits = /^\d{4,6}$/.test(word) ? word.slice(0, 4) : undefined;
  const found = lines.filter((line) =>
    digits === undefined ? line.slice(4, line.indexOf('：')).includes(word) : line.startsWith(digits),
  );
  const begins = (line: string): number => (line.startsWith(word, 4) ? 0 : 1);
  return found
    .toSorted((a, b) => begins(a) - begins(b))
    .slice(0, MOST)
    .map(prefectureOf);
}
