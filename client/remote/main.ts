import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/opening.css';
import '../ui/forms.css';
import './remote.css';
import { mount } from 'svelte';
import { askAccess } from '../live/access.ts';
import { liveOn } from '../live/page-life.ts';
import { goToRehearsal } from '../live/rehearsal/going.ts';
import { openRolePage } from '../live/role-page.ts';
import { pageStarted } from '../live/started.ts';
import { leaveClosedLayers } from '../ui/back.ts';
import { applyTheme, chosenTheme } from '../ui/theme.ts';
import RemotePage from './RemotePage.svelte';
import { Remote } from './remote.svelte.ts';

/** As whom this browser leads: as whom the address says, else by the session that it has. */
async function roleHere(): Promise<'presenter' | 'organiser'> {
  if (new URLSearchParams(location.search).get('as') === 'organiser') return 'organiser';
  const tourId = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  if ((await askAccess('presenter', tourId)) !== 'none') return 'presenter';
  return (await askAccess('organiser', tourId)) === 'in' ? 'organiser' : 'presenter';
}

applyTheme(chosenTheme());
leaveClosedLayers();
void roleHere().then((role) => {
  const page = openRolePage(role);
  if (page === undefined) return;
  const { target, store, http, time, build, language } = page;
  const remote = new Remote(store, time, language);
  goToRehearsal(store, { isAtRest: () => remote.isUntouched });
  target.replaceChildren();
  mount(RemotePage, { target, props: { remote } });
  void store
    .poll()
    .finally(() => liveOn({ store, http, time, build, counted: false, isAtRest: () => remote.isAtRest }))
    .then(pageStarted);
});
