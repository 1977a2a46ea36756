/** One paragraph of a text, and whether the other text lacks it. */
export interface Paragraph {
  readonly text: string;
  readonly differs: boolean;
}

/** A text's paragraphs, each marked where the other text does not have it. */
export function paragraphsOf(text: string, other: string): readonly Paragraph[] {
  const known = new Set(split(other));
  return split(text).map((one) => ({ text: one, differs: !known.has(one) }));
}

const split = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
