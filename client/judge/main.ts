import '../ui/tokens.css';
import '../ui/base.css';
import { mount } from 'svelte';
import { liveOn } from '../live/page-life.ts';
import { openRolePage } from '../live/role-page.ts';
import { applyTheme, chosenTheme } from '../ui/theme.ts';
import JudgePage from './JudgePage.svelte';

applyTheme(chosenTheme());
const page = openRolePage('judge');
if (page !== undefined) {
  const { target, store, http, time, build, language, tourId } = page;
  mount(JudgePage, { target, props: { store, language, tourId } });
  liveOn({ store, http, time, build, counted: false, isAtRest: () => false });
}
