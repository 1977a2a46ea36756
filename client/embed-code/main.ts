import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/opening.css';
import { mount } from 'svelte';
import { tourHttp } from '../live/http.ts';
import { createServerTime } from '../live/server-time.ts';
import { pageStarted } from '../live/started.ts';
import { applyTheme, chosenTheme } from '../ui/theme.ts';
import CodePage from './CodePage.svelte';

const target = document.getElementById('lalian');
const tour = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const language = document.documentElement.lang === 'en' ? 'en' : 'zh';

applyTheme(chosenTheme());
if (target !== null) void begin(target);

// Safari 14 knows no await outside of functions.
async function begin(target: HTMLElement): Promise<void> {
  const http = tourHttp(
    tour,
    createServerTime(Date.now(), () => Date.now()),
  );
  const snapshot = await http.snapshot();
  target.replaceChildren();
  mount(CodePage, { target, props: { language, tour, setup: snapshot?.tour.setup ?? null } });
  void pageStarted();
}
