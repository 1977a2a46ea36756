import type { Lack } from '../../../../shared/setup/missing.ts';
import type { Words } from '../../zh.ts';

/** What is wanting, in one sentence, with the first names that it concerns. */
export function lackSentence(
  own: Words['setup'],
  { part, code, names, count, most }: Lack,
  comma: string,
): string {
  const sentence = own.lacks[code](own.things[part], count, most ?? 0);
  if (names.length === 0) return sentence;
  return own.lackOf(sentence, names.join(comma), count > names.length);
}
