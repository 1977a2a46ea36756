/*
 * A one-time link opens once. Where the answer was lost on its way, or the browser opened the link twice at the same
 * moment, the attempt is made again under the same name, which only this browser knows, and opens what it opened.
 */

const KEPT_AS = 'lalian.entering';
const IS_NAME = /^[A-Za-z0-9_-]{43}$/;

/** For browsers that keep nothing. */
let here: string | undefined;

/** The name of the attempt that is under way: 256 random bits, the same until it has succeeded. */
export function attemptName(): string {
  const kept = here ?? read();
  if (kept !== undefined && IS_NAME.test(kept)) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const name = btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
  here = name;
  try {
    localStorage.setItem(KEPT_AS, name);
  } catch {
    // Kept as long as the page is open.
  }
  return name;
}

/** The attempt has succeeded: the next one is another, so that a used link opens nothing after somebody has left. */
export function attemptEnded(): void {
  here = undefined;
  try {
    localStorage.removeItem(KEPT_AS);
  } catch {
    // There was nothing to remove.
  }
}

function read(): string | undefined {
  try {
    return localStorage.getItem(KEPT_AS) ?? undefined;
  } catch {
    return undefined;
  }
}
