import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInvite, revokeInvite } from '../../server/access/invites.ts';
import type { Latest } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';

const START_UNIX_MS = Date.UTC(2022, 6, 7, 1, 0, 0);
let now = START_UNIX_MS;
let server: TestApp;
let code: string;

/** A tracker's own address, as the organiser gives it out. */
async function address(id: string): Promise<{ code: string; inviteId: string }> {
  return createInvite(server.store, 'tour', { role: 'tracker', id, createdBy: 'test' }, now);
}

beforeAll(async () => {
  server = await startApp({ nowUnixMs: () => now });
  ({ code } = await address('bus'));
});
afterAll(async () => {
  await server.close();
});

interface Report {
  readonly method?: 'GET' | 'POST';
  readonly query?: string;
  readonly payload?: string | Buffer | object;
  readonly headers?: Record<string, string>;
}
const report = ({ method = 'POST', query = '', payload, headers = {} }: Report, to = code) =>
  server.app.http.inject({
    method,
    url: `/track/${to}${query}`,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
const latest = async (): Promise<Latest> =>
  JSON.parse((await server.get('/live/tour/frames.json')).text).latest;

const seconds = () => Math.floor(now / 1000);
const iso = () => new Date(now).toISOString();
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** What each client sends from a place, 90 km/h to the east, and what it wants to hear. */
const CLIENTS: readonly (readonly [string, (lat: number, lon: number) => Report, string])[] = [
  [
    'OwnTracks',
    (lat, lon) => ({
      payload: {
        _type: 'location',
        tst: seconds(),
        lat,
        lon,
        acc: 13,
        vel: 90,
        cog: 90,
        batt: 62,
        tid: 'le',
      },
      headers: { 'x-limit-u': 'bus', 'x-limit-d': 'phone' },
    }),
    '[]',
  ],
  [
    'Traccar Client 8 or OsmAnd, by GET',
    (lat, lon) => ({
      method: 'GET',
      query: `?id=1&lat=${lat}&lon=${lon}&timestamp=${seconds()}&speed=48.596&bearing=90&accuracy=5&batt=88`,
    }),
    'OK',
  ],
  [
    'Traccar Client 8, by POST without a body',
    (lat, lon) => ({ query: `?id=1&lat=${lat}&lon=${lon}&timestamp=${now}&speed=48.596&bearing=90` }),
    'OK',
  ],
  [
    'Traccar Client 9',
    (latitude, longitude) => ({
      payload: {
        location: {
          timestamp: iso(),
          coords: { latitude, longitude, accuracy: 5, speed: 25, heading: 90, altitude: 200 },
          is_moving: true,
          battery: { level: 0.9, is_charging: false },
        },
        device_id: '1',
      },
    }),
    '{}',
  ],
  [
    'Traccar Client 10',
    (lat, lon) => ({
      payload: `id=1&lat=${lat}&lon=${lon}&timestamp=${seconds()}&speed=48.596&bearing=90&accuracy=5`,
      headers: form,
    }),
    'OK',
  ],
  [
    'GPSLogger',
    (lat, lon) => ({ query: `?lat=${lat}&lon=${lon}&time=${iso()}&spd=25&dir=90&acc=5&batt=50` }),
    'OK',
  ],
  [
    'Overland',
    (lat, lon) => ({
      payload: {
        locations: [
          {
            type: 'Feature',
            geometry: { type: 'Point', coordinates: [lon, lat] },
            properties: { timestamp: iso(), speed: 25, course: 90, horizontal_accuracy: 5 },
          },
        ],
      },
    }),
    '{"result":"ok"}',
  ],
];

describe('every client of the list', () => {
  test.each(CLIENTS)('%s moves the convoy', async (_client, makes, wanted) => {
    now += 10_000;
    const longitude = Number((110 + (now - START_UNIX_MS) / 10_000_000).toFixed(5));
    const answer = await report(makes(32.5, longitude));
    expect([answer.statusCode, answer.payload]).toEqual([200, wanted]);
    expect((await latest()).position).toMatchObject({
      latitude: 32.5,
      longitude,
      fixedAtUnixMs: now,
      speedKph: 90,
      headingDegrees: 90,
    });
  });
});

describe('what a tracker sends cannot block its queue', () => {
  const RUBBISH: readonly (readonly [string, Report])[] = [
    ['nothing', {}],
    ['nothing, by GET', { method: 'GET' }],
    ['no JSON', { payload: '{"_type":', headers: { 'content-type': 'application/json' } }],
    [
      'no UTF-8',
      { payload: Buffer.from([0xff, 0xfe, 0x00]), headers: { 'content-type': 'application/json' } },
    ],
    ['a picture', { payload: Buffer.alloc(500, 7), headers: { 'content-type': 'image/jpeg' } }],
    ['a body of no type', { payload: 'hello', headers: { 'content-type': '' } }],
    ['parameters of no type', { payload: 'hello', headers: { 'content-type': 'text/plain; charset' } }],
    ['a type that is none', { payload: 'hello', headers: { 'content-type': 'json' } }],
    ['JSON under the wrong type', { payload: '{"a":1}', headers: { 'content-type': 'text/plain' } }],
    ['a number', { payload: '7', headers: { 'content-type': 'application/json' } }],
    ['keys of prototypes', { payload: '{"__proto__":{"lat":1},"constructor":{"prototype":1}}' }],
    ['a farewell', { payload: { _type: 'lwt', tst: 1 } }],
    [
      'a transition with a place',
      { payload: { _type: 'transition', lat: 40, lon: 110, tst: 1_657_155_000 } },
    ],
    ['no place', { query: '?id=1&timestamp=1657155600' }],
    ['0/0', { query: '?lat=0&lon=0&timestamp=1657155600' }],
    ['a place that is none', { query: '?lat=95&lon=400&timestamp=1657155600' }],
    ['words for numbers', { query: '?lat=north&lon=east' }],
    ['an unfilled macro', { query: '?lat=%25LAT&lon=%25LON' }],
    ['a time that is none', { query: '?lat=32&lon=110&timestamp=soon' }],
    ['an old device', { query: '?lat=40&lon=110&timestamp=1000000' }],
    ['the year 2040', { query: '?lat=40&lon=110&timestamp=2208988800' }],
    ['a token', { payload: 'id=1&notificationToken=abc', headers: form }],
    ['a batch of nothing', { payload: { locations: [] } }],
    ['a batch of rubbish', { payload: { locations: [null, 7, {}, { geometry: null }] } }],
  ];
  test.each(RUBBISH)('%s is answered 2xx and moves nothing', async (_what, sent) => {
    const before = (await latest()).position;
    const answer = await report(sent);
    expect([answer.statusCode, answer.payload]).toEqual([200, expect.any(String)]);
    expect((await latest()).position).toEqual(before);
  });

  test('what is set aside is counted by its reason', async () => {
    const { text } = await server.get('/metrics');
    for (const why of ['null-island', 'out-of-range', 'future', 'too-old', 'bad-time', 'no-position'])
      expect(text).toMatch(new RegExp(`lalian_fixes_total\\{outcome="${why}"\\} [1-9]`));
  });

  test('a device cannot make up reasons without end', async () => {
    for (let at = 0; at < 40; at += 1) await report({ payload: { _type: `invented-${at}` } });
    const { text } = await server.get('/metrics');
    expect(text.match(/lalian_fixes_total\{/g)?.length).toBeLessThan(20);
  });
});

describe("a tracker's address", () => {
  test('is its own: a wrong one, a revoked one and one of people open nothing', async () => {
    const fix = { method: 'GET', query: `?lat=32&lon=110` } as const;
    const other = await address('spare');
    expect((await report(fix, other.code)).statusCode).toBe(200);
    await revokeInvite(server.store, 'tour', other.inviteId, now);
    expect((await report(fix, other.code)).json().code).toBe('invite.revoked');
    expect((await report(fix, `tour.${'A'.repeat(43)}`)).json().code).toBe('invite.unknown');
    const judge = await createInvite(
      server.store,
      'tour',
      { role: 'judge', id: 'j1', createdBy: 'test' },
      now,
    );
    expect((await report(fix, judge.code)).json().code).toBe('role.forbidden');
  });

  test('may end in a slash', async () => {
    expect((await server.get(`/track/${code}/?lat=32&lon=110`)).status).toBe(200);
  });

  test('a batch of a whole day is taken at once', async () => {
    const locations = Array.from({ length: 2_000 }, (_, index) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [110 + index / 10_000, 32.2] },
      properties: { timestamp: new Date(now - 7_200_000 + index * 1_000).toISOString() },
    }));
    const answer = await report({ payload: { locations } });
    expect([answer.statusCode, answer.payload]).toEqual([200, '{"result":"ok"}']);
  });
});
