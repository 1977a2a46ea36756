/*
 * What the page fetches later, over networks that come and go: a file that did not come once must come when it is asked
 * for again.
 */

/** Addresses of style sheets that did not come. */
const missing = new Set<string>();
/** By what fetches a module: the style sheets that it did not come for. */
const lacking = new WeakMap<() => unknown, readonly string[]>();

/** Writes down style sheets that do not come, and takes their links out of the page. */
export function watchStyles(): void {
  addEventListener(
    'error',
    ({ target }) => {
      if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return;
      missing.add(target.href);
      target.remove();
    },
    true,
  );
}

/** Fetches a style sheet again: the build's own way of fetching asks for each of them once. */
const styleAgain = (href: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', crossOrigin: '', href });
    link.onload = () => {
      missing.delete(href);
      resolve();
    };
    link.onerror = () => reject(new Error(`${href} did not come`));
    document.head.append(link);
  });

/**
 * Fetches a module, and where that fails once more, past what the browser remembers of it: Firefox answers every later
 * import of an address that failed with the same failure, and asks nobody. Rejects where it is not to be had.
 */
export async function fetchedAnew<T>(load: () => Promise<T>): Promise<T> {
  await Promise.all((lacking.get(load) ?? []).filter((href) => missing.has(href)).map(styleAgain));
  try {
    return await load();
  } catch (cause) {
    lacking.set(load, [...missing]);
    const address = /https?:\/\/\S+\.js/.exec(String(cause))?.[0];
    if (address === undefined) throw cause;
    return (await import(/* @vite-ignore */ `${address}?again=${Date.now()}`)) as T;
  }
}

/** After so long a page that was never idle has to be taken as it is, ms. */
const IDLE_WITHIN_MS = 4_000;

/** Resolves when the page has nothing to do. Safari does not say when that is. */
const whenIdle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: IDLE_WITHIN_MS });
    else setTimeout(resolve, IDLE_WITHIN_MS / 4);
  });

/** Whether the reader asked the browser to fetch as little as it can. */
const savesData = (): boolean =>
  (navigator as { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData === true;

/**
 * Fetches what may be wanted later, one after the other, while nobody waits for anything; nothing for who saves data. What does not come is fetched
 * when it is wanted, and its failure told then.
 */
export async function fetchAhead(all: readonly (() => Promise<unknown>)[]): Promise<void> {
  if (savesData()) return;
  for (const one of all) {
    await whenIdle();
    await one().catch(() => undefined);
  }
}
