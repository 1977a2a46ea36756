/** OwnTracks in HTTP mode: one message per request (owntracks booklet, tech/json). */
import { cutText } from '../../../shared/text.ts';
import { asRecord, type Reading, readingOf, readNumber, readPositive, setAside, timeIn } from './reading.ts';

/**
 * Reads one OwnTracks message: `tst` in seconds, `vel` in km/h, `acc` in metres.
 *
 * Only `_type` `location` is a position. All others (`transition`, `waypoint`, `lwt`, `status`,
 * `encrypted` …) are set aside, also where they carry coordinates: those are a region's.
 */
export function readOwnTracks(body: unknown): Reading {
  const message = asRecord(body);
  const type = message?._type;
  if (message === undefined || typeof type !== 'string') return setAside('not an OwnTracks message');
  if (type !== 'location') return setAside(`OwnTracks ${cutText(type, 40)}`);
  return readingOf(
    {
      latitude: readNumber(message.lat),
      longitude: readNumber(message.lon),
      accuracyMetres: readPositive(message.acc),
      speedKph: readPositive(message.vel),
      headingDegrees: readPositive(message.cog),
      altitudeMetres: readNumber(message.alt),
      batteryPercent: readPositive(message.batt),
    },
    timeIn(message),
  );
}
