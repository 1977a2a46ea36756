/*
 * Text is cut and cleaned here and nowhere else. Lengths are counted in code points, as schemas count them: 𠮷 is one.
 */

/**
 * Characters that show nothing, as the inside of a regular expression's brackets (flag `u`): blanks of all widths,
 * soft hyphens, joiners, marks of direction, fillers, variation selectors, tags.
 */
export const UNSEEN =
  '\\u0000-\\u0020\\u007F-\\u00A0\\u00AD\\u034F\\u061C\\u115F\\u1160\\u1680\\u17B4\\u17B5\\u180B-\\u180F\\u2000-\\u200F\\u2028-\\u202F\\u205F-\\u206F\\u2800\\u3000\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFFB\\uD800-\\uDFFF\\u{E0000}-\\u{E0FFF}';
const SEEN = new RegExp(`[^${UNSEEN}]`, 'u');

/** Whether nothing of a text can be seen. */
export const isBlank = (text: string): boolean => !SEEN.test(text);

/** What ends a line somewhere: Windows, old Macs, word processors (U+000B), pages (U+000C), U+0085, U+2028, U+2029. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these end lines
const LINE_ENDS = /\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g;
/** Controls, halves of surrogate pairs, byte order marks, and what turns the direction of what follows. */
const TAKEN_OUT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB\uD800-\uDFFF]/gu;

/** A text as schemas take it: one kind of line end, and without what nobody sees and nobody typed. */
export const cleanText = (text: string): string => text.replace(LINE_ENDS, '\n').replace(TAKEN_OUT, '');

/**
 * A JSON value with every text in it cleaned, keys as they are; the same value where nothing was to be cleaned.
 * What lies deeper than `levels` stays as it is: no schema takes it.
 */
export function cleanTexts(value: unknown, levels = 24): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (levels === 0) return value;
  if (Array.isArray(value)) {
    const cleaned = value.map((one) => cleanTexts(one, levels - 1));
    return cleaned.some((one, index) => one !== value[index]) ? cleaned : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const cleaned = entries.map(([key, one]) => [key, cleanTexts(one, levels - 1)] as const);
  return cleaned.some(([, one], index) => one !== entries[index]?.[1]) ? Object.fromEntries(cleaned) : value;
}

/** Halves of surrogate pairs without their other half. */
const HALVES = /[\uD800-\uDFFF]/gu;

/** What belongs to the character before it: marks, variation selectors, skin tones, tags of flags, and what joins. */
const CONTINUES = /^(?:\p{M}|\u200D|[\u{1F3FB}-\u{1F3FF}]|[\u{E0020}-\u{E007F}])$/u;
const JOINER = '\u200D';
const FLAG_LETTER = /^[\u{1F1E6}-\u{1F1FF}]$/u;

/** A character has no more code points than this: what goes on longer is cut anywhere. */
const LONGEST_CHARACTER = 32;

/** The text with every half of a surrogate pair replaced by U+FFFD: no schema takes one, and no file can hold one. */
export const wellFormed = (text: string): string => text.replace(HALVES, '\uFFFD');

/** Whether a character goes on over the place before that code point. */
function isInside(points: readonly string[], at: number): boolean {
  const [before, after] = [points[at - 1], points[at]];
  if (before === undefined || after === undefined) return false;
  if (before === JOINER || CONTINUES.test(after)) return true;
  if (!FLAG_LETTER.test(before) || !FLAG_LETTER.test(after)) return false;
  let letters = 1;
  while (FLAG_LETTER.test(points[at - 1 - letters] ?? '')) letters += 1;
  return letters % 2 === 1;
}

/** The end of the last whole character at or before a place. */
function endOfCharacter(points: readonly string[], place: number): number {
  let end = place;
  while (end > 0 && place - end < LONGEST_CHARACTER && isInside(points, end)) end -= 1;
  return end === 0 || isInside(points, end) ? place : end;
}

/**
 * The beginning of a text, in at most `most` code points with the `ending` (such as `…`), which only a text gets that
 * is longer. Never ends within a character, and holds no half of one.
 */
export function cutText(text: string, most: number, ending = ''): string {
  const whole = wellFormed(text);
  if (whole.length <= most) return whole;
  // Two units a code point at most: of a long text no more is looked at than may be needed.
  const points = [...whole.slice(0, 2 * (most + 1))];
  if (points.length <= most) return whole;
  const place = Math.max(0, most - [...ending].length);
  return points.slice(0, endOfCharacter(points, place)).join('') + ending;
}
