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
  // What stands in order already, the engine writes itself: several times faster, and in one piece.
  return typeof value === 'object' && isOrdered(value) ? JSON.stringify(value) : textOf(value);
}

/** A copy of a JSON value as it would be read from its canonical text; itself where it is that already. */
export function canonicalOrder<T>(value: T): T {
  if (typeof value !== 'object' || value === null || isOrdered(value)) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => canonicalOrder(item)) as T;
  const members = value as Readonly<Record<string, unknown>>;
  const ordered: Record<string, unknown> = {};
  for (const key of sorted(Object.keys(members))) {
    const member = members[key];
    if (member === undefined) continue;
    // Set as any other member, it would be what the copy inherits from.
    if (key === '__proto__')
      Object.defineProperty(ordered, key, { ...MEMBER, value: canonicalOrder(member) });
    else ordered[key] = canonicalOrder(member);
  }
  return ordered as T;
}

/** Whether two values are the same as JSON, whatever the order of their keys; `undefined` equals itself only. */
export const sameJson = (one: unknown, other: unknown): boolean =>
  one === other || (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other));

const MEMBER = { configurable: true, enumerable: true, writable: true } as const;

/**
 * Whether `JSON.stringify` would write the canonical text: keys in order at every depth, nothing left out and
 * nothing that JSON does not have. Keys that begin with a digit are not: objects list numbers by their size.
 */
function isOrdered(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      if (value === null) return true;
      return Array.isArray(value) ? value.every(isOrdered) && isDense(value) : areMembersOrdered(value);
    default:
      return false;
  }
}

/** `every` passes over holes; JSON would write null for them. */
function isDense(items: readonly unknown[]): boolean {
  for (let index = 0; index < items.length; index++) if (!(index in items)) return false;
  return true;
}

function areMembersOrdered(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  const members = value as Readonly<Record<string, unknown>>;
  let before = '';
  // Not Object.keys: this makes no list of them.
  for (const key in members) {
    const code = key.charCodeAt(0);
    if (key < before || (code >= DIGIT_0 && code <= DIGIT_9) || !isOrdered(members[key])) return false;
    before = key;
  }
  return true;
}

const DIGIT_0 = 48;
const DIGIT_9 = 57;

function textOf(value: unknown): string {
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

/** The native escape is only asked for where there is something to escape: most strings have nothing. */
function quoted(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function arrayText(items: readonly unknown[]): string {
  let text = '[';
  // An index loop, not `for…of` or `map`: holes must be refused, not skipped.
  for (let index = 0; index < items.length; index++) {
    text += index === 0 ? textOf(items[index]) : `,${textOf(items[index])}`;
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
    text += `${text === '' ? '{' : ','}${quoted(key)}:${textOf(member)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

/** More keys than this, and sorting them one by one would be slow. */
const MOST_BY_HAND = 24;

/** Events are mostly written with few keys, nearly in order: sorted in place, they need no copies. */
function sorted(keys: string[]): string[] {
  if (keys.length > MOST_BY_HAND) return keys.sort();
  for (let index = 1; index < keys.length; index++) {
    const key = keys[index] ?? '';
    let place = index;
    for (; place > 0 && (keys[place - 1] ?? '') > key; place--) keys[place] = keys[place - 1] ?? '';
    keys[place] = key;
  }
  return keys;
}
