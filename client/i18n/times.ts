import type { Language } from '../../shared/refusals.ts';
import { wordsOf } from './words.ts';

const MINUTE_MS = 60_000;

/** An instant on the tour's own clock and calendar. */
interface Local {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 for Sunday. */
  readonly weekday: number;
  /** `14:05`. */
  readonly clock: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

/** The day of the week of a calendar date, 0 for Sunday. */
const weekdayOf = (year: number, month: number, day: number): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay();

/** An instant in a time zone. Composed from parts, so that server and browser say the same whatever their ICU. */
export function localTime(unixMs: number, timeZone: string): Local {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(unixMs)
      .map(({ type, value }) => [type, value]),
  );
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)];
  return {
    year,
    month,
    day,
    weekday: weekdayOf(year, month, day),
    clock: `${parts.hour}:${parts.minute}`,
  };
}

/** `14:05` in the tour's time zone. */
export const clockTime = (unixMs: number, timeZone: string): string => localTime(unixMs, timeZone).clock;

/** Whether two instants lie on one day of the tour's calendar. */
export function isSameDay(a: number, b: number, timeZone: string): boolean {
  const [one, other] = [localTime(a, timeZone), localTime(b, timeZone)];
  return one.year === other.year && one.month === other.month && one.day === other.day;
}

/** A calendar date such as `2022-07-08` in words, without and with its weekday. */
export function calendarDate(
  date: string,
  language: Language,
): { readonly date: string; readonly weekday: string } {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  const words = wordsOf(language);
  return { date: words.date(month, day), weekday: words.weekdays[weekdayOf(year, month, day)] ?? '' };
}

/** When something was: `3 分钟前` within the last hour, `14:05` today, else the date too. */
export function timeAgo(unixMs: number, nowUnixMs: number, timeZone: string, language: Language): string {
  const words = wordsOf(language);
  const elapsedMs = nowUnixMs - unixMs;
  if (elapsedMs >= -MINUTE_MS && elapsedMs < MINUTE_MS) return words.justNow;
  if (elapsedMs >= 0 && elapsedMs < 60 * MINUTE_MS)
    return words.minutesAgo(Math.floor(elapsedMs / MINUTE_MS));
  return timeOrDate(unixMs, nowUnixMs, timeZone, language);
}

/** `14:05` today, `7月8日 14:05` on any other day. */
export function timeOrDate(unixMs: number, nowUnixMs: number, timeZone: string, language: Language): string {
  const { clock, month, day } = localTime(unixMs, timeZone);
  return isSameDay(unixMs, nowUnixMs, timeZone) ? clock : `${wordsOf(language).date(month, day)} ${clock}`;
}

/** A way still to go in time: `约 12 分钟`; under a minute `即将到达`. */
export function timeLeft(remainingMs: number, language: Language): string {
  const words = wordsOf(language);
  const minutes = Math.round(remainingMs / MINUTE_MS);
  if (minutes < 1) return words.anyMoment;
  if (minutes < 90) return words.inMinutes(minutes);
  const rounded = Math.round(minutes / 5) * 5;
  return words.inHours(Math.floor(rounded / 60), rounded % 60);
}

/** For `<time datetime>`. */
export const machineTime = (unixMs: number): string => new Date(unixMs).toISOString();
