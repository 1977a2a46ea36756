/** Reading foreign values: numbers, units and times as trackers write them. Nothing here throws. */
import type { RawFix } from '../../../shared/track/fix.ts';

/** What a family's parser found. */
export interface Reading {
  readonly fixes: readonly RawFix[];
  /** What could not be used, and why, in words for the organiser's log. */
  readonly setAside: readonly { readonly why: string }[];
}

/** An object of unknown fields; `undefined` for all else, arrays included. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

/**
 * A finite number, also one written as text, also with a decimal comma (`32,3000`: apps write as their phone's language
 * does); of a repeated key the first. Else `undefined`.
 */
export function readNumber(value: unknown): number | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first === 'number') return Number.isFinite(first) ? first : undefined;
  if (typeof first !== 'string' || !/^\s*[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d{1,3})?\s*$/i.test(first))
    return undefined;
  const number = Number(first.replace(',', '.'));
  return Number.isFinite(number) ? number : undefined;
}

/** A number of at least 0, times `factor`; negative means unknown on many clients. */
export function readPositive(value: unknown, factor = 1): number | undefined {
  const number = readNumber(value);
  return number === undefined || number < 0 ? undefined : number * factor;
}

const ISO =
  /^\s*(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+\- ]\d\d(?::?\d\d)?)?\s*$/i;

/**
 * A point in time, ms since 1970: seconds (also with decimals) or milliseconds, as number or text,
 * ISO 8601, or `yyyy-MM-dd HH:mm:ss`. Without a zone it is UTC. `undefined` when it is none of them.
 *
 * Numbers from 10^11 on are milliseconds: as seconds they would lie after the year 5000.
 */
export function readTimeUnixMs(value: unknown): number | undefined {
  const number = readNumber(value);
  if (number !== undefined) {
    if (number <= 0) return undefined;
    return Math.round(number < 1e11 ? number * 1_000 : number);
  }
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const parts = typeof first === 'string' ? ISO.exec(first) : null;
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined) return undefined;
  // 30 February is none, and not 2 March.
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day || month < 1 || month > 12)
    return undefined;
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 60) return undefined;
  const fraction = Math.trunc(Number(`0.${parts[7] ?? '0'}`) * 1_000);
  return Date.UTC(year, month - 1, day, hour, minute, second, fraction) - zoneMs(parts[8]);
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  // A plus sign that was not escaped arrives from a query as a space.
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** Names under which clients give the time of a position; without `_`, `-` and capitals. */
const TIMES = ['timestamp', 'time', 'tst', 'fixtime', 'gpstime', 'ts', 'datetime', 'utctime', 'loctime'];
/** What names a time, or how old something is; in the languages of the clients that are about. */
const NAMES_A_TIME =
  /time|date|stamp|epoch|utc|clock|created|recorded|received|captured|zeit|fecha|hora|heure|^(t|when|at|dt|tm|ms|age|delay|sec(ond)?s?)$|(^|gps|loc|fix)ts(ms|s)?$/;
const ENDS_AS_A_TIME = /(_at|[a-z]At)$/;
/** What only sounds so. */
const NAMES_NO_TIME = /zone|offset|uptime|interval|timeout|candidate/;
/** What may hold a number as long as a time's. */
const NAMES_A_THING = /id$|imei|imsi|device|phone|serial|user|name|key|token|odometer|distance|steps|version/;
/** Instants of this century, in seconds and milliseconds, with decimals or without; and written out. */
const LOOKS_LIKE_A_TIME =
  /^\s*([1-3]\d{9}(\d{3})?([.,]\d+)?|20\d\d[-/.]?[01]?\d[-/.]?[0-3]\d([T _]?\d\d:?\d\d.*)?)\s*$|\b\d?\d:\d\d\b|\b\d?\d[./]\d?\d[./]\d{4}\b/;

/**
 * The time that a report gives under any of the names that clients use. What is a time by its name or its value
 * otherwise, or was left empty, is no time that can be read, so that the report is set aside: taken as now, a backlog
 * would be driven again. `undefined` where it gives none. `around`: what the report lies in; a time there, or in a part of
 * it, may be that of sending, and is none that can be read.
 */
export function timeIn(
  record: Readonly<Record<string, unknown>>,
  ...around: readonly (Readonly<Record<string, unknown>> | undefined)[]
): unknown {
  const own = ownTimeIn(record);
  if (own !== undefined) return own;
  const near = [record, ...around].flatMap((one) => Object.values(one ?? {})).map(asRecord);
  return [...around, ...near].some((one) => one !== undefined && ownTimeIn(one) !== undefined)
    ? UNREADABLE
    : undefined;
}

function ownTimeIn(record: Readonly<Record<string, unknown>>): unknown {
  const given = Object.entries(record).map(([raw, value]) => {
    const single: unknown = Array.isArray(value) ? value[0] : value;
    const isEmpty = single === undefined || single === null || single === '';
    return { raw, key: raw.toLowerCase().replace(/[_-]/g, ''), single, isEmpty };
  });
  for (const name of TIMES) {
    const known = given.find(({ key, isEmpty }) => key === name && !isEmpty);
    if (known !== undefined) return known.single;
  }
  const other = given.some(({ raw, key, single }) => {
    if (NAMES_NO_TIME.test(key)) return false;
    if (TIMES.includes(key) || NAMES_A_TIME.test(key) || ENDS_AS_A_TIME.test(raw)) return true;
    const isPlain = typeof single === 'string' || typeof single === 'number';
    return isPlain && !NAMES_A_THING.test(key) && LOOKS_LIKE_A_TIME.test(String(single));
  });
  return other ? UNREADABLE : undefined;
}
/** Stands for a time whose name is not known, and what it counts with neither. */
const UNREADABLE = 'unreadable';

/** Fields of a report, each possibly unknown. */
export type Fields = { readonly [Key in keyof RawFix]: RawFix[Key] | undefined };

/**
 * One report from its fields: a fix, or why not. `time` is the value the client sent as time;
 * none at all leaves the time to the receiver, one that cannot be read sets the report aside
 * (taken as now, an old backlog would be driven again).
 */
export function readingOf(fields: Fields, time: unknown): Reading {
  const { latitude, longitude } = fields;
  if (latitude === undefined || longitude === undefined) return setAside('no-position');
  const fixedAtUnixMs = readTimeUnixMs(time);
  const timeGiven = time !== undefined && time !== null && time !== '';
  if (timeGiven && fixedAtUnixMs === undefined) return setAside('bad-time');
  const known = Object.entries({ ...fields, fixedAtUnixMs }).filter(([, value]) => value !== undefined);
  return { fixes: [Object.fromEntries(known) as RawFix], setAside: [] };
}

/** A reading without a fix. */
export function setAside(why: string): Reading {
  return { fixes: [], setAside: [{ why }] };
}

/** Several readings as one, in order. */
export function together(readings: readonly Reading[]): Reading {
  return {
    fixes: readings.flatMap((reading) => reading.fixes),
    setAside: readings.flatMap((reading) => reading.setAside),
  };
}

/** km/h per knot. */
export const KPH_PER_KNOT = 1.852;
/** km/h per m/s. */
export const KPH_PER_METRE_PER_SECOND = 3.6;
