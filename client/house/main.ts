import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/opening.css';
import '../ui/forms.css';
import './house.css';
import { mount } from 'svelte';
import { pageStarted } from '../live/started.ts';
import { leaveClosedLayers } from '../ui/back.ts';
import { applyTheme, chosenTheme } from '../ui/theme.ts';
import { DESK, HouseDesk } from './desk.svelte.ts';
import HousePage from './HousePage.svelte';

/** What other hosts do is seen within so long. */
const LOOK_MS = 15_000;

applyTheme(chosenTheme());
leaveClosedLayers();
const target = document.getElementById('lalian');
if (target !== null) void begin(target);

// Safari 14 knows no await outside of functions.
async function begin(target: HTMLElement): Promise<void> {
  const desk = new HouseDesk(new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh');
  await desk.load();
  target.replaceChildren();
  mount(HousePage, { target, context: new Map([[DESK, desk]]) });
  const look = (): void => {
    if (!document.hidden && desk.opened === undefined) void desk.load();
  };
  setInterval(look, LOOK_MS);
  document.addEventListener('visibilitychange', look);
  void pageStarted();
}
