import { describe, expect, test } from 'vitest';
import { parseTrackerRequest, type TrackerRequest } from '../../../server/http/trackers/parse.ts';

/** 2024-12-10 14:50:45 UTC. */
const TIME = 1_733_842_245_000;

const report = (request: Partial<TrackerRequest>) =>
  parseTrackerRequest({ method: 'POST', contentType: undefined, query: {}, body: undefined, ...request });
const asked = (query: Record<string, string>) => report({ method: 'GET', query });
const posted = (body: unknown) => report({ contentType: 'application/json', body });

describe('a time under any name', () => {
  const full = { lat: '32.63', lon: '110.79', timestamp: '1733842245' };
  const read = { fixedAtUnixMs: TIME, latitude: 32.63, longitude: 110.79 };

  test('without a time the receiver gives it one; an unreadable one is set aside', () => {
    const { timestamp: _, ...rest } = full;
    expect(asked(rest).fixes[0]).not.toHaveProperty('fixedAtUnixMs');
    expect(asked({ ...rest, timestamp: 'yesterday' })).toMatchObject({
      fixes: [],
      setAside: [{ why: 'bad-time' }],
    });
  });

  test.each(['fixTime', 'gps_time', 'ts', 'DateTime', 'utc-time', 'Timestamp'])(
    'the time may be called %s',
    (name) => {
      const { timestamp, ...rest } = full;
      expect(asked({ ...rest, [name]: timestamp }).fixes).toEqual([read]);
    },
  );

  test.each([
    ['date', '2024-12-10'],
    ['starttimestamp', '1733842245'],
    ['loc_timestamp', '1733842245'],
    ['recorded_epoch', '1733842245'],
    ['t', '1733842245'],
    ['time', '14:50:45'],
    ['UTC', '145045'],
    ['dt', '1733842245'],
    ['tm', '1733842245'],
    ['created_at', '1733842245'],
    ['recordedAt', '1733842245'],
    ['sentAt', '1733842245'],
    ['clock', '1733842245'],
    ['zeit', '1733842245'],
    ['gps_ts', '1733842245'],
    ['ts_ms', '1733842245'],
    ['age', '5'],
    ['lastupdate', '1733842245'],
    ['timestamp', '2026-02-30T00:00:00Z'],
    // Whatever it is called: its value is an instant.
    ['x', '1733842245'],
    ['x', '1733842245000'],
    ['x', '2024-12-10T14:50:45Z'],
    ['x', '20241210145045'],
    ['x', '14:50:45'],
    ['x', '2024/12/10 14:50:45'],
    ['x', '10.12.2024 14:50'],
    ['x', '10/12/2024'],
    ['x', 'Tue, 10 Dec 2024 14:50:45 GMT'],
    // A macro that the phone left empty says neither that it is now.
    ['timestamp', ''],
    ['time', ''],
  ])('a time that cannot be read (%s=%s) is set aside, never taken as now', (name, value) => {
    const { timestamp: _, ...rest } = full;
    expect(asked({ ...rest, [name]: value })).toMatchObject({ fixes: [], setAside: [{ why: 'bad-time' }] });
  });

  test.each([
    ['timezone', '8'],
    ['time_offset', '28800'],
    ['uptime', '3600'],
    ['id', '1733842245'],
    ['deviceid', '1733842245000'],
    ['imei', '1733842245000'],
    ['odometer', '1733842245'],
    ['totalDistance', '1733842245'],
    ['event', 'motionchange'],
    ['rssi', '-70'],
  ])('%s is no time of a position', (name, value) => {
    const { timestamp: _, ...rest } = full;
    expect(asked({ ...rest, [name]: value }).fixes).toHaveLength(1);
  });
});

describe('a time that lies around the report, and not in it', () => {
  const coords = { latitude: 32.63, longitude: 110.79 };
  const point = {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [110.79, 32.63] },
    properties: {},
  };
  test.each([
    ['beside the location', { location: { coords }, timestamp: '2024-12-10T14:50:45Z' }],
    ['in its coordinates', { location: { coords: { ...coords, timestamp: 1733842245000 } } }],
    ['of the feature', { locations: [{ ...point, timestamp: '2024-12-10T14:50:45Z' }] }],
    ['of the batch', { locations: [point], time: 1733842245 }],
    ['in a part of it', { lat: 32.63, lon: 110.79, meta: { timestamp: 1733842245 } }],
    [
      'in its place',
      { locations: [{ ...point, geometry: { ...point.geometry, timestamp: '2024-12-10T14:50:45Z' } }] },
    ],
    ['when the message was made', { _type: 'location', lat: 32.63, lon: 110.79, created_at: 1733842245 }],
  ])('%s says only when it was sent: it is set aside', (_where, body) => {
    expect(posted(body)).toMatchObject({ fixes: [], setAside: [{ why: 'bad-time' }] });
  });

  test('takes nothing away from the time in it', () => {
    const own = { timestamp: '2024-12-10T14:50:45Z' };
    for (const body of [
      { location: { coords, ...own }, sent_at: 1 },
      { locations: [{ ...point, properties: own }], time: 1 },
    ])
      expect(posted(body).fixes).toMatchObject([{ fixedAtUnixMs: TIME }]);
  });
});
