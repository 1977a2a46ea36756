import type { Lack } from '../../../../shared/setup/missing.ts';
import { cutText } from '../../../../shared/text.ts';
import type { Words } from '../../zh.ts';

/** Characters of a name that tell which one is meant: the one that is too long as well. */
const MOST_OF_NAME = 24;

/** What is wanting, in one sentence, with the first names that it concerns. */
export function lackSentence(
  own: Words['setup'],
  { part, code, names, count, most }: Lack,
  comma: string,
): string {
  const sentence = own.lacks[code](own.things[part], count, most ?? 0);
  if (names.length === 0) return sentence;
  return own.lackOf(
    sentence,
    names.map((name) => cutText(name, MOST_OF_NAME)).join(comma),
    count > names.length,
  );
}
