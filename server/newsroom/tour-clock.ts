/** What an instant is called in a tour's time zone. */

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(unixMs: number, timeZone: string): Readonly<Record<string, string>> {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const numbers = { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...numbers });
    formats.set(timeZone, format);
  }
  return Object.fromEntries(format.formatToParts(unixMs).map(({ type, value }) => [type, value]));
}

/** `14:05`. */
export function clockOf(unixMs: number, timeZone: string): string {
  const { hour, minute } = partsOf(unixMs, timeZone);
  return `${hour}:${minute}`;
}

/** `7月8日`. */
export function dateOf(unixMs: number, timeZone: string): string {
  const { month, day } = partsOf(unixMs, timeZone);
  // Some of ICU's versions write 07 where 7 was asked for.
  return `${Number(month)}月${Number(day)}日`;
}

/** Minutes since midnight. */
export function minuteOfDay(unixMs: number, timeZone: string): number {
  const { hour, minute } = partsOf(unixMs, timeZone);
  return Number(hour) * 60 + Number(minute);
}
