import { clockTime, localTime } from './times.ts';

const MINUTE_MS = 60_000;

/** `2022-07-08T14:05`, for a field of date and time. */
export function fieldTime(unixMs: number, timeZone: string): string {
  const { year, month, day } = localTime(unixMs, timeZone);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${clockTime(unixMs, timeZone)}`;
}

/**
 * The instant at which clocks of the time zone show `2022-07-08T14:05`; undefined for anything else. Where clocks are
 * put back, the earlier of the two; a time that clocks pass over is moved on by the gap.
 */
export function instantOf(field: string, timeZone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(field)) return undefined;
  const asUtc = Date.parse(`${field}:00Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const offsetAt = (unixMs: number) => Date.parse(`${fieldTime(unixMs, timeZone)}:00Z`) - floorMinute(unixMs);
  const before = asUtc - offsetAt(asUtc - 24 * 60 * MINUTE_MS);
  if (fieldTime(before, timeZone) === field) return before;
  const after = asUtc - offsetAt(asUtc + 24 * 60 * MINUTE_MS);
  return fieldTime(after, timeZone) === field ? after : before;
}

const floorMinute = (unixMs: number): number => Math.floor(unixMs / MINUTE_MS) * MINUTE_MS;
