import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import { hydrate } from 'svelte';
import { en } from '../i18n/en.ts';
import { learnEnglish } from '../i18n/words.ts';
import { pageStarted } from '../live/started.ts';
import ArchivePage from './ArchivePage.svelte';
import { type ArchiveInput, DATA_NAME, ROOT_ELEMENT } from './input.ts';

learnEnglish(en);

const target = document.getElementById(ROOT_ELEMENT);
const input = (globalThis as Readonly<Record<string, unknown>>)[DATA_NAME] as ArchiveInput | undefined;
// Opened from a disk, a page may load neither modules nor JSON: the data came as a script before this one.
if (target !== null && input !== undefined) {
  const language = document.documentElement.lang === 'en' ? 'en' : 'zh';
  hydrate(ArchivePage, { target, props: { input, language } });
  void pageStarted();
}
