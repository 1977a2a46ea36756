/** Traccar Client 9: JSON with a `location`, speeds in m/s, negative values unknown. */
import {
  asRecord,
  KPH_PER_METRE_PER_SECOND,
  type Reading,
  readingOf,
  readNumber,
  readPositive,
  setAside,
  timeIn,
  together,
} from './reading.ts';

/** Reads the value of `location`: one location, or a list of them; `message` is the rest of the body. */
export function readTraccar9(location: unknown, message: Readonly<Record<string, unknown>>): Reading {
  const locations = Array.isArray(location) ? location : [location];
  return together(locations.map((one) => readLocation(one, message)));
}

function readLocation(value: unknown, message: Readonly<Record<string, unknown>>): Reading {
  const location = asRecord(value);
  const coords = asRecord(location?.coords);
  if (location === undefined || coords === undefined) return setAside('no-position');
  return readingOf(
    {
      latitude: readNumber(coords.latitude),
      longitude: readNumber(coords.longitude),
      accuracyMetres: readPositive(coords.accuracy),
      speedKph: readPositive(coords.speed, KPH_PER_METRE_PER_SECOND),
      headingDegrees: readPositive(coords.heading),
      altitudeMetres: readNumber(coords.altitude),
      batteryPercent: readPositive(asRecord(location.battery)?.level, 100),
    },
    timeIn(location, coords, message),
  );
}
