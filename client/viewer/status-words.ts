import type { Language } from '../../shared/refusals.ts';
import { pick } from '../i18n/names.ts';
import { calendarDate, clockTime, dateOf, isSameDay, timeLeft } from '../i18n/times.ts';
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
  const kicker = (day: number): string =>
    `${words.day(day)}${words.separator}${dateOf(nowUnixMs, timeZone, language)}`;
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
    case 'on-the-way': {
      const left =
        status.expectedAtUnixMs === undefined
          ? []
          : [timeLeft(status.expectedAtUnixMs - nowUnixMs, language)];
      return {
        kicker: kicker(status.day),
        main: words.headingFor(pick(status.stop.name, language)),
        more: left,
      };
    }
    case 'at-stop': {
      const since =
        status.sinceUnixMs === undefined ? [] : [words.arrivedAt(clockTime(status.sinceUnixMs, timeZone))];
      return { kicker: kicker(status.day), main: words.at(pick(status.stop.name, language)), more: since };
    }
    case 'driving':
      return status.next === undefined
        ? { kicker: kicker(status.day), main: words.backOnTheRoad, more: [] }
        : {
            kicker: kicker(status.day),
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
        kicker: today ? kicker(status.day) : undefined,
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
