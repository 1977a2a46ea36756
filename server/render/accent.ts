/** An accent that somebody chose for an embed, made readable on both of the pages' papers. */

type Rgb = readonly [number, number, number];

/** Of the grounds that the accent stands on as text, light and dark, those that are nearest to the other end; see `client/ui/tokens.css`. */
const GROUNDS = { light: '#e9f0f7', dark: '#17293a' } as const;
/** WCAG 2.2, 1.4.3 for text. */
const LEAST_CONTRAST = 4.5;
const STEPS = 64;

const rgbOf = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
const hexOf = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance (WCAG 2.2). */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(rgbOf(one)), luminance(rgbOf(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Reads `0E64AE` or `#0e64ae`; undefined for anything else. */
export function readAccent(text: string | undefined): string | undefined {
  const hex = text?.replace(/^#/, '').toLowerCase();
  return hex !== undefined && /^[0-9a-f]{6}$/.test(hex) ? `#${hex}` : undefined;
}

/** The accent on light and on dark paper: darkened or lightened just as far as text needs to be read. */
export function readableAccent(accent: string): { readonly light: string; readonly dark: string } {
  return { light: towards(accent, 0, GROUNDS.light), dark: towards(accent, 255, GROUNDS.dark) };
}

function towards(accent: string, end: number, ground: string): string {
  const from = rgbOf(accent);
  for (let step = 0; step <= STEPS; step += 1) {
    const mixed = hexOf(from.map((part) => part + ((end - part) * step) / STEPS) as unknown as Rgb);
    if (contrast(mixed, ground) >= LEAST_CONTRAST) return mixed;
  }
  return hexOf([end, end, end]);
}

/** The style sheet that gives a page the accent; to stand behind the page's own. */
export function accentStyles(accent: string): string {
  const { light, dark } = readableAccent(accent);
  return `:root{--blue:${light}}@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){--blue:${dark}}}:root[data-theme="dark"]{--blue:${dark}}`;
}
