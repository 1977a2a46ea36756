/** `14:05` in a time zone. The page's own: that of all pages brings the words of all pages along. */
export const clockTime = (unixMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' }).format(
    unixMs,
  );
