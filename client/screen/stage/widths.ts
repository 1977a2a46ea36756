/** About how wide letters are in their own size, where nothing can be measured. */
const ABOUT: readonly (readonly [letters: RegExp, em: number])[] = [
  [/[\u2e80-\uffff]/, 1],
  [/[ .,:;'’|!ijlI·]/, 0.32],
  [/[frt()[\]-]/, 0.44],
  [/[A-HJ-Z%@mw]/, 0.78],
];
const OTHERS = 0.64;
/** The thin space that browsers set between Chinese and Latin, and where they do. */
const BETWEEN = 0.125;
const MEETING = /[\u2e80-\u9fff](?=[\dA-Za-z≈+−%])|[\dA-Za-z%](?=[\u2e80-\u9fff])/g;

const SIZE_PX = 100;
const known = new Map<string, number>();
const MOST_KNOWN = 4_000;

/** How wide a text is in its own size, in one line and bold, as this browser sets it: what fits then fits in any weight. */
export function widthInEm(text: string): number {
  const before = known.get(text);
  if (before !== undefined) return before;
  const width = (measured(text) ?? reckoned(text)) + (text.match(MEETING)?.length ?? 0) * BETWEEN;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, width);
  return width;
}

let pen: CanvasRenderingContext2D | null | undefined;

/** By the page's own type; undefined where there is no canvas. */
function measured(text: string): number | undefined {
  if (pen === undefined) {
    pen = document.createElement('canvas').getContext('2d');
    if (pen) pen.font = `600 ${SIZE_PX}px ${getComputedStyle(document.documentElement).fontFamily}`;
  }
  const width = pen?.measureText(text)?.width ?? 0;
  return width > 0 ? width / SIZE_PX : undefined;
}

const reckoned = (text: string): number =>
  [...text].reduce(
    (sum, letter) => sum + (ABOUT.find(([letters]) => letters.test(letter))?.[1] ?? OTHERS),
    0,
  );
