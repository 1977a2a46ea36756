import { cutText } from '../../shared/text.ts';
import { type Drawn, type Typeface, UNITS } from './typeface.ts';

/** A text that was set: its lines from top to bottom, and the size in which they fit. */
export interface Lines {
  readonly size: number;
  readonly lines: readonly Drawn[];
}

/** From one line to the next, in sizes of the letters. */
export const LEADING = 1.3;

/** What may not begin a line, and what may not end one. */
const CLOSING = /^[，。！？；：、）》」』”’…—·％%,.!?;:)\]]/;
const OPENING = /[（《「『“‘([]$/;
const ELLIPSIS = '…';

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** The pieces that a line may break between: words, with the marks that belong to them. */
export function pieces(text: string): readonly string[] {
  const found: string[] = [];
  for (const { segment } of words.segment(text)) {
    const last = found.at(-1);
    if (last !== undefined && (CLOSING.test(segment) || OPENING.test(last)))
      found[found.length - 1] = last + segment;
    else found.push(segment);
  }
  return found;
}

/** Breaks a text into lines of at most `width` pixels: as few as there can be, about equally long. */
async function broken(
  typeface: Typeface,
  text: string,
  weight: number,
  most: number,
): Promise<readonly string[]> {
  const parts = pieces(text);
  const widths = await Promise.all(parts.map(async (part) => (await typeface.draw(part, weight)).width));
  const within = (limit: number): readonly string[] => {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    parts.forEach((part, index) => {
      const width = widths[index] ?? 0;
      if (used + width > limit && line.trim() !== '') {
        lines.push(line.trim());
        line = '';
        used = 0;
      }
      if (line === '' && part.trim() === '') return;
      line += part;
      used += width;
    });
    return line.trim() === '' ? lines : [...lines, line.trim()];
  };
  const fewest = within(most);
  if (fewest.length < 2) return fewest;
  // The narrowest measure that needs no further line: no single character is left for the last one.
  let [low, high] = [most / 2, most];
  while (high - low > most / 40) {
    const middle = (low + high) / 2;
    if (within(middle).length > fewest.length) low = middle;
    else high = middle;
  }
  return within(high);
}

/** Sets a text into a box: in the largest of `sizes` (px) in which it fits, else cut off in the smallest. */
export async function setText(
  typeface: Typeface,
  text: string,
  box: {
    readonly width: number;
    readonly lines: number;
    /** Most that the lines may be high in all, px, at {@link LEADING}. */
    readonly height?: number;
    readonly weight: number;
    readonly sizes: readonly number[];
  },
): Promise<Lines> {
  const { width, lines: most, height = Number.POSITIVE_INFINITY, weight, sizes } = box;
  for (const size of sizes) {
    const limit = (width * UNITS) / size;
    const lines = await broken(typeface, text, weight, limit);
    const last = size === sizes.at(-1);
    const tooMany = lines.length > most || lines.length * size * LEADING > height;
    if (tooMany && !last) continue;
    const shown = lines
      .slice(0, most)
      .map((line, index) => (index === most - 1 && lines.length > most ? cut(line) : line));
    const drawn = await Promise.all(shown.map((line) => typeface.draw(line, weight)));
    // A word that is wider than the box is made to fit by a smaller size.
    const widest = Math.max(0, ...drawn.map((line) => line.width));
    if (widest > limit && !last) continue;
    return { size: Math.min(size, (width * UNITS) / Math.max(1, widest)), lines: drawn };
  }
  return { size: sizes.at(-1) ?? 0, lines: [] };
}

const cut = (line: string): string =>
  `${cutText(line, [...line].length - 1).replace(/[，。、；：\s]+$/, '')}${ELLIPSIS}`;
