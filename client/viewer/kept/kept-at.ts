/*
 * Where a reader's browser keeps the state of a page, and which one is shown for an address that was not opened itself.
 * Read by the page and by its worker: both must come to the same.
 */

/** Under which the state of a page is kept: its address, without how its reader came or where he looks. */
export const stateAt = (path: string, search: string): string =>
  `/viewer/kept?at=${encodeURIComponent(path + search)}`;

/** What a page loads later and needs without signal as well: its map's lines, which have the set-up's version in their name. */
export const MAP_LINES = /^\/live\/[^/]+\/map-\d+\.json$/;

/** Only the language and what the feed is filtered by make another page of an address. */
function withoutPlace(search: string): string {
  const query = new URLSearchParams(search);
  for (const key of ['stop', 'from', 'source', 'isappinstalled']) query.delete(key);
  const rest = query.toString();
  return rest === '' ? '' : `?${rest}`;
}

/**
 * What is kept for an address: of itself, else of the same page at another place in it; for the site's own address the
 * tour that was read last. Undefined where nothing is: what was never opened is not made up.
 */
export async function keptFor(path: string, search: string): Promise<Response | undefined> {
  const match = (at: string, by: string) => caches.match(stateAt(at, by), { ignoreVary: true });
  const own = (await match(path, search)) ?? (await match(path, withoutPlace(search)));
  if (own !== undefined || path !== '/') return own;
  for (const name of (await caches.keys()).reverse()) {
    const states = (await (await caches.open(name)).keys()).filter(({ url }) =>
      /\/viewer\/kept\?at=%2Ft%2F[^%]+$/.test(url),
    );
    const last = states[states.length - 1];
    if (last !== undefined) return caches.match(last, { ignoreVary: true });
  }
  return undefined;
}
