/*
 * Shows a reader without signal the last state of the page that he had open, instead of the browser's own error page.
 * It asks the network first, always: what is kept (client/viewer/kept/kept.ts) is shown only where the network fails, and the
 * page says how old it is. An answer of the server, whatever it says, is passed on as it is.
 */

import { keptFor, MAP_LINES } from './kept-at.ts';

interface ReadersEvent extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface OfflineWorker {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install', listener: () => void): void;
  addEventListener(
    type: 'activate',
    listener: (event: { waitUntil(work: Promise<void>): void }) => void,
  ): void;
  addEventListener(type: 'fetch', listener: (event: ReadersEvent) => void): void;
}
const readers = self as unknown as OfflineWorker;
/** Pages of readers: those of roles have workers of their own. */
const READERS_PAGE = /^\/(?:t\/[^/]+(?:\/p\/[^/]+)?\/?)?$/;

readers.addEventListener('install', () => void readers.skipWaiting());
readers.addEventListener('activate', (event) => event.waitUntil(readers.clients.claim()));
readers.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && READERS_PAGE.test(pathname))
    event.respondWith(fetch(request).catch((error) => lastState(pathname, search, error)));
  else if (pathname.startsWith('/assets/') || MAP_LINES.test(pathname))
    event.respondWith(fetch(request).catch((error) => keptAt(pathname, error)));
});

/** The empty page in the language of what is kept for the address: its scripts fill it. */
async function lastState(pathname: string, search: string, error: unknown): Promise<Response> {
  const state = await keptFor(pathname, search);
  if (state === undefined) throw error;
  return keptAt(`/viewer/shell?lang=${state.headers.get('content-language')}`, error);
}

/** What is kept under an address; rejects as the network did where nothing is. */
async function keptAt(address: string, error: unknown): Promise<Response> {
  const kept = await caches.match(address, { ignoreVary: true });
  if (kept === undefined) throw error;
  return kept;
}
