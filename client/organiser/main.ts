import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/opening.css';
import '../ui/forms.css';
import './organiser.css';
import { mount } from 'svelte';
import { liveOn } from '../live/page-life.ts';
import { openRolePage } from '../live/role-page.ts';
import { pageStarted } from '../live/started.ts';
import { leaveClosedLayers } from '../ui/back.ts';
import { applyTheme, chosenTheme } from '../ui/theme.ts';
import { Desk } from './desk.svelte.ts';
import OrganiserPage from './OrganiserPage.svelte';

applyTheme(chosenTheme());
leaveClosedLayers();
const page = openRolePage('organiser');
if (page !== undefined) {
  const { target, store, http, time, build, language } = page;
  const desk = new Desk(store, language, () => time.now());
  target.replaceChildren();
  mount(OrganiserPage, { target, props: { desk } });
  // An answer says what time it is, a socket does not: "from now on" must not be by this device's clock.
  void store
    .poll()
    .finally(() => liveOn({ store, http, time, build, counted: false, isAtRest: () => desk.isAtRest }))
    .then(pageStarted);
}
