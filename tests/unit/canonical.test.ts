import { describe, expect, test } from 'vitest';
import { canonicalJson, canonicalOrder } from '../../shared/canonical.ts';
import { seeded, whole } from '../support/seeded.ts';

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

  test.each([1, 2, 3])('is one text in whatever order members came, and orders copies (seed %i)', (seed) => {
    const random = seeded(seed);
    const keys = ['b', 'a', 'zz', 'z', '10', '2', '2a', '评', '', 'Z', '__proto__', '-1'];
    const value = (depth: number): unknown => {
      const kind = whole(random, 0, depth > 3 ? 3 : 6);
      if (kind === 0) return whole(random, -5, 5) / 2;
      if (kind === 1) return keys[whole(random, 0, keys.length - 1)];
      if (kind === 2) return random() < 0.5;
      if (kind === 3) return null;
      const many = Array.from({ length: whole(random, 0, 5) }, () => value(depth + 1));
      if (kind === 4) return many;
      // Read from text, as __proto__ is an ordinary member there.
      const members = many.map(
        (member) => `${JSON.stringify(keys[whole(random, 0, keys.length - 1)])}:${JSON.stringify(member)}`,
      );
      return JSON.parse(`{${members.join(',')}}`);
    };
    for (let round = 0; round < 300; round += 1) {
      const one = value(0);
      const text = canonicalJson(one);
      expect(text).toBe(sortedText(one));
      const ordered = canonicalOrder(one);
      expect(ordered).toEqual(one);
      expect(canonicalJson(ordered)).toBe(text);
      // Whoever reads the text lists the members in the same order.
      expect(JSON.stringify(ordered)).toBe(JSON.stringify(JSON.parse(text)));
    }
  });
});

/** The rule, written down once more as plainly as can be. */
function sortedText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sortedText).join(',')}]`;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${sortedText(member)}`).join(',')}}`;
}
