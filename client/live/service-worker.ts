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
/** What makes another document of it: the language, and of a screen whether it lies over a picture in a video mixer. */
const KINDS = page === 'screen' ? ['', 'lang=en', 'overlay', 'lang=en&overlay'] : ['', 'lang=en'];
/** The document is the same for every tour: kept under one address for each kind. */
const SHELLS = KINDS.map((kind) => `/${page}/shell${kind && `?${kind}`}`);
/** A screen that waits to be let in knows no tour. */
const PAGE = page === 'screen' ? /^\/screen(?:\/[^/]*)?\/?$/ : new RegExp(`^/${page}/[^/]+/?$`);

/** The kept document that an address shows. */
function shellFor(asked: URLSearchParams): string {
  const isOver = page === 'screen' && asked.has('overlay');
  return SHELLS[(asked.get('lang') === 'en' ? 1 : 0) + (isOver ? 2 : 0)] ?? SHELLS[0] ?? '';
}

worker.addEventListener('install', (event) => {
  const kept = async () => {
    const cache = await caches.open(PREFIX + build);
    await Promise.all([...SHELLS, ...files].map((address) => keep(cache, address)));
    await worker.skipWaiting();
  };
  event.waitUntil(kept());
});

/**
 * Keeps what belongs to this build and nothing else: a portal's page in the place of a script, or a document of another
 * build while a new one is being put in place, would stay in the way until the next build. Throws on those: then the
 * worker before stays, and the next visit tries again.
 */
async function keep(cache: Cache, address: string): Promise<void> {
  const answer = await fetch(address, { cache: 'no-cache' });
  const type = answer.headers.get('content-type') ?? '';
  const isOurs = address.startsWith('/assets/')
    ? !type.startsWith('text/html')
    : (await answer.clone().text()).includes(`data-build="${build}"`);
  if (!answer.ok || !isOurs) throw new Error(`${address} is not of this build`);
  await cache.put(address, answer);
}

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
    event.respondWith(keptIn(PREFIX + build, shellFor(url.searchParams), request));
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
