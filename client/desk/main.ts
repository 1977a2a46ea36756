import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/opening.css';
import '../ui/forms.css';
import './desk.css';
import { mount } from 'svelte';
import { PROTOCOL, tourToPart } from '../../shared/protocol.ts';
import { emptyTour } from '../../shared/tour/state.ts';
import { learnEnglish as learnEnglishTimes } from '../i18n/words.ts';
import { install, renewed } from '../live/install.ts';
import { liveOn } from '../live/page-life.ts';
import { openRolePage, type RolePage } from '../live/role-page.ts';
import { pageStarted } from '../live/started.ts';
import type { DeskMemory } from '../outbox/desk-database.ts';
import { openDesk } from '../outbox/desk-database.ts';
import { deskServer } from '../outbox/desk-server.ts';
import { askOnLeaving } from '../outbox/storage/ask-on-leaving.ts';
import { isUnwritten } from '../outbox/writing.ts';
import { leaveClosedLayers } from '../ui/back.ts';
import { applyTheme, chosenTheme } from '../ui/theme.ts';
import DeskPage from './DeskPage.svelte';
import { MediaDesk } from './desk.svelte.ts';
import { follow } from './follow.svelte.ts';
import { learnEnglish } from './words.ts';

applyTheme(chosenTheme());
leaveClosedLayers();
void begin().then(pageStarted);

async function begin(): Promise<void> {
  const tourId = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  const database = await openDesk();
  const memory = await database.memory(tourId);
  const page = openRolePage('editor', memory?.snapshot);
  if (page === undefined) return;
  const { target, store, http, time, build, language } = page;
  if (language === 'en') {
    learnEnglish((await import('./en.ts')).en);
    learnEnglishTimes((await import('../i18n/en.ts')).en);
  }
  if (memory !== undefined) recallTime(page, memory);
  const desk = new MediaDesk({ store, time, database, language, server: deskServer(tourId, time, language) });
  askOnLeaving(() => desk.wouldLose);
  const installed = install('desk', tourId, language);
  if (memory !== undefined) await desk.sit(memory.outletId, memory.author, memory.paused);
  target.replaceChildren();
  mount(DeskPage, { target, props: { desk, installed } });
  // What is remembered may be another outlet's, whose editor used this device before.
  const who = await desk.server.whoAmI();
  if (who.kind === 'taken') {
    const { id, name } = who.body;
    if (id !== desk.outletId) {
      if (memory !== undefined) store.takeSnapshot(blank(memory));
      await desk.sit(id, name);
    }
    desk.author = name;
  }
  if (who.kind === 'refused') {
    desk.barred = who;
    if (memory === undefined) return;
  }
  follow(desk);
  liveOn({
    ...{ store, http, time, build, counted: false },
    // What is typed survives a reload, but nobody wants one while writing.
    isAtRest: () => desk.opened.length === 0 && isUnwritten(desk.open) && !desk.wouldLose,
    reload: () => renewed('desk'),
  });
}

/** The clock goes on as the server's did when it was last heard. */
function recallTime({ time, store }: RolePage, { offsetMs }: DeskMemory): void {
  const now = Date.now();
  time.learn(new Headers({ 'lalian-time': String(now + offsetMs) }), now);
  store.nowUnixMs = time.now();
}

/** Nothing, in the form of a snapshot: what another outlet was shown goes. */
const blank = ({ snapshot }: DeskMemory) => ({
  ...snapshot,
  protocol: PROTOCOL,
  epoch: '',
  seq: 0,
  digits: [],
  tour: tourToPart(emptyTour, 0),
});
