import { describe, expect, test } from 'vitest';
import { parseTrackerRequest, type TrackerRequest } from '../../../server/http/trackers/parse.ts';

const FORM = 'application/x-www-form-urlencoded';
const TIME = Date.UTC(2024, 11, 10, 14, 50, 45);

function report(change: Partial<TrackerRequest>) {
  return parseTrackerRequest({
    method: 'POST',
    contentType: undefined,
    query: {},
    body: undefined,
    ...change,
  });
}
const posted = (body: unknown) => report({ contentType: 'application/json', body });
const asked = (query: Record<string, string>) => report({ method: 'GET', query });

describe('OwnTracks', () => {
  const location = {
    _type: 'location',
    _id: '05b6f5bf',
    tst: 1733842245,
    created_at: 1733842250,
    lat: 32.63,
    lon: 110.79,
    acc: 13,
    alt: 23,
    vac: 15,
    vel: 6,
    cog: 56,
    batt: 62,
    tid: 'le',
    t: 'p',
    topic: 'owntracks/u/d',
  };

  test('a location is a fix, speed in km/h, and the reply is []', () => {
    expect(posted(location)).toEqual({
      fixes: [
        {
          fixedAtUnixMs: TIME,
          latitude: 32.63,
          longitude: 110.79,
          accuracyMetres: 13,
          speedKph: 6,
          headingDegrees: 56,
          altitudeMetres: 23,
          batteryPercent: 62,
        },
      ],
      setAside: [],
      reply: { body: [] },
    });
  });

  test('absent fields are normal', () => {
    const bare = { _type: 'location', tst: 1733842245, lat: 32.63, lon: 110.79 };
    expect(posted(bare).fixes).toEqual([{ fixedAtUnixMs: TIME, latitude: 32.63, longitude: 110.79 }]);
  });

  test.each(['transition', 'waypoint', 'waypoints', 'lwt', 'status', 'card', 'cmd', 'encrypted'])(
    'a %s is set aside, even with coordinates, and answered with []',
    (type) => {
      expect(posted({ ...location, _type: type })).toEqual({
        fixes: [],
        setAside: [{ why: `OwnTracks ${type}` }],
        reply: { body: [] },
      });
    },
  );

  test.each([undefined, null, '', {}, []])('an empty body (%j) is set aside and answered with []', (body) => {
    expect(posted(body)).toEqual({ fixes: [], setAside: [{ why: 'empty' }], reply: { body: [] } });
  });
});

describe('OsmAnd, Traccar Client up to 8', () => {
  const full = {
    id: '123456',
    lat: '32.63',
    lon: '110.79',
    timestamp: '1733842245',
    speed: '10',
    bearing: '181.5',
    altitude: '250.5',
    accuracy: '8',
    batt: '77',
    charge: 'false',
    valid: 'true',
  };
  const read = {
    fixedAtUnixMs: TIME,
    latitude: 32.63,
    longitude: 110.79,
    accuracyMetres: 8,
    speedKph: 18.52,
    headingDegrees: 181.5,
    altitudeMetres: 250.5,
    batteryPercent: 77,
  };

  test('a query is a fix, speed in knots, by GET and by POST', () => {
    expect(asked(full)).toEqual({ fixes: [read], setAside: [], reply: { body: 'OK' } });
    expect(report({ query: full })).toEqual({ fixes: [read], setAside: [], reply: { body: 'OK' } });
  });

  test.each([
    '1733842245',
    '1733842245000',
    '2024-12-10T14:50:45Z',
    '2024-12-10T22:50:45+08:00',
    '2024-12-10 14:50:45',
  ])('the time may be written %s', (timestamp) => {
    expect(asked({ ...full, timestamp }).fixes).toEqual([read]);
  });

  test('`heading` is `bearing`, and `location` is both coordinates', () => {
    const { bearing: _, lat: __, lon: ___, ...rest } = full;
    expect(asked({ ...rest, heading: '181.5', location: '32.63,110.79' }).fixes).toEqual([read]);
  });

  test('a position the receiver calls not valid is set aside', () => {
    expect(asked({ ...full, valid: 'false' })).toMatchObject({ fixes: [], setAside: [{ why: 'not-valid' }] });
    expect(asked({ ...full, valid: '1' }).fixes).toHaveLength(1);
  });

  test('a decimal comma is read, in the pair too', () => {
    const { lat: _, lon: __, ...rest } = full;
    const comma = { ...rest, speed: '10,0', accuracy: '8,0', altitude: '250,5', bearing: '181,5' };
    expect(asked({ ...comma, lat: '32,63', lon: '110,79' }).fixes).toEqual([read]);
    expect(asked({ ...comma, location: '32,63,110,79' }).fixes).toEqual([read]);
    expect(asked({ ...comma, lat: '-32,63', lon: '-110,79' }).fixes).toMatchObject([
      { latitude: -32.63, longitude: -110.79 },
    ]);
    expect(asked({ ...comma, lat: '1,032,63', lon: '110,79' }).fixes).toEqual([]);
  });

  test('negative speed and heading are unknown', () => {
    const [fix] = asked({ ...full, speed: '-1', bearing: '-1' }).fixes;
    expect(fix).not.toHaveProperty('speedKph');
    expect(fix).not.toHaveProperty('headingDegrees');
  });
});

describe('Traccar Client 9', () => {
  const location = {
    timestamp: '2024-12-10T14:50:45.000Z',
    coords: { latitude: 32.63, longitude: 110.79, accuracy: 5.5, speed: 10, heading: 90, altitude: 300 },
    is_moving: true,
    odometer: 1234.5,
    event: 'motionchange',
    battery: { level: 0.5, is_charging: false },
  };

  test('a location is a fix, speed in m/s and battery from 0 to 1', () => {
    expect(posted({ location, device_id: '123456' })).toEqual({
      fixes: [
        {
          fixedAtUnixMs: TIME,
          latitude: 32.63,
          longitude: 110.79,
          accuracyMetres: 5.5,
          speedKph: 36,
          headingDegrees: 90,
          altitudeMetres: 300,
          batteryPercent: 50,
        },
      ],
      setAside: [],
      reply: { body: {} },
    });
  });

  test('negative speed, heading and level are unknown', () => {
    const coords = { ...location.coords, speed: -1, heading: -1 };
    const [fix] = posted({ location: { ...location, coords, battery: { level: -1 } } }).fixes;
    expect(Object.keys(fix ?? {}).sort()).toEqual([
      'accuracyMetres',
      'altitudeMetres',
      'fixedAtUnixMs',
      'latitude',
      'longitude',
    ]);
  });

  test('a list of locations gives each; one without coordinates is set aside', () => {
    const read = posted({ location: [location, { event: 'heartbeat' }, location] });
    expect(read.fixes).toHaveLength(2);
    expect(read.setAside).toEqual([{ why: 'no-position' }]);
  });
});

describe('Traccar Client 10', () => {
  const form = (body: Record<string, string>) => report({ contentType: FORM, body });

  test('a form is a fix, speed in knots', () => {
    const body = {
      id: '9',
      timestamp: '1733842245',
      lat: '32.63',
      lon: '110.79',
      speed: '20',
      accuracy: '4',
    };
    expect(form(body)).toEqual({
      fixes: [
        { fixedAtUnixMs: TIME, latitude: 32.63, longitude: 110.79, speedKph: 37.04, accuracyMetres: 4 },
      ],
      setAside: [],
      reply: { body: 'OK' },
    });
  });

  test.each([
    { id: '9', timestamp: '1733842245', batt: '80' },
    { id: '9', notificationToken: 'abc:def' },
    { id: '9', lat: '', lon: '' },
  ])('without a position (%j) it is set aside and answered OK', (body) => {
    expect(form(body)).toEqual({ fixes: [], setAside: [{ why: 'no-position' }], reply: { body: 'OK' } });
  });
});

describe('GPSLogger', () => {
  test('its own names: spd and s are m/s, spd_kph km/h, and dir, alt, acc and batt are understood', () => {
    const all = {
      lat: '32.63',
      lon: '110.79',
      alt: '300',
      acc: '6',
      dir: '90',
      spd: '10',
      timestamp: '1733842245',
      time: '2024-12-10T14:50:45.000Z',
      starttimestamp: '1733840000',
      batt: '55',
      hdop: '0.9',
    };
    const expected = {
      speedKph: 36,
      headingDegrees: 90,
      altitudeMetres: 300,
      accuracyMetres: 6,
      batteryPercent: 55,
    };
    expect(asked(all).fixes).toEqual([
      { fixedAtUnixMs: TIME, latitude: 32.63, longitude: 110.79, ...expected },
    ]);
    expect(asked({ ...all, spd_kph: '37' }).fixes[0]?.speedKph).toBe(37);
  });

  test('its default template: lat, longitude, time, s', () => {
    const query = { lat: '32.63', longitude: '110.79', time: '2024-12-10T14:50:45Z', s: '10' };
    expect(asked(query).fixes).toEqual([
      { fixedAtUnixMs: TIME, latitude: 32.63, longitude: 110.79, speedKph: 36 },
    ]);
  });

  test('a body of the user is read as JSON or as a form, named or not', () => {
    const fix = { fixedAtUnixMs: TIME, latitude: 32.63, longitude: 110.79 };
    expect(posted({ lat: 32.63, lon: 110.79, timestamp: 1733842245 })).toEqual({
      fixes: [fix],
      setAside: [],
      reply: { body: 'OK' },
    });
    expect(report({ body: '{"lat":32.63,"lon":110.79,"timestamp":1733842245}' }).fixes).toEqual([fix]);
    expect(report({ body: 'lat=32.63&lon=110.79&timestamp=1733842245' }).fixes).toEqual([fix]);
  });

  test('macros that were not filled are set aside', () => {
    expect(asked({ lat: '%LAT', lon: '%LON', timestamp: '%TIMESTAMP' }).setAside).toEqual([
      { why: 'no-position' },
    ]);
  });
});

describe('Overland', () => {
  const feature = (properties: object, coordinates: unknown = [110.79, 32.63]) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates },
    properties: { timestamp: '2024-12-10T22:50:45+0800', ...properties },
  });

  test('a batch gives each feature, speed in m/s, and the reply says ok', () => {
    const details = {
      altitude: 80,
      speed: 4,
      horizontal_accuracy: 30,
      vertical_accuracy: -1,
      battery_level: 0.89,
    };
    const body = { locations: [feature(details), feature({ speed: -1, course: -1, battery_level: -1 })] };
    expect(posted(body)).toEqual({
      fixes: [
        {
          fixedAtUnixMs: TIME,
          latitude: 32.63,
          longitude: 110.79,
          accuracyMetres: 30,
          speedKph: 14.4,
          altitudeMetres: 80,
          batteryPercent: 89,
        },
        { fixedAtUnixMs: TIME, latitude: 32.63, longitude: 110.79 },
      ],
      setAside: [],
      reply: { body: { result: 'ok' } },
    });
  });

  test('the current position counts before its batch arrives', () => {
    expect(posted({ locations: [feature({})], current: feature({ speed: 1 }) }).fixes).toHaveLength(2);
  });

  test('an empty batch, trips, visits and broken features are set aside and answered ok', () => {
    expect(posted({ locations: [] })).toEqual({ fixes: [], setAside: [], reply: { body: { result: 'ok' } } });
    const odd = [feature({ type: 'trip' }), feature({ action: 'visit' }), feature({}, [110.79]), null, 7];
    const read = posted({ locations: odd });
    expect(read.fixes).toEqual([]);
    expect(read.setAside.map(({ why }) => why)).toEqual([
      'Overland trip',
      'Overland visit',
      'no-position',
      'no-position',
      'no-position',
    ]);
    expect(read.reply.body).toEqual({ result: 'ok' });
  });
});
