const KEY = 'lalian-visitor';

/** A random name for this browser, so that a reader with five tabs counts once. Says nothing about the person. */
export function visitorId(): string {
  try {
    const known = localStorage.getItem(KEY);
    if (known !== null && /^[A-Za-z0-9_-]{8,64}$/.test(known)) return known;
    const made = makeId();
    localStorage.setItem(KEY, made);
    return made;
  } catch {
    return makeId();
  }
}

function makeId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
