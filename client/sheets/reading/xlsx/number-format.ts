/** What a number is shown as; `noughts-3`: with three digits at least. */
export type Shown = 'number' | 'percent' | 'date' | `noughts-${number}`;

/** Formats that every workbook knows by their number alone (ECMA-376 18.8.30), those of Chinese Excel included. */
const PERCENT = [9, 10];
const DATES: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
  [71, 81],
];

/** What is written out, coloured, or only takes room: nothing of it says what the number is. */
const NOT_CODE = /"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi;
/** Fractions of seconds look like a number's digits. */
const FRACTION = /s\.0+/gi;

/** Nothing but noughts: a number with as many digits, as codes are written. */
const NOUGHTS = /^0{2,20}$/;

/** What a format's code shows; the first of its sections counts. */
function ofCode(code: string): Shown {
  if (/^(general|g\/通用格式|@)$/i.test(code.trim())) return 'number';
  const [first = ''] = code.replace(NOT_CODE, '').split(';');
  const plain = first.replace(FRACTION, 's').replace(/general|g\/通用格式/gi, '');
  if (NOUGHTS.test(plain.trim())) return `noughts-${plain.trim().length}`;
  if (/[#0?]/.test(plain)) return plain.includes('%') ? 'percent' : 'number';
  if (plain.includes('%')) return 'percent';
  return /[ymdhs]|上午|下午|am\/pm|aaa|\be+\b/i.test(plain) ? 'date' : 'number';
}

/** What numbers of a format are shown as; `code` is the workbook's own, undefined where the number says all. */
export function shownAs(id: number, code: string | undefined): Shown {
  if (code !== undefined) return ofCode(code);
  if (PERCENT.includes(id)) return 'percent';
  return DATES.some(([from, to]) => id >= from && id <= to) ? 'date' : 'number';
}
