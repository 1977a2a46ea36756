import { describe, expect, test } from 'vitest';
import { readNumber, readPositive, readTimeUnixMs } from '../../../server/http/trackers/reading.ts';

const TIME = Date.UTC(2024, 11, 10, 14, 50, 45);

describe('a time', () => {
  test.each([
    1733842245,
    '1733842245',
    ' 1733842245 ',
    '1733842245.0',
    1733842245000,
    '1733842245000',
    '2024-12-10T14:50:45Z',
    '2024-12-10T14:50:45.000Z',
    '2024-12-10t14:50:45z',
    '2024-12-10 14:50:45',
    '2024-12-10T14:50:45',
    '2024-12-10T22:50:45+08:00',
    '2024-12-10T22:50:45+0800',
    '2024-12-10T22:50:45 08:00',
    '2024-12-10T22:50:45+08',
    '2024-12-10T07:20:45-07:30',
  ])('%j is read, UTC where no zone is given', (value) => {
    expect(readTimeUnixMs(value)).toBe(TIME);
  });

  test('keeps milliseconds', () => {
    expect(readTimeUnixMs(1733842245.25)).toBe(TIME + 250);
    expect(readTimeUnixMs('2024-12-10T14:50:45.123456Z')).toBe(TIME + 123);
  });

  test.each([
    0,
    -5,
    '',
    'now',
    '2024-13-10T14:50:45Z',
    '2024-12-32T14:50:45Z',
    '2024-12-10T25:50:45Z',
    '2024-12-10',
    '10.12.2024 14:50',
    null,
    true,
    {},
    [],
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('%j is none', (value) => {
    expect(readTimeUnixMs(value)).toBeUndefined();
  });
});

describe('a number', () => {
  test('may be a text, also with an exponent; of a repeated key the first counts', () => {
    expect(readNumber('-12.5')).toBe(-12.5);
    expect(readNumber('1.2E-4')).toBe(0.00012);
    expect(readNumber(['7', '8'])).toBe(7);
  });

  test.each(['', ' ', '1,2,5', '0x10', 'NaN', 'Infinity', '1e999', null, true, [], {}, [[1]]])(
    'is not %j',
    (value) => {
      expect(readNumber(value)).toBeUndefined();
    },
  );

  test('below 0 is unknown where nothing can be below 0', () => {
    expect(readPositive(-0.1)).toBeUndefined();
    expect(readPositive('0')).toBe(0);
    expect(readPositive(10, 3.6)).toBe(36);
  });
});
