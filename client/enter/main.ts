import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import './enter.css';
import { hydrate } from 'svelte';
import { pageStarted } from '../live/started.ts';
import { applyTheme, chosenTheme } from '../ui/theme.ts';
import EnterPage from './EnterPage.svelte';

const target = document.getElementById('lalian-enter');

applyTheme(chosenTheme());
if (target !== null) {
  const language = target.dataset.language === 'en' ? 'en' : 'zh';
  hydrate(EnterPage, { target, props: { language } });
  void pageStarted();
}
