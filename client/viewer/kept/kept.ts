import { POSTS_IN_SNAPSHOT, PROTOCOL, tourToPart } from '../../../shared/protocol.ts';
import type { ServerTime } from '../../live/server-time.ts';
import type { TourStore } from '../../live/tour-store.svelte.ts';
import type { PageInput } from '../input.ts';
import { keptFor, MAP_LINES, stateAt } from './kept-at.ts';

/*
 * What a reader's browser keeps to show the page's last state without signal (client/viewer/kept/offline-worker.ts). It is
 * read where the network fails, and nowhere else: who has signal is shown what the server says.
 */

/** A page as it stood when it was last kept. */
export interface KeptPage {
  readonly input: PageInput;
  /** By how much the server's clock is ahead of the device's. */
  readonly offsetMs: number;
  /** When the server was last heard, by the device's clock. */
  readonly heardUnixMs: number;
}

/** Everything of one build; what another build kept goes. */
const PREFIX = 'lalian-viewer-';
/** Pages that are kept, each address and language for itself. */
const MOST_PAGES = 6;
/** The page settles first: nothing here is wanted soon. */
const FIRST_MS = 4_000;
const AGAIN_MS = 30_000;

const shellAt = (language: string): string => `/viewer/shell?lang=${language}`;

interface Living {
  readonly input: PageInput;
  readonly store: TourStore;
  readonly time: ServerTime;
}

/** The page's input as it would be now: only what is known to be there now, nothing that came along at the beginning. */
function inputNow({ input, store, time }: Living): PageInput {
  const { epoch, seq, digits, tour, latest, postCount } = store.following;
  const { post: _post, found: _found, passedOn: _passedOn, ...rest } = input;
  const linked = input.postId === undefined ? undefined : store.post(input.postId);
  const posts = store.feed.slice(-POSTS_IN_SNAPSHOT).flatMap((id) => store.post(id) ?? []);
  return {
    ...rest,
    nowUnixMs: time.now(),
    snapshot: {
      ...{ protocol: PROTOCOL, epoch, seq, digits, latest },
      tour: { ...tourToPart(tour, POSTS_IN_SNAPSHOT), postCount },
    },
    ...(linked && { post: linked }),
    ...(store.filter && { found: { filter: store.filter, posts, count: store.count } }),
  };
}

/** Keeps a page's state from now on, and what opens it. Whatever the browser refuses: the page works without. */
export function keepPage(living: Living): void {
  if (!isSecureContext || !('serviceWorker' in navigator) || !('caches' in window)) return;
  const { input, store, time } = living;
  let heardUnixMs = Date.now();
  const keep = async (): Promise<void> => {
    const { kind } = store.connection;
    if (kind === 'live' || kind === 'polling') heardUnixMs = Date.now();
    // Nothing was heard that is newer than what is kept.
    if (kind === 'offline' || store.tour.setup === null) return;
    const cache = await caches.open(PREFIX + input.build);
    const page: KeptPage = { input: inputNow(living), offsetMs: time.now() - Date.now(), heardUnixMs };
    const headers = { 'content-type': 'application/json', 'content-language': input.language };
    const address = stateAt(location.pathname, location.search);
    // What is put last stands last: the first are those that were not read for longest.
    await cache.delete(address);
    await cache.put(address, new Response(JSON.stringify(page), { headers }));
    await keepLoaded(cache);
    const states = (await cache.keys()).filter(({ url }) => url.includes(stateAt('', '')));
    await Promise.all(states.slice(0, -MOST_PAGES).map((one) => cache.delete(one)));
  };
  const again = (): void => void keep().catch(() => undefined);
  setTimeout(() => {
    void keepFiles(input).then(again, () => undefined);
    setInterval(() => {
      if (!document.hidden) again();
    }, AGAIN_MS);
    document.addEventListener('visibilitychange', again);
  }, FIRST_MS);
}

/** Keeps the empty page of this build with the files that were loaded for this one: those lie in the browser's own cache. */
async function keepFiles({ build, language }: PageInput): Promise<void> {
  const cache = await caches.open(PREFIX + build);
  const shell = await fetch(shellAt(language), { cache: 'no-cache' });
  const text = await shell.clone().text();
  // A portal's page, or another build that is being put in its place: the next visit tries again.
  if (!shell.ok || !text.includes(`data-build="${build}"`)) return;
  await navigator.serviceWorker.register('/push-sw.js', { scope: '/', updateViaCache: 'none' });
  await keepLoaded(cache, text.match(/\/assets\/[\w.-]+\.(?:js|css)/g) ?? []);
  await cache.put(shellAt(language), shell);
  const older = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== PREFIX + build);
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** Keeps what was loaded for this page so far, and these files; what comes later is kept with the next state. */
async function keepLoaded(cache: Cache, more: readonly string[] = []): Promise<void> {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  const files = [...loaded, ...more].filter((path) => path.startsWith('/assets/') || MAP_LINES.test(path));
  await Promise.all(
    [...new Set(files)].map(async (path) => {
      if (await cache.match(path, { ignoreVary: true })) return;
      const answer = await fetch(path);
      if (answer.ok && !(answer.headers.get('content-type') ?? '').startsWith('text/html'))
        await cache.put(path, answer);
    }),
  );
}

/** The page of this address as it was last kept; undefined where it was not. */
export async function keptPage(): Promise<KeptPage | undefined> {
  const kept = await keptFor(location.pathname, location.search);
  return kept && ((await kept.json()) as KeptPage);
}
