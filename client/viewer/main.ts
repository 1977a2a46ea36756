import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import { hydrate, mount } from 'svelte';
import { fetchToldParts } from '../coverage/told/later.svelte.ts';
import { pick } from '../i18n/names.ts';
import { learnEnglish } from '../i18n/words.ts';
import { cameFrom } from '../live/came.ts';
import { tourHttp } from '../live/http.ts';
import { liveOn } from '../live/page-life.ts';
import { createServerTime } from '../live/server-time.ts';
import { pageStarted } from '../live/started.ts';
import { leaveClosedLayers } from '../ui/back.ts';
import { INPUT_ELEMENT, type PageInput, ROOT_ELEMENT } from './input.ts';
import type { KeptPage } from './kept/kept.ts';
import { storeOf } from './start.ts';
import ViewerPage from './ViewerPage.svelte';

const target = document.getElementById(ROOT_ELEMENT);
const text = document.getElementById(INPUT_ELEMENT)?.textContent;

if (target !== null) void (text ? begin(target, JSON.parse(text) as PageInput) : recall(target));

/** Without signal: the page comes empty, from what the browser keeps, and so does what it shows. */
async function recall(target: HTMLElement): Promise<void> {
  const kept = await (await import('./kept/kept.ts')).keptPage();
  if (kept !== undefined) await begin(target, kept.input, kept);
}

// Safari 14 knows no await outside of functions.
async function begin(target: HTMLElement, input: PageInput, kept?: KeptPage): Promise<void> {
  if (input.language === 'en') learnEnglish((await import('../i18n/en.ts')).en);
  // It is on the page already: what goes on from there has to know it.
  if (input.snapshot.tour.told) await fetchToldParts();
  const now = Date.now();
  const store = storeOf(kept ? { ...input, nowUnixMs: now + kept.offsetMs } : input);
  const time = createServerTime(kept ? now : input.nowUnixMs, () => Date.now());
  const http = tourHttp(input.tourId, time);
  store.attach(http);
  if (kept === undefined) hydrate(ViewerPage, { target, props: { input, store } });
  else {
    const { heardUnixMs, offsetMs } = kept;
    // The clock goes on as the server's did when it was last heard.
    time.learn(new Headers({ 'lalian-time': String(now + offsetMs) }), now);
    store.connection = { kind: 'offline', sinceUnixMs: heardUnixMs + offsetMs };
    if (input.snapshot.tour.setup) document.title = pick(input.snapshot.tour.setup.name, input.language);
    target.replaceChildren();
    mount(ViewerPage, { target, props: { input, store } });
  }
  const isAtRest = (): boolean => scrollY < 24 && document.querySelector('dialog[open], .pswp') === null;
  const from = cameFrom();
  const came = { ...(input.postId !== undefined && { postId: input.postId }), ...(from && { from }) };
  liveOn({
    store,
    http,
    time,
    build: input.build,
    isAtRest,
    came,
    ...(kept && { heardUnixMs: kept.heardUnixMs }),
  });
  leaveClosedLayers();
  void pageStarted();
  void import('./kept/kept.ts')
    .then(({ keepPage }) => keepPage({ input, store, time }))
    .catch(() => undefined);
  // Whoever allowed notifications once is to go on being told, whatever the server or the browser forgot meanwhile.
  if ('Notification' in window && Notification.permission === 'granted')
    void import('./push/push.ts')
      .then(({ pushState }) => pushState(input.tourId, input.language))
      .catch(() => undefined);
}
