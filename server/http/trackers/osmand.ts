/**
 * One report as flat keys, from a query or a form: Traccar Client up to 8 and from 10 on, every
 * OsmAnd client, GPSLogger's custom URL (keys of traccar's OsmAndProtocolDecoder and of GPSLogger's
 * `%ALL`).
 */
import {
  KPH_PER_KNOT,
  KPH_PER_METRE_PER_SECOND,
  type Reading,
  readingOf,
  readNumber,
  readPositive,
  setAside,
  timeIn,
} from './reading.ts';

type Keys = Readonly<Record<string, unknown>>;

/**
 * Reads one report. `speed` is in knots, as the OsmAnd protocol has it; `spd` and `s` are m/s and
 * `spd_kph` km/h, as GPSLogger names them (its `%SPD` under the name `speed` would be read as
 * knots: give users a URL with `spd=%SPD`). `valid=false` and reports without coordinates
 * (heartbeats, notification tokens, unfilled macros) are set aside.
 */
export function readOsmAnd(keys: Keys): Reading {
  const valid = first(keys, ['valid']);
  if (valid !== undefined && !saysYes(valid)) return setAside('not-valid');
  const pair = pairOf(keys.location);
  return readingOf(
    {
      latitude: readNumber(first(keys, ['lat', 'latitude'])) ?? pair?.latitude,
      longitude: readNumber(first(keys, ['lon', 'lng', 'long', 'longitude'])) ?? pair?.longitude,
      accuracyMetres: readPositive(first(keys, ['accuracy', 'acc'])),
      speedKph: speedKph(keys),
      headingDegrees: readPositive(first(keys, ['bearing', 'heading', 'course', 'dir'])),
      altitudeMetres: readNumber(first(keys, ['altitude', 'alt'])),
      batteryPercent: readPositive(first(keys, ['batt', 'battery'])),
    },
    timeIn(keys),
  );
}

function saysYes(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^(true|1)$/i.test(value));
}

function speedKph(keys: Keys): number | undefined {
  return (
    readPositive(first(keys, ['spd_kph', 'speed_kph'])) ??
    readPositive(first(keys, ['spd', 's']), KPH_PER_METRE_PER_SECOND) ??
    readPositive(first(keys, ['speed']), KPH_PER_KNOT)
  );
}

/** The value of the first key that has one; of a repeated key the first value. */
function first(keys: Keys, names: readonly string[]): unknown {
  for (const name of names) {
    const value = Object.hasOwn(keys, name) ? keys[name] : undefined;
    const single: unknown = Array.isArray(value) ? value[0] : value;
    if (single !== undefined && single !== null && single !== '') return single;
  }
  return undefined;
}

function pairOf(value: unknown): { latitude: number; longitude: number } | undefined {
  if (typeof value !== 'string') return undefined;
  const parts = value.split(',');
  // With decimal commas there are three, the middle one between the two.
  const halves = parts.length === 4 ? [parts.slice(0, 2).join(), parts.slice(2).join()] : parts;
  const [latitude, longitude] = halves.map(readNumber);
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}
