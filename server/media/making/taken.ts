import ExifReader from 'exifreader';
import type { Taken } from './jobs.ts';

/** What the reader gives of a tag, as far as it is used here. */
interface Tag {
  readonly value?: unknown;
}

const textOf = (tag: unknown): string => {
  const { value } = (tag ?? {}) as Tag;
  return String(Array.isArray(value) ? value[0] : (value ?? ''));
};

/**
 * When and where a picture was taken, by its EXIF (JPEG, HEIC, AVIF, PNG, WebP); undefined where it says
 * neither. A time without its offset is read as of `timeZone`. Never fails: a file may hold any rubbish.
 */
export function takenOf(bytes: Buffer, timeZone: string, nowUnixMs: number): Taken | undefined {
  try {
    const { exif, gps } = ExifReader.load(bytes, { expanded: true, includeUnknown: false });
    const offset = textOf(exif?.OffsetTimeOriginal ?? exif?.OffsetTime);
    const at = unixMsOf(textOf(exif?.DateTimeOriginal ?? exif?.DateTime), offset, timeZone);
    const place = placeOf(gps?.Latitude, gps?.Longitude);
    const atUnixMs = at !== undefined && at > 0 && at <= nowUnixMs + DAY_MS ? at : undefined;
    if (atUnixMs === undefined && place === undefined) return undefined;
    return { ...(atUnixMs !== undefined && { atUnixMs }), ...(place && { place }) };
  } catch {
    return undefined;
  }
}

/** A camera whose clock is further ahead than any time zone says nothing. */
const DAY_MS = 86_400_000;

/** A place that a receiver found; 0, 0 is what cameras write that found none. */
function placeOf(latitude: unknown, longitude: unknown): [number, number] | undefined {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return undefined;
  if (latitude === 0 && longitude === 0) return undefined;
  // Six decimals are 0.1 m.
  const rounded = (degrees: number) => Number(degrees.toFixed(6));
  return [rounded(latitude), rounded(longitude)];
}

/** EXIF's `2022:07:07 09:12:33` with an offset such as `+08:00`, else in a time zone. */
function unixMsOf(written: string, offset: string, timeZone: string): number | undefined {
  const found = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(written);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second] = found;
  const asUtc = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const given = /^([+-])(\d\d):(\d\d)/.exec(offset);
  if (given !== null)
    return asUtc - Number(`${given[1]}1`) * (Number(given[2]) * 60 + Number(given[3])) * 60_000;
  // The offset that holds a moment before or after; asked twice, because the first guess may lie beyond a change.
  const guess = asUtc - offsetMsAt(asUtc, timeZone);
  return asUtc - offsetMsAt(guess, timeZone);
}

/** How far a time zone's clocks are ahead of UTC at an instant, ms. */
function offsetMsAt(unixMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(unixMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const found = /([+-])(\d\d):(\d\d)/.exec(name);
  if (found === null) return 0;
  return Number(`${found[1]}1`) * (Number(found[2]) * 60 + Number(found[3])) * 60_000;
}
