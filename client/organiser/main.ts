import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/opening.css';
import '../ui/forms.css';
import './organiser.css';
import { mount } from 'svelte';
import { liveOn } from '../live/page-life.ts';
import { reloadIfReached } from '../live/reload.ts';
import { openRolePage } from '../live/role-page.ts';
import { pageStarted } from '../live/started.ts';
import { askOnLeaving } from '../outbox/storage/ask-on-leaving.ts';
import { leaveClosedLayers } from '../ui/back.ts';
import { applyTheme, chosenTheme } from '../ui/theme.ts';
import { Desk } from './desk.svelte.ts';
import { fetchDialogs } from './dialogs.ts';
import OrganiserPage from './OrganiserPage.svelte';
import { fetchAhead } from './places/fetching.ts';
import { Places } from './places/places.svelte.ts';
import { PLACES } from './registry.ts';
import { zh } from './zh.ts';

applyTheme(chosenTheme());
leaveClosedLayers();
void begin().then(pageStarted);

async function begin(): Promise<void> {
  const page = openRolePage('organiser');
  if (page === undefined) return;
  const { target, store, http, time, build, language } = page;
  const places = new Places(PLACES, store.tourId);
  places.follow();
  // An answer says what time it is, a socket does not: "from now on" must not be by this device's clock.
  const polled = store.poll();
  const words = language === 'en' ? (await import('./en.ts')).en : zh;
  const desk = new Desk({ store, places, language, words, clock: () => time.now() });
  askOnLeaving(() => desk.wouldLose);
  target.replaceChildren();
  mount(OrganiserPage, { target, props: { desk } });
  await polled.finally(() =>
    liveOn({
      ...{ store, http, time, build, counted: false, isAtRest: () => desk.isAtRest },
      // Nobody looks at a tab in the background, but what is typed in it has to be there when somebody does.
      reload: async () => desk.isAtRest && reloadIfReached(),
    }),
  );
  void fetchAhead([...places.ahead(), fetchDialogs]);
}
