import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../coverage/focus.css';
import { hydrate } from 'svelte';
import { learnEnglish } from '../i18n/words.ts';
import { cameFrom } from '../live/came.ts';
import { tourHttp } from '../live/http.ts';
import { liveOn } from '../live/page-life.ts';
import { createServerTime } from '../live/server-time.ts';
import { pageStarted } from '../live/started.ts';
import { INPUT_ELEMENT, type PageInput, ROOT_ELEMENT } from './input.ts';
import { storeOf } from './start.ts';
import ViewerPage from './ViewerPage.svelte';

const target = document.getElementById(ROOT_ELEMENT);
const text = document.getElementById(INPUT_ELEMENT)?.textContent;

if (target !== null && text) void begin(target, JSON.parse(text) as PageInput);

// Safari 14 knows no await outside of functions.
async function begin(target: HTMLElement, input: PageInput): Promise<void> {
  if (input.language === 'en') learnEnglish((await import('../i18n/en.ts')).en);
  const store = storeOf(input);
  const time = createServerTime(input.nowUnixMs, () => Date.now());
  const http = tourHttp(input.tourId, time);
  store.attach(http);
  hydrate(ViewerPage, { target, props: { input, store } });
  const isAtRest = (): boolean => scrollY < 24 && document.querySelector('dialog[open], .pswp') === null;
  const from = cameFrom();
  const came = { ...(input.postId !== undefined && { postId: input.postId }), ...(from && { from }) };
  liveOn({ store, http, time, build: input.build, isAtRest, came });
  void pageStarted();
  // Whoever allowed notifications once is to go on being told, whatever the server or the browser forgot meanwhile.
  if ('Notification' in window && Notification.permission === 'granted')
    void import('./push.ts')
      .then(({ pushState }) => pushState(input.tourId, input.language))
      .catch(() => undefined);
}
