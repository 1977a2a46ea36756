import { narrow } from './plain.ts';
import { type Read, read, wrong } from './read.ts';

/** Digits that a decimal of the wire may have before its point, and behind it. */
const DIGITS = 6;
const THOUSANDS = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
/** What a computed figure ends in is noise where it is smaller than this. */
const NOISE = 1e-9;
const UNIT = /(分|points?|pts?|元|人|个)$/i;
/** Raised, lowered and broken digits: made plain, `9²` would be 92. */
const NO_PLAIN_DIGIT = /[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u215f]/;
const LOOKS_LIKE_A_DATE = /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|^\d{1,2}月\d{1,2}日/;

/** A figure of a cell. */
export interface Figure {
  /** A decimal of the wire, negative ones with a sign. */
  readonly decimal: string;
  /** It is one of a hundred: `99.9%` is 99.9 of them. */
  readonly percent: boolean;
}

/** A number in plain digits as a decimal of the wire: without needless zeros in front and without a plus. */
export function plainDecimal(text: string): string | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  if (digits.length > DIGITS || fraction.length > DIGITS) return undefined;
  const value = fraction === '' ? digits : `${digits}.${fraction}`;
  return sign === '-' && /[1-9]/.test(value) ? `-${value}` : value;
}

/** A computed figure without the noise far behind its point; undefined where it is more than noise. */
function withoutNoise(text: string): string | undefined {
  if (!/^[+-]?\d{1,6}\.\d{7,}$/.test(text)) return undefined;
  const rounded = Number(text).toFixed(DIGITS);
  return Math.abs(Number(text) - Number(rounded)) < NOISE ? plainDecimal(String(Number(rounded))) : undefined;
}

/** A figure as offices write it: `92.5分`, `1,092.5`, `９２．５`, `99.9%`, or with the noise of a computed one. */
export function figureIn(text: string): Read<Figure> {
  const shown = narrow(text);
  if (NO_PLAIN_DIGIT.test(text)) return wrong('figure.none', { text: shown });
  const bare = shown
    .replace(/[。]/g, '.')
    .replace(/\u2212/g, '-')
    .replace(UNIT, '')
    .trim();
  const percent = bare.endsWith('%');
  const plain = (percent ? bare.slice(0, -1) : bare).replace(/ /g, '');
  const digits = THOUSANDS.test(plain) ? plain.replace(/,/g, '') : plain;
  const decimal = plainDecimal(digits) ?? withoutNoise(digits);
  if (decimal !== undefined) return read({ decimal, percent });
  if (LOOKS_LIKE_A_DATE.test(shown)) return wrong('figure.date', { text: shown });
  if (/^[+-]?\d+(\.\d*)?$/.test(digits)) return wrong('figure.digits', { text: shown });
  return wrong('figure.none', { text: shown });
}

/** A whole number from `least` to `most`. */
export function wholeIn(text: string, least: number, most: number): Read<number> {
  const figure = figureIn(text.replace(/^\s*(第|no\.?|№|#)\s*/i, '').replace(/[号站个.、)\s]+\s*$/, ''));
  const shown = narrow(text);
  if (!figure.ok) return wrong('whole.none', { text: shown, least, most });
  const whole = Number(figure.value.decimal);
  const fits = Number.isInteger(whole) && whole >= least && whole <= most && !figure.value.percent;
  return fits ? read(whole) : wrong('whole.none', { text: shown, least, most });
}
