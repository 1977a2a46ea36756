import type { TourDay } from '../../../tour/setup/setup.ts';
import { isoOf, type SaidDate } from '../../cells/date.ts';
import type { Moment } from '../../cells/moment.ts';
import { type Read, read, wrong } from '../../cells/read.ts';

/** Finds out which day of a tour a cell means; days that a tour does not have yet are made of dates with a year. */
export interface Days {
  /** The number of the day. */
  dayOf(moment: Moment, text: string): Read<number> | undefined;
  /** The days afterwards, in the calendar's order, with how numbers given meanwhile are to be read. */
  finished(): { readonly all: readonly TourDay[]; readonly numberOf: (given: number) => number };
}

/** Numbers of days that are only known by their date, before all of them are there. */
const PROVISIONAL = 1_000;
const MOST_DAYS = 60;

const isReal = (iso: string): boolean => {
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso);
};

export function daysFrom(before: readonly TourDay[]): Days {
  const known = new Map(before.map(({ number, date }) => [number, date]));
  const made: string[] = [];
  const words = before.map(({ number, date }) => `${number} (${date})`).join(', ');
  const ofDate = (dates: readonly SaidDate[], text: string): Read<number> => {
    const fits = before.filter(({ date }) =>
      dates.some((one) => date === isoOf(one, one.year ?? Number(date.slice(0, 4)))),
    );
    const [only] = fits;
    if (only !== undefined && fits.length === 1) return read(only.number);
    if (before.length > 0) return wrong('day.unknown', { text, days: words });
    const [said] = dates;
    if (said === undefined || dates.length > 1) return wrong('day.unsure', { text });
    if (said.year === undefined) return wrong('day.year', { text });
    const iso = isoOf(said, said.year);
    if (!isReal(iso)) return wrong('time.none', { text });
    if (!made.includes(iso)) made.push(iso);
    return read(PROVISIONAL + made.indexOf(iso));
  };
  return {
    dayOf({ day, dates }, text) {
      const ofCalendar = dates === undefined ? undefined : ofDate(dates, text);
      if (day === undefined) return ofCalendar;
      if (before.length > 0 && !known.has(day)) return wrong('day.unknown', { text, days: words });
      if (ofCalendar?.ok && ofCalendar.value < PROVISIONAL && ofCalendar.value !== day)
        return wrong('day.unknown', { text, days: words });
      return read(day);
    },
    finished() {
      const sorted = made.toSorted().slice(0, MOST_DAYS);
      const all = sorted.map((date, at): TourDay => ({ number: at + 1, date }));
      return {
        all: before.length > 0 ? before : all,
        numberOf: (given) =>
          given < PROVISIONAL ? given : sorted.indexOf(made[given - PROVISIONAL] ?? '') + 1,
      };
    },
  };
}
