import type { Language } from '../../../shared/refusals.ts';
import type { Figure } from '../../../shared/tour/setup/setup.ts';
import { pick } from '../../i18n/names.ts';
import { widthInEm } from '../stage/widths.ts';

/** A figure as it was typed, taken apart: what stands before and behind its number, and the number's own digits. */
export interface Counted {
  readonly before: string;
  readonly digits: string;
  readonly behind: string;
}

/** Finds the number that counts up: `131`, `1,280.5` of `约 1,280.5 万`. Undefined where there is none. */
export function countedIn(value: string): Counted | undefined {
  const found = /\d[\d,]*(\.\d+)?/.exec(value);
  if (found === null) return undefined;
  const [digits] = found;
  return { before: value.slice(0, found.index), digits, behind: value.slice(found.index + digits.length) };
}

/**
 * The figure on its way up, from 0 (share 0) to exactly what was typed (share 1), with the same decimals and the same
 * way to set thousands apart. A figure without a number, a year or a phone number with a leading zero stand as they are.
 */
export function countedTo(value: string, share: number): string {
  const counted = countedIn(value);
  if (share >= 1 || counted === undefined || /^0\d/.test(counted.digits)) return value;
  const { before, digits, behind } = counted;
  const plain = digits.replaceAll(',', '');
  const decimals = plain.includes('.') ? plain.length - plain.indexOf('.') - 1 : 0;
  const said = (Number(plain) * Math.max(0, share)).toFixed(decimals);
  const [whole = '', rest] = said.split('.');
  const apart = digits.includes(',') ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return `${before}${apart}${rest === undefined ? '' : `.${rest}`}${behind}`;
}

/** How figures are laid: in so many columns, with numerals of that size in units. */
export interface FigureGrid {
  readonly columns: number;
  readonly numeral: number;
}

/** A figure as far as its room goes: its texts as they are shown. */
export interface FigureTexts {
  readonly value: string;
  readonly unit: string;
  readonly label: string;
}

/**
 * A figure's texts in a language. In English the unit reads on into what it means, "centres of civility practice"; in
 * Chinese it stands beside the numeral.
 */
export function textsOf({ value, unit, label }: Figure, language: Language): FigureTexts {
  const [what, meaning] = [unit ? pick(unit, language) : '', pick(label, language)];
  return language === 'en' && unit?.en !== undefined
    ? { value, unit: '', label: `${what} ${meaning}` }
    : { value, unit: what, label: meaning };
}

/** Sizes of the small texts, and what stands between figures, in units; as BigFigure has them. */
const SMALL = 3.8;
const SMALL_LINE = SMALL * 1.35;
const GAP = 5;
const MOST_NUMERAL = 30;
const LEAST_NUMERAL = 5;
/** Numerals have a typeface of their own, which may be wider. */
const WIDER = 1.06;

/** The columns in which the numerals become largest, in a place of so many units. */
export function figureGrid(figures: readonly FigureTexts[], width: number, height: number): FigureGrid {
  let best: FigureGrid = { columns: 1, numeral: 0 };
  for (let columns = 1; columns <= Math.max(1, figures.length); columns += 1) {
    const numeral = numeralIn(figures, width / columns - GAP, height / Math.ceil(figures.length / columns));
    if (numeral > best.numeral) best = { columns, numeral };
  }
  return { ...best, numeral: Math.min(MOST_NUMERAL, Math.max(LEAST_NUMERAL, best.numeral)) };
}

/** The largest numeral that every figure has room for in a cell. */
function numeralIn(figures: readonly FigureTexts[], cell: number, row: number): number {
  const sizes = figures.map(({ value, unit, label }) => {
    const beside = unit === '' ? 0 : widthInEm(unit) * SMALL + 1;
    const lines = widthInEm(label) * SMALL > cell * 0.95 ? 2 : 1;
    return Math.min((cell - beside) / (widthInEm(value) * WIDER), (row - lines * SMALL_LINE - 3.5) / 1.1);
  });
  return Math.min(MOST_NUMERAL, ...sizes);
}
