import type { Language } from '../../shared/refusals.ts';
import { pick } from '../i18n/names.ts';
import { kilometres } from '../i18n/numbers.ts';
import { calendarDate, clockTime, isSameDay, timeLeft, timeOrDate } from '../i18n/times.ts';
import { wordsOf } from '../i18n/words.ts';
import type { Status } from './status.ts';

/** A status as the page says it: a kicker, the sentence itself, and what else is known, in parts. */
export interface StatusWords {
  readonly kicker: string | undefined;
  readonly main: string;
  readonly more: readonly string[];
}

/** Puts a status into words. */
export function statusWords(
  status: Status,
  nowUnixMs: number,
  timeZone: string,
  language: Language,
): StatusWords {
  const words = wordsOf(language);
  // The itinerary's date, not the clock's: a day on the road goes on after midnight, and a rehearsal is on another.
  const kicker = ({ day, date }: { readonly day: number; readonly date: string | undefined }): string =>
    [words.day(day), ...(date === undefined ? [] : [calendarDate(date, language).date])].join(
      words.separator,
    );
  switch (status.kind) {
    case 'not-set-up':
      return { kicker: undefined, main: words.notSetUp, more: [] };
    case 'not-begun': {
      const { first, day } = status;
      const start =
        first && day
          ? [
              words.setsOut(calendarDate(day.date, language).date, first.plannedAt),
              words.firstStop(pick(first.name, language)),
            ]
          : [];
      return { kicker: undefined, main: words.notBegun, more: start };
    }
    case 'on-the-way':
      return {
        kicker: kicker(status),
        main: words.headingFor(pick(status.stop.name, language)),
        more: wayLeft(status, nowUnixMs, timeZone, language),
      };
    case 'at-stop': {
      const since =
        status.sinceUnixMs === undefined ? [] : [words.arrivedAt(clockTime(status.sinceUnixMs, timeZone))];
      return { kicker: kicker(status), main: words.at(pick(status.stop.name, language)), more: since };
    }
    case 'driving':
      return status.next === undefined
        ? { kicker: kicker(status), main: words.backOnTheRoad, more: [] }
        : {
            kicker: kicker(status),
            main: words.onTheRoad,
            more: [words.nextStop(pick(status.next.name, language), status.next.plannedAt)],
          };
    case 'day-over': {
      const today = isSameDay(status.endedAtUnixMs, nowUnixMs, timeZone);
      const { date } = calendarDate(status.nextDay.date, language);
      const start =
        status.next === undefined
          ? []
          : [
              words.goesOn(status.nextDay.number, date, status.next.plannedAt),
              words.firstStop(pick(status.next.name, language)),
            ];
      return {
        kicker: today ? kicker(status) : undefined,
        main: today ? words.todayOver : words.dayOver(status.day),
        more: start,
      };
    }
    case 'finished':
      return {
        kicker: undefined,
        main: words.finished,
        more: [words.finishedWith(status.stops, status.areas)],
      };
  }
}

/** A fix older than this is told: in a tunnel nobody knows more. */
const OLD_FIX_MS = 5 * 60_000;
/** An arrival that was due longer ago than this is no forecast any more. */
const OVERDUE_MS = 2 * 60_000;

/** How far it still is: in time where that can be said, else in kilometres; and how old the position is. */
function wayLeft(
  { expectedAtUnixMs, remainingMetres, fixedAtUnixMs }: Extract<Status, { kind: 'on-the-way' }>,
  nowUnixMs: number,
  timeZone: string,
  language: Language,
): readonly string[] {
  const words = wordsOf(language);
  const parts: string[] = [];
  if (expectedAtUnixMs !== undefined && expectedAtUnixMs > nowUnixMs - OVERDUE_MS)
    parts.push(timeLeft(expectedAtUnixMs - nowUnixMs, language));
  else if (remainingMetres !== undefined)
    parts.push(words.kilometresLeft(kilometres(remainingMetres, language)));
  if (fixedAtUnixMs !== undefined && nowUnixMs - fixedAtUnixMs > OLD_FIX_MS)
    parts.push(words.fixedAt(timeOrDate(fixedAtUnixMs, nowUnixMs, timeZone, language)));
  return parts;
}
