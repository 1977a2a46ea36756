/**
 * Canonical JSON: one text for one value, whoever writes it, so that hashes and retries can be compared
 * byte by byte.
 */

/** What JSON must escape: quotes, backslashes, control characters and half surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON escapes.
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * The JSON text of a value with the keys of every object sorted by UTF-16 code unit, no white space, and
 * members that are `undefined` left out. Two values that are equal as JSON give the same text, and the text
 * is its own canonical form: `canonicalJson(JSON.parse(text)) === text`.
 *
 * Strings and numbers are written as `JSON.stringify` writes them (after RFC 8785, section 3.2.2; -0 is 0).
 * Throws a `TypeError` for what JSON cannot hold (NaN, Infinity, functions, symbols, bigints, `undefined`
 * outside of a member) and for objects that are neither plain nor arrays, which would lose what they mean.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`);
      return `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? arrayText(value) : objectText(value);
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}

/** A copy of a JSON value as it would be read from its canonical text: keys in order, no `undefined` members. */
export function canonicalOrder<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => canonicalOrder(item)) as T;
  const members = value as Readonly<Record<string, unknown>>;
  const keys = sorted(Object.keys(members)).filter((key) => members[key] !== undefined);
  return Object.fromEntries(keys.map((key) => [key, canonicalOrder(members[key])])) as T;
}

/** Whether two values are the same as JSON, whatever the order of their keys; `undefined` equals itself only. */
export const sameJson = (one: unknown, other: unknown): boolean =>
  one === other || (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other));

/** The native escape is only asked for where there is something to escape: most strings have nothing. */
function quoted(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function arrayText(items: readonly unknown[]): string {
  let text = '[';
  // An index loop, not `for…of` or `map`: holes must be refused, not skipped.
  for (let index = 0; index < items.length; index++) {
    text += index === 0 ? canonicalJson(items[index]) : `,${canonicalJson(items[index])}`;
  }
  return `${text}]`;
}

function objectText(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('Canonical JSON takes plain objects only');
  }
  const members = value as Readonly<Record<string, unknown>>;
  const keys = sorted(Object.keys(members));
  let text = '';
  for (const key of keys) {
    const member = members[key];
    if (member === undefined) continue;
    text += `${text === '' ? '{' : ','}${quoted(key)}:${canonicalJson(member)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

/** Events are mostly written with few keys, often in order already: looking is cheaper than sorting. */
function sorted(keys: string[]): string[] {
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] ?? '') > (keys[index] ?? '')) return keys.sort();
  }
  return keys;
}
