/**
 * What the device keeps by now, which another tab may have changed, with what was changed here while it was `read`:
 * `before` is what this page had when the reading began, `now` what it has.
 */
export function reread<T>(
  read: ReadonlyMap<string, T>,
  before: ReadonlyMap<string, T>,
  now: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  const merged = new Map(read);
  for (const key of new Set([...before.keys(), ...now.keys()])) {
    const value = now.get(key);
    if (value === before.get(key)) continue;
    if (value === undefined) merged.delete(key);
    else merged.set(key, value);
  }
  return merged;
}
