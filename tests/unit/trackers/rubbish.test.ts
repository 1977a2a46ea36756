import { describe, expect, test } from 'vitest';
import { parseTrackerRequest } from '../../../server/http/trackers/parse.ts';
import { fixTimesAt, usableFix } from '../../../shared/track/fix.ts';
import { START_UNIX_MS } from '../../support/drives.ts';
import { pick, seeded, whole } from '../../support/seeded.ts';

const KEYS = [
  ...['_type', 'lat', 'lon', 'tst', 'acc', 'vel', 'locations', 'location', 'coords', 'latitude', 'longitude'],
  ...[
    'timestamp',
    'battery',
    'level',
    'geometry',
    'type',
    'coordinates',
    'properties',
    'current',
    'valid',
    'speed',
  ],
  ...['__proto__', 'constructor', 'toString', 'valueOf', 'length', '', 'id', 'time', 'spd', 'action'],
];
const LEAVES = [
  ...[0, -0, 1, -1, 32.63, 110.79, 1733842245, 1e308, -1e308, Number.NaN, Number.POSITIVE_INFINITY],
  ...[
    '',
    'location',
    'Point',
    '32.63',
    '32.63,110.79',
    'NaN',
    '2024-12-10T14:50:45Z',
    '%LAT',
    '\u0000',
    '💥',
  ],
  ...[null, true, false, undefined],
];

function rubbish(random: () => number, depth: number): unknown {
  const kind = depth === 0 ? 0 : whole(random, 0, 3);
  if (kind < 2) return pick(random, LEAVES);
  const size = whole(random, 0, 5);
  const parts = Array.from({ length: size }, () => rubbish(random, depth - 1));
  if (kind === 2) return parts;
  return JSON.parse(
    `{${parts.map((part) => `${JSON.stringify(pick(random, KEYS))}:${JSON.stringify(part ?? null)}`)}}`,
  );
}

describe('rubbish', () => {
  test('of any shape never throws, is answered, and yields only fixes that the gate can judge', () => {
    const random = seeded(42);
    let fixes = 0;
    for (let run = 0; run < 20_000; run += 1) {
      const report = parseTrackerRequest({
        method: pick(random, ['GET', 'POST', 'PUT', '']),
        contentType: pick(random, [undefined, '', 'application/json', 'text/plain', '💥']),
        query: pick(random, [{}, rubbish(random, 1)]) as Record<string, string>,
        body: rubbish(random, 4),
      });
      expect(report.reply.body).toBeDefined();
      for (const raw of report.fixes) {
        fixes += 1;
        expect(Object.values(raw).every((value) => Number.isFinite(value))).toBe(true);
        usableFix({ ...raw, deviceId: 'a' }, fixTimesAt(START_UNIX_MS));
      }
      for (const { why } of report.setAside) expect(why.length).toBeLessThan(60);
    }
    expect(fixes).toBeGreaterThan(10);
  });

  test.each(['{', '[1,', '{"_type":', '%%%', '&&&===', '\u0000', '<xml/>', 'null'])(
    'text %j is set aside',
    (body) => {
      const report = parseTrackerRequest({ method: 'POST', contentType: 'text/plain', query: {}, body });
      expect(report.fixes).toEqual([]);
      expect(report.setAside).toHaveLength(1);
    },
  );

  test('an object that cannot be made a text is set aside', () => {
    const body = { valid: { toString: 1, valueOf: 1 }, lat: 1, lon: 1 };
    const report = parseTrackerRequest({ method: 'POST', contentType: 'application/json', query: {}, body });
    expect(report.setAside).toEqual([{ why: 'not-valid' }]);
  });

  test('a batch of nothing but rubbish names each part', () => {
    const body = { locations: [1, null, 'x', [], {}] };
    const report = parseTrackerRequest({ method: 'POST', contentType: undefined, query: {}, body });
    expect(report.setAside).toHaveLength(5);
    expect(report.reply.body).toEqual({ result: 'ok' });
  });
});
