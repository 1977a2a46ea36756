/*
 * Text is cut here and nowhere else. Lengths are counted in code points, as schemas count them: 𠮷 is one.
 */

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
