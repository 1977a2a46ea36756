import { clockOf, clocksIn, endOfSpan, type FoundClock } from './clock.ts';
import { dateIn, dateOfSerial, type SaidDate } from './date.ts';
import { narrow } from './plain.ts';
import { type Read, read, wrong } from './read.ts';

/** What a cell says of when something is: any part of it may be lacking. */
export interface Moment {
  /** The number of the day on the road. */
  readonly day?: number;
  /** The calendar days that may be meant: more than one where nobody said the order of its figures. */
  readonly dates?: readonly SaidDate[];
  readonly from?: string;
  readonly to?: string;
}

const DAY_SECONDS = 86_400;
/** Serial numbers that are days of the years 1954 to 2119: no other figure in a cell of times is as large. */
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 80_500];
const MOST_DAYS = 60;
const WEEKDAY = /[(（]?(星期|周|礼拜)[一二三四五六日天][)）]?|\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b\.?/g;
const NUMERALS = '一二三四五六七八九十';
const DAY = new RegExp(
  `第\\s*([${NUMERALS}]{1,3}|\\d{1,2})\\s*[天日]|\\bday\\s*(\\d{1,2})\\b|\\bd(\\d{1,2})\\b`,
);
/** What may stand between and around: it says nothing more. */
const BESIDE = /[\s,，、;；()（）tz~～至到—–-]|左右|开始|出发|到达|抵达|约|\bto\b|\bfrom\b|\bat\b/g;

/** 1 to 99 of its Chinese numeral: 十二 is 12. */
function ofNumeral(text: string): number {
  const [tens, units] = text.includes('十') ? text.split('十') : [undefined, text];
  const digit = (one: string | undefined): number => NUMERALS.indexOf(one ?? '') + 1;
  return tens === undefined
    ? digit(units)
    : (tens === '' ? 1 : digit(tens)) * 10 + (units ? digit(units) : 0);
}

/** A figure alone: a day's number, a serial number of a day and a time, or a part of a day. */
function ofFigure(figure: number, since1904: boolean): Moment | undefined {
  const seconds = Math.round((figure % 1) * DAY_SECONDS) % DAY_SECONDS;
  const nextDay = Math.round((figure % 1) * DAY_SECONDS) === DAY_SECONDS ? 1 : 0;
  if (figure > 0 && figure < 1) return { from: clockOf(seconds) };
  if (Number.isInteger(figure) && figure >= 1 && figure <= MOST_DAYS) return { day: figure };
  if (figure < FIRST_SERIAL || figure > LAST_SERIAL) return undefined;
  const dates = [dateOfSerial(Math.floor(figure) + nextDay, since1904)];
  return Number.isInteger(figure) ? { dates } : { dates, from: clockOf(seconds) };
}

/** The text with a part of it blanked out. */
const without = (text: string, from: number, to: number): string =>
  text.slice(0, from) + ' '.repeat(to - from) + text.slice(to);

/** Two times are a span; more are none that one stop could have. */
function spanOf(clocks: readonly FoundClock[]): Pick<Moment, 'from' | 'to'> | undefined {
  const [from, to] = clocks;
  if (clocks.length > 2) return undefined;
  if (from === undefined) return {};
  const end = to && endOfSpan(from, to);
  if (from.clock === undefined || (to !== undefined && end === undefined)) return undefined;
  return { from: from.clock, ...(end !== undefined && { to: end }) };
}

/**
 * A day, a time of day, a span, or several of them in one cell: `7月6日上午9：30`, `2022/7/6 9:30-10:10`, `第二天`, or
 * the serial number that a sheet keeps. Whatever else stands in the cell is no part of a time: then it is not read.
 */
export function momentIn(text: string, since1904 = false): Read<Moment> {
  const shown = narrow(text);
  const none = wrong('time.none', { text: shown });
  let rest = shown.toLowerCase().replace(/t(?=\d{2}:)/g, ' ');
  if (/^\d+(\.\d+)?$/.test(rest) && !/^\d{8}$/.test(rest) && !/^[1-9]\d?\.\d{1,2}$/.test(rest)) {
    const moment = ofFigure(Number(rest), since1904);
    return moment === undefined ? none : read(moment);
  }
  rest = rest.replace(WEEKDAY, (found) => ' '.repeat(found.length));
  const ordinal = DAY.exec(rest);
  const said = ordinal?.[1] ?? ordinal?.[2] ?? ordinal?.[3];
  const day = said === undefined ? undefined : /\d/.test(said) ? Number(said) : ofNumeral(said);
  if (ordinal !== null) rest = without(rest, ordinal.index, ordinal.index + ordinal[0].length);
  const found = dateIn(rest);
  if (found !== undefined) rest = without(rest, found.from, found.to);
  const clocks = clocksIn(rest);
  for (const { from, to } of clocks) rest = without(rest, from, to);
  const span = spanOf(clocks);
  const isAll = rest.replace(BESIDE, '') === '' && span !== undefined && found?.dates.length !== 0;
  if (!isAll || (day !== undefined && (day < 1 || day > MOST_DAYS))) return none;
  const moment = { ...(day !== undefined && { day }), ...(found && { dates: found.dates }), ...span };
  return Object.keys(moment).length === 0 ? none : read(moment);
}
