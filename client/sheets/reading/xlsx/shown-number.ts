import { clockOf } from '../../../../shared/sheets/cells/clock.ts';
import { dateOfSerial, isoOf } from '../../../../shared/sheets/cells/date.ts';
import type { Shown } from './number-format.ts';

/** A spreadsheet computes with so many digits: what is behind them is noise. */
const DIGITS = 15;
const DAY_SECONDS = 86_400;
const LAST_SERIAL = 2_958_465;

/** A number without exponent and without noise: `92.30000000000001` is 92.3. */
function plain(value: number): string {
  const rounded = Number(value.toPrecision(DIGITS));
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(20).replace(/\.?0+$/, '') : text;
}

/** A serial number as the day, the time, or both: `2022-07-06 09:30`. Rounded to the second. */
function moment(value: number, since1904: boolean): string {
  const all = Math.round(value * DAY_SECONDS);
  const [days, seconds] = [Math.floor(all / DAY_SECONDS), all % DAY_SECONDS];
  const clock = clockOf(seconds) + (seconds % 60 === 0 ? '' : `:${String(seconds % 60).padStart(2, '0')}`);
  if (days === 0) return clock;
  const date = dateOfSerial(days, since1904);
  const day = isoOf(date, date.year ?? 0);
  return seconds === 0 ? day : `${day} ${clock}`;
}

/** The text that a number's cell shows, in one way for all: figures plain, percentages with their sign, days as ISO. */
export function shownNumber(text: string, shown: Shown, since1904: boolean): string {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  if (shown === 'percent') return `${plain(value * 100)}%`;
  if (shown === 'date' && value >= 0 && value <= LAST_SERIAL) return moment(value, since1904);
  const digits = /^noughts-(\d+)$/.exec(shown)?.[1];
  return digits !== undefined && Number.isInteger(value) && value >= 0
    ? plain(value).padStart(Number(digits), '0')
    : plain(value);
}
