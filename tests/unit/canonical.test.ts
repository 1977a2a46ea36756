import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../shared/canonical.ts';

describe('canonical JSON', () => {
  test('does not depend on the order in which members were set, at any depth', () => {
    const one = { b: 1, a: { d: [{ y: 1, x: 2 }], c: null } };
    const other = { a: { c: null, d: [{ x: 2, y: 1 }] }, b: 1 };
    expect(canonicalJson(one)).toBe('{"a":{"c":null,"d":[{"x":2,"y":1}]},"b":1}');
    expect(canonicalJson(other)).toBe(canonicalJson(one));
  });

  test('sorts keys by code unit: digits as text, astral characters before U+FF00', () => {
    expect(canonicalJson({ 2: 'b', 10: 'a' })).toBe('{"10":"a","2":"b"}');
    expect(canonicalJson({ '\uff00': 1, '\u{1f3c6}': 2, Z: 3, a: 4 })).toBe(
      '{"Z":3,"a":4,"\u{1f3c6}":2,"\uff00":1}',
    );
  });

  test('leaves members out that are undefined, and only members', () => {
    expect(canonicalJson({ a: undefined, b: 1, c: undefined })).toBe('{"b":1}');
    expect(canonicalJson({ a: undefined })).toBe('{}');
    expect(() => canonicalJson([undefined])).toThrow(TypeError);
    expect(() => canonicalJson(new Array(2))).toThrow(TypeError);
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
  });

  test('writes strings and numbers as JSON.stringify does', () => {
    const values = [
      'plain',
      '',
      '"',
      '\\',
      '\n\t\u0000\u001f\u007f',
      'U+2028 \u2028 and \u2029',
      '评委：好吃',
      '\u{1f3c6}',
      'half \ud83c pair',
      '\udfff',
      0,
      -0,
      1,
      -1.5,
      1e21,
      1e-7,
      5e-324,
      Number.MAX_SAFE_INTEGER,
      true,
      false,
      null,
    ];
    for (const value of values) expect(canonicalJson(value)).toBe(JSON.stringify(value));
    for (const value of values.filter((v) => typeof v === 'string')) {
      expect(canonicalJson({ [value]: value })).toBe(JSON.stringify({ [value]: value }));
    }
  });

  test('is its own canonical form after parsing, also with a member called __proto__', () => {
    for (const text of ['{"__proto__":{"a":1},"b":[[],{}]}', '{"a":"\\u2028\\ud83c"}', '[1,2.5,"x",null]']) {
      const canonical = canonicalJson(JSON.parse(text));
      expect(canonicalJson(JSON.parse(canonical))).toBe(canonical);
      expect(JSON.parse(canonical)).toEqual(JSON.parse(text));
    }
  });

  test('refuses what JSON would silently change or drop', () => {
    const refused = [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      () => 1,
      Symbol('s'),
      1n,
      new Date(0),
      new Map(),
      /x/,
    ];
    for (const value of refused) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
      expect(() => canonicalJson({ member: value })).toThrow(TypeError);
    }
  });
});
