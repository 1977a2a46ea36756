import { describe, expect, test } from 'vitest';
import { codingFor, isKnown } from '../../server/http/wire/negotiation.ts';

describe('the coding of a body', () => {
  test.each([
    ['br, gzip', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['*', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.0, gzip;q=0.000', undefined],
    ['br ; q = 0 , gzip ; q = 0.1', 'gzip'],
    ['*;q=0', undefined],
    ['*;q=0, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['identity;q=0, *;q=0.5', 'br'],
    ['identity;q=0, br', 'br'],
    // Nothing that there is, is taken: plain is better than no answer.
    ['identity;q=0', undefined],
    ['identity', undefined],
    ['identity, br;q=0.5', undefined],
    ['deflate', undefined],
    ['brotli', undefined],
    ['', undefined],
    ['br;q=x', undefined],
    ['br;q=2', undefined],
    [undefined, undefined],
  ])('for Accept-Encoding: %s is %s', (header, coding) => {
    expect(codingFor(header)).toBe(coding);
  });

  test('is one that there is', () => {
    expect(codingFor('br, gzip', ['gzip'])).toBe('gzip');
    expect(codingFor('br', ['gzip'])).toBeUndefined();
  });
});

describe('a reader has a body', () => {
  test.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", W/"a"', true],
    ['"x,y","a"', true],
    [' * ', true],
    ['"b"', false],
    ['a', false],
    ['"aa"', false],
    ['', false],
    [undefined, false],
  ])('whose If-None-Match is %s: %s', (header, known) => {
    expect(isKnown(header, '"a"')).toBe(known);
    expect(isKnown(header, 'W/"a"')).toBe(known);
  });
});
