import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/opening.css';
import './judge.css';
import { mount } from 'svelte';
import { install, renewed } from '../live/install.ts';
import { liveOn } from '../live/page-life.ts';
import { forgotten, recallTime } from '../live/remembered.ts';
import { openRolePage } from '../live/role-page.ts';
import { pageStarted } from '../live/started.ts';
import { openDatabase } from '../outbox/ballots/database.ts';
import { judgeCommands } from '../outbox/commands.ts';
import { askOnLeaving } from '../outbox/storage/ask-on-leaving.ts';
import { leaveClosedLayers } from '../ui/back.ts';
import { applyTheme, chosenTheme } from '../ui/theme.ts';
import { followAddress } from './agenda/places.ts';
import { JudgeDesk } from './desk.svelte.ts';
import { follow } from './follow.svelte.ts';
import JudgePage from './JudgePage.svelte';
import { learnEnglish } from './words.ts';

applyTheme(chosenTheme());
leaveClosedLayers();
void begin().then(pageStarted);

async function begin(): Promise<void> {
  const tourId = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  const database = await openDatabase();
  const memory = await database.memory(tourId);
  const page = openRolePage('judge', memory);
  if (page === undefined) return;
  const { target, store, http, time, build, language } = page;
  // On a first visit the tour comes while the session is asked for, not after it: on 3G each question costs a while.
  if (memory === undefined) void store.poll();
  if (language === 'en') learnEnglish((await import('./en.ts')).en);
  if (memory !== undefined) recallTime(time, store, memory);
  const desk = new JudgeDesk({
    ...{ store, time, database, language },
    commands: judgeCommands(tourId, time, language),
  });
  followAddress(desk);
  askOnLeaving(() => desk.wouldLose);
  const installed = install('judge', tourId, language);
  if (memory !== undefined) await desk.sit(memory.judgeId);
  target.replaceChildren();
  mount(JudgePage, { target, props: { desk, installed } });
  // The tour that is remembered may be another judge's, who used this phone before.
  const who = await desk.commands.whoAmI();
  if (who.kind === 'taken' && who.body.id !== desk.judgeId) {
    if (memory !== undefined) store.takeSnapshot(forgotten(memory));
    await desk.sit(who.body.id);
  }
  if (who.kind === 'refused') {
    if (memory === undefined) {
      desk.barred = who;
      return;
    }
    await desk.outbox?.look();
  }
  follow(desk, build);
  liveOn({
    ...{ store, http, time, build, counted: false },
    // Marks and place survive a reload, but nobody wants one while filling in.
    isAtRest: () => desk.openId === undefined && !desk.writing && !desk.wouldLose,
    reload: () => renewed('judge'),
    // What was not sent stays here, and the page says why.
    onGone: () => void desk.outbox?.look(),
  });
}
