import { type Moment, momentIn } from '../../cells/moment.ts';
import { narrow } from '../../cells/plain.ts';
import type { StopField } from '../../tables/stops.ts';
import type { LineReader } from '../line-reader.ts';
import type { Days } from './days.ts';

/** When a stop is, as far as its line says. */
export interface StopTimes {
  readonly day: number | undefined;
  readonly arrive: string | undefined;
  readonly leave: string | undefined;
}

const shown = ({ day, dates, from, to }: Moment): string => {
  const [first] = dates ?? [];
  const date = first && `${first.year === undefined ? '' : `${first.year}-`}${first.month}-${first.day}`;
  const span = to === undefined ? from : `${from}–${to}`;
  return [day === undefined ? date : String(day), span].filter((one) => one !== undefined).join(' ');
};

/** Reads day, arrival and departure from the three columns, any of which may say more than its own. */
export function timesIn(line: LineReader<StopField>, days: Days, since1904: boolean): StopTimes {
  const texts: Partial<Record<StopField, string>> = {};
  const momentOf = (field: StopField): Moment | undefined =>
    line.take(
      field,
      (text) => {
        texts[field] = narrow(text);
        return momentIn(text, since1904);
      },
      shown,
    );
  const dayColumn = momentOf('day');
  const arrival = momentOf('arrive');
  const leaving = momentOf('leave');
  let day: number | undefined;
  for (const [field, moment] of [
    ['day', dayColumn],
    ['arrive', arrival],
    ['leave', leaving],
  ] as const) {
    // A figure alone is the number of a day only where days stand.
    if (
      moment === undefined ||
      (field !== 'day' && moment.dates === undefined && moment.from === undefined)
    ) {
      if (moment !== undefined) line.wrong(field, 'time.none', { text: texts[field] ?? '' });
      continue;
    }
    const answer = days.dayOf(moment, texts[field] ?? '');
    if (answer === undefined) continue;
    if (!answer.ok) line.wrong(field, answer.code, answer.details);
    else if (day === undefined) day = answer.value;
    else if (day !== answer.value && field !== 'leave')
      line.wrong(field, 'day.two', { text: texts[field] ?? '' });
  }
  const arrive = arrival?.from ?? dayColumn?.from;
  const leave = leaving?.from ?? arrival?.to ?? dayColumn?.to;
  if (arrive !== undefined && leave !== undefined && leave < arrive)
    line.wrong(leaving === undefined ? 'arrive' : 'leave', 'time.order', { arrive, leave });
  return { day, arrive, leave };
}
