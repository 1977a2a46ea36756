/** Overland: batches of GeoJSON features (README of aaronpk/Overland-iOS, "API"). */
import { cutText } from '../../../shared/text.ts';
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

/**
 * Reads a batch: speed in m/s, battery 0 to 1, negative values unknown.
 *
 * During a backlog the request also brings `current`, the newest position, which the batch does
 * not hold yet: it counts too, so that the marker need not wait for the backlog. Trips, visits and
 * the app's own events (`type`, `action`) are set aside; their place is not a fresh position.
 */
export function readOverland({ locations, current, ...batch }: OverlandBatch): Reading {
  const all = current === undefined || current === null ? locations : [...locations, current];
  return together(all.map((feature) => readFeature(feature, batch)));
}

/** The body as it came. */
export interface OverlandBatch extends Readonly<Record<string, unknown>> {
  readonly locations: readonly unknown[];
  readonly current?: unknown;
}

function readFeature(value: unknown, batch: Readonly<Record<string, unknown>>): Reading {
  const feature = asRecord(value);
  const properties = asRecord(feature?.properties) ?? {};
  const geometry = asRecord(feature?.geometry);
  const coordinates: unknown = geometry?.coordinates;
  if (geometry?.type !== 'Point' || !Array.isArray(coordinates)) return setAside('no-position');
  const kind = properties.type ?? properties.action;
  if (typeof kind === 'string') return setAside(`Overland ${cutText(kind, 40)}`);
  return readingOf(
    {
      // GeoJSON writes longitude first (RFC 7946, 3.1.1).
      latitude: readNumber(coordinates[1]),
      longitude: readNumber(coordinates[0]),
      accuracyMetres: readPositive(properties.horizontal_accuracy),
      speedKph: readPositive(properties.speed, KPH_PER_METRE_PER_SECOND),
      headingDegrees: readPositive(properties.course),
      altitudeMetres: readNumber(properties.altitude),
      batteryPercent: readPositive(properties.battery_level, 100),
    },
    timeIn(properties, feature, batch),
  );
}
