import { sameWord } from '../cells/plain.ts';
import type { Column } from '../tables/column.ts';

/** How surely a heading names a column: 0 is not at all. */
export const [WHOLLY, IN_PART, PERHAPS] = [4, 3, 1];

const BRACKETS = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/g;
const AROUND = /^[*★●]+|[*★:：。.]+$/g;
const RUNS = /[\p{Script=Han}、%]+|[a-z]+/gu;
/** What is longer explains something, and heads no column. */
const LONGEST = 60;

const bare = (word: string): string => word.replace(BRACKETS, '').replace(AROUND, '');

/** What a heading may be taken for, from the whole of it: without brackets, each of its lines, its Chinese and its English. */
export type HeadingWords = readonly string[];

function wordsOf(heading: string): HeadingWords {
  if (heading.length > LONGEST) return [];
  const whole = sameWord(heading).replace(AROUND, '');
  if (whole === '') return [];
  const lines = heading.split(/[\r\n]+/).map((line) => bare(sameWord(line)));
  const runs = bare(whole).match(RUNS) ?? [];
  const scripts = new Set(runs.map((run) => /[a-z]/.test(run)));
  return [whole, bare(whole), ...lines, ...(scripts.size > 1 ? runs : [])].filter((word) => word !== '');
}

/** Reads headings; each text once, however many tables it is held against. */
export type HeadingReader = (heading: string) => HeadingWords;

export function headingReader(): HeadingReader {
  const known = new Map<string, HeadingWords>();
  return (heading) => {
    const ready = known.get(heading);
    if (ready !== undefined) return ready;
    const words = wordsOf(heading);
    known.set(heading, words);
    return words;
  };
}

/** How surely words are those of a column, 0 to 4. */
export function likeness(words: HeadingWords, { names, has, hasNot }: Column): number {
  const [whole] = words;
  if (whole === undefined) return 0;
  const at = words.findIndex((word) => names.includes(word));
  if (at >= 0) return at < 2 ? WHOLLY : IN_PART;
  return has?.test(whole) === true && hasNot?.test(whole) !== true ? PERHAPS : 0;
}
