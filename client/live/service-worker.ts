/*
 * Opens the page of a role without signal: keeps its document and files, and nothing else. What waits to be sent
 * is not its business: it lies in the page's own store and is sent by the page.
 */

/** What the server writes in front of this file: whose page it opens, the build, and the files that belong to it. */
interface Build {
  readonly page: string;
  readonly build: string;
  readonly files: readonly string[];
}
/** The parts of a service worker's world that are used here; the page's own types do not know them. */
interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface AskingEvent extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  readonly LALIAN: Build;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WaitingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: AskingEvent) => void): void;
}

const worker = self as unknown as Worker;
const { page, build, files } = worker.LALIAN;
const PREFIX = `lalian-${page}-`;
/** The document is the same for every tour: kept under one address for each language. */
const SHELLS: Readonly<Record<'zh' | 'en', string>> = { zh: `/${page}/shell`, en: `/${page}/shell?lang=en` };
const PAGE = new RegExp(`^/${page}/[^/]+/?$`);

worker.addEventListener('install', (event) => {
  const kept = async () => {
    const cache = await caches.open(PREFIX + build);
    await cache.addAll([...Object.values(SHELLS), ...files]);
    await worker.skipWaiting();
  };
  event.waitUntil(kept());
});

worker.addEventListener('activate', (event) => {
  const tidied = async () => {
    // An open page of the build before may still load a part of it: the last two stay.
    const older = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== PREFIX + build);
    await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
    await worker.clients.claim();
  };
  event.waitUntil(tidied());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate' && PAGE.test(url.pathname)) {
    const shell = SHELLS[url.searchParams.get('lang') === 'en' ? 'en' : 'zh'];
    event.respondWith(keptIn(PREFIX + build, shell, request));
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(keptIn(undefined, url.pathname, request));
  }
});

/** What is kept under an address; else what the network has. */
async function keptIn(cacheName: string | undefined, address: string, request: Request): Promise<Response> {
  const kept = await caches.match(address, {
    ignoreVary: true,
    ...(cacheName === undefined ? {} : { cacheName }),
  });
  return kept ?? fetch(request);
}
