import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/opening.css';
import './screen.css';
import { mount, unmount } from 'svelte';
import { learnEnglish } from '../i18n/words.ts';
import { install } from '../live/install.ts';
import { liveOn } from '../live/page-life.ts';
import { goToRehearsal } from '../live/rehearsal/going.ts';
import { openRolePage, type RolePage } from '../live/role-page.ts';
import { pageStarted } from '../live/started.ts';
import { isBetweenScenes } from './between.ts';
import { HallMemory } from './kept/hall-memory.svelte.ts';
import { endsWith, leaveFor, renew } from './leaving.ts';
import ScreenPage from './ScreenPage.svelte';
import { Stage } from './stage/stage.svelte.ts';

/** The server has so long to say what time it is before the page goes on without. */
const PATIENCE_MS = 2_000;

// The organiser may look at what the hall sees, without an invite for a screen.
const asOrganiser = new URLSearchParams(location.search).get('as') === 'organiser';
const page = openRolePage(asOrganiser ? 'organiser' : 'screen');
if (page !== undefined) void start(page);
else void startLobby();

/** `/screen` names no tour: the screen shows a code, and goes to the tour that it is let in to. */
async function startLobby(): Promise<void> {
  const target = document.getElementById('lalian');
  if (target === null) return;
  const language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh';
  if (language === 'en') learnEnglish((await import('../i18n/en.ts')).en);
  const { default: Lobby } = await import('./pairing/Lobby.svelte');
  target.replaceChildren();
  const lobby = mount(Lobby, { target, props: { language } });
  endsWith(() => void unmount(lobby));
  void pageStarted().then(() => install('screen', '', language));
}

async function start({ target, tourId, store, http, time, build, language }: RolePage): Promise<void> {
  if (language === 'en') learnEnglish((await import('../i18n/en.ts')).en);
  const stage = new Stage(() => time.now());
  const stays = goToRehearsal(store, { open: leaveFor });
  // What an organiser sees, no device keeps.
  const memory = asOrganiser ? undefined : new HallMemory({ store, http, stage, time, build });
  target.replaceChildren();
  const drawn = mount(ScreenPage, { target, props: { store, stage, time, language, memory } });
  let rests = (): void => undefined;
  endsWith(() => {
    stays();
    rests();
    void unmount(drawn);
  });
  // An answer says what time it is, a socket does not: countdowns are by the server's clock.
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([store.poll().catch(() => false), patience]);
  const isAtRest = (): boolean => isBetweenScenes(store, stage);
  const reload = (): Promise<boolean> => renew(isAtRest);
  rests = liveOn({ store, http, time, build, counted: false, isAtRest, reload, alwaysSeen: true });
  await pageStarted();
  // Everything else has had its turn: the first scene waits for nothing that is only for later.
  install('screen', tourId, language);
}
