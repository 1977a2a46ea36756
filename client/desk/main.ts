import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/opening.css';
import '../ui/forms.css';
import './desk.css';
import { mount } from 'svelte';
import { learnEnglish as learnEnglishTimes } from '../i18n/words.ts';
import { install, renewed } from '../live/install.ts';
import { liveOn } from '../live/page-life.ts';
import { forgotten, recallTime } from '../live/remembered.ts';
import { openRolePage } from '../live/role-page.ts';
import { pageStarted } from '../live/started.ts';
import { openDesk } from '../outbox/posts/desk-database.ts';
import { deskServer } from '../outbox/posts/desk-server.ts';
import { isUnwritten } from '../outbox/posts/writing.ts';
import { askOnLeaving } from '../outbox/storage/ask-on-leaving.ts';
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
  const page = openRolePage('editor', memory);
  if (page === undefined) return;
  const { target, store, http, time, build, language } = page;
  if (language === 'en') {
    learnEnglish((await import('./en.ts')).en);
    learnEnglishTimes((await import('../i18n/en.ts')).en);
  }
  if (memory !== undefined) recallTime(time, store, memory);
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
      if (memory !== undefined) store.takeSnapshot(forgotten(memory));
      await desk.sit(id, name);
    }
    desk.author = name;
  }
  if (who.kind === 'refused') {
    desk.outgoing.barred = who;
    if (memory === undefined) return;
  }
  follow(desk, build);
  liveOn({
    ...{ store, http, time, build, counted: false },
    // What is typed survives a reload, but nobody wants one while writing.
    isAtRest: () => desk.opened.length === 0 && isUnwritten(desk.sheets.open) && !desk.wouldLose,
    reload: () => renewed('desk'),
    onGone: () => void desk.outgoing.look(() => desk.server.whoAmI()),
  });
}
