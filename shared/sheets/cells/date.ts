/** A calendar day that a text may mean; `year` is lacking where it does not say one. */
export interface SaidDate {
  readonly year?: number;
  readonly month: number;
  readonly day: number;
}

/** A date as a part of a text: where it stands, and the days that it may mean. */
export interface FoundDate {
  readonly from: number;
  readonly to: number;
  readonly dates: readonly SaidDate[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(${MONTHS.join('|')})[a-z]*`;

/** Years that are written with two digits are of this century. */
const CENTURY = 2000;

const date = (year: number | undefined, month: number, day: number): readonly SaidDate[] =>
  month >= 1 && month <= 12 && day >= 1 && day <= 31
    ? [{ ...(year !== undefined && { year }), month, day }]
    : [];

/** Days that three figures may mean whose order nobody said: year first, month first, day first. */
const inAnyOrder = (a: number, b: number, c: number): readonly SaidDate[] => [
  ...date(CENTURY + a, b, c),
  ...(a === b ? [] : date(CENTURY + c, b, a)),
  ...date(CENTURY + c, a, b),
];

type Form = readonly [RegExp, (parts: readonly string[]) => readonly SaidDate[]];
/** What may not stand right before a bare date; it is no part of it. (Safari 14 cannot look behind.) */
const ALONE = '(^|[^\\d.:/-])';
const number = (text: string | undefined): number => Number(text);
const monthOf = (word: string | undefined): number => MONTHS.indexOf(word?.slice(0, 3) ?? '') + 1;

/** From the form that says most to that which says least; the first part is what stands before. */
const FORMS: readonly Form[] = [
  [
    /()(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*[日号])?/,
    ([, , y, m, d]) => date(number(y), number(m), number(d)),
  ],
  [
    new RegExp(`${ALONE}(\\d{4})(\\d{2})(\\d{2})(?![\\d.])`),
    ([, , y, m, d]) => date(number(y), number(m), number(d)),
  ],
  [/()(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?/, ([, , m, d]) => date(undefined, number(m), number(d))],
  [
    /()(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/,
    ([, , a, b, y]) => [
      ...date(number(y), number(a), number(b)),
      ...(a === b ? [] : date(number(y), number(b), number(a))),
    ],
  ],
  [
    new RegExp(`${ALONE}(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{1,2})(?![\\d.:/-])`),
    ([, , a, b, c]) => inAnyOrder(number(a), number(b), number(c)),
  ],
  [
    new RegExp(`()(\\d{1,2})[- ]?${MONTH}(?:[-, ]+(\\d{4}))?`),
    ([, , d, m, y]) => date(y === undefined ? undefined : number(y), monthOf(m), number(d)),
  ],
  [
    new RegExp(`()${MONTH}\\.?[- ]?(\\d{1,2})(?!\\d|:)(?:[, ]+(\\d{4}))?`),
    ([, , m, d, y]) => date(y === undefined ? undefined : number(y), monthOf(m), number(d)),
  ],
  [
    new RegExp(`${ALONE}(\\d{1,2})[/.](\\d{1,2})(?![\\d.:/-])`),
    ([, , m, d]) => date(undefined, number(m), number(d)),
  ],
];

/** The first date in a text that is narrow and in lower case. */
export function dateIn(text: string): FoundDate | undefined {
  for (const [form, datesOf] of FORMS) {
    const match = form.exec(text);
    if (match === null) continue;
    const from = match.index + (match[1] ?? '').length;
    return { from, to: match.index + match[0].length, dates: datesOf([...match]) };
  }
  return undefined;
}

/** Days before 1 March 1900 are counted as if 1900 were a leap year. */
const LEAP_DAY_THAT_WAS_NONE = 60;
const DAYS_TO_1970 = 25_569;
const DAYS_TO_1904 = 1_462;
const DAY_MS = 86_400_000;

/** The day that a sheet means by a number of days. */
export function dateOfSerial(serial: number, since1904: boolean): SaidDate {
  const days = Math.floor(serial) + (since1904 ? DAYS_TO_1904 : 0);
  const early = !since1904 && days < LEAP_DAY_THAT_WAS_NONE ? 1 : 0;
  const at = new Date((days + early - DAYS_TO_1970) * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** A day with its year as `2022-07-06`. */
export const isoOf = ({ month, day }: SaidDate, year: number): string =>
  `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
