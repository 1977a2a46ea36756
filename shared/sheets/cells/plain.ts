import { cleanText } from '../../text.ts';

/** Degree signs that are something else; made plain before compatibility forms would turn them into letters. */
const DEGREES = /[\u00ba\u02da\u2218]/g;
const SPACES = /[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g;
const NOT_SEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** A cell's text for reading figures, times and places: half-width, one kind of space, nothing around it. */
export const narrow = (text: string): string =>
  cleanText(text).replace(DEGREES, '°').normalize('NFKC').replace(NOT_SEEN, '').replace(SPACES, ' ').trim();

/** A text by which words are compared: width, case and space tell no two apart. */
export const sameWord = (text: string): string => narrow(text).toLowerCase().replace(/ /g, '');

/** What the house itself puts before a cell that a sheet would take for a formula, see `safe-cell.ts`. */
const GUARDED = /^'(?=\s*[=+\-@%\uff1d\uff0b\uff0d\uff20\uff05])/;
const CHINESE_BREAK = /(\p{Script=Han}|[，。、（）：；])\n+(?=\p{Script=Han}|[，。、（）：；])/gu;

/** A cell's text as a name: on one line, as it was written else. */
export const nameIn = (text: string): string =>
  cleanText(text)
    .replace(NOT_SEEN, '')
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .trim()
    .replace(CHINESE_BREAK, '$1')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(GUARDED, '');

/** Marks by which people say that nothing is in a cell. */
const NOTHING = /^([-–—−/\\]+|无|暂无|none|n\/a)$/i;

/** Whether a cell says nothing: it is empty, or says so. */
export const saysNothing = (text: string): boolean => {
  const plain = narrow(text);
  return plain === '' || NOTHING.test(plain);
};

/** What spreadsheets show in the place of a value that they cannot compute. */
const ERROR = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/i;
/** Two of them are a name somewhere; a narrow column shows at least three. */
const TOO_NARROW = /^#{3,}$/;

/** Whether a cell shows a formula's error, or nothing but that its column was too narrow. */
export function troubleIn(text: string): 'error' | 'narrow' | undefined {
  const plain = narrow(text);
  if (ERROR.test(plain)) return 'error';
  return TOO_NARROW.test(plain) ? 'narrow' : undefined;
}
