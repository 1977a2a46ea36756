import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import { hydrate } from 'svelte';
import { fetchToldParts } from '../coverage/told/later.svelte.ts';
import { learnEnglish } from '../i18n/words.ts';
import { tourHttp } from '../live/http.ts';
import { liveOn } from '../live/page-life.ts';
import { createServerTime } from '../live/server-time.ts';
import { pageStarted } from '../live/started.ts';
import EmbedPage from './EmbedPage.svelte';
import { tellHeight } from './height.ts';
import { type EmbedInput, INPUT_ELEMENT, ROOT_ELEMENT } from './input.ts';
import { openHere } from './links.ts';
import { storeOf } from './start.ts';

const target = document.getElementById(ROOT_ELEMENT);
const text = document.getElementById(INPUT_ELEMENT)?.textContent;

if (target !== null && text) void begin(target, JSON.parse(text) as EmbedInput);

// Safari 14 knows no await outside of functions.
async function begin(target: HTMLElement, input: EmbedInput): Promise<void> {
  if (input.language === 'en') learnEnglish((await import('../i18n/en.ts')).en);
  if (input.snapshot.tour.told) await fetchToldParts();
  const store = storeOf(input);
  const time = createServerTime(input.nowUnixMs, () => Date.now());
  const http = tourHttp(input.tourId, time);
  store.attach(http);
  hydrate(EmbedPage, { target, props: { input, store } });
  tellHeight(target);
  openHere(target, input.tourId);
  // A reader of another page loses nothing when this one is made anew.
  const came = { from: 'embed' } as const;
  liveOn({ store, http, time, build: input.build, isAtRest: () => true, onScreen: target, came });
  void pageStarted();
}
