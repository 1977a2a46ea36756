import type { Language } from '../../shared/refusals.ts';
import type { PageAssets } from './assets.ts';
import { documentOf } from './document.ts';
import type { Guard } from './guard.ts';

/** What stands there until the page's scripts fill it, and where they find nothing to fill it with. */
const OPENING: Readonly<Record<Language, string>> = {
  zh: '没有网络。正在打开上次看到的内容；没有出现，请恢复网络后<a href="">重新载入</a>。',
  en: 'No network. Opening what you saw last; if nothing comes, <a href="">load again</a> once the network is back.',
};

/**
 * The reader's page without anything in it: a browser keeps it, and without signal its scripts fill it with the state
 * that the browser kept (client/viewer/kept/kept.ts). The same for every tour; it says nothing of any.
 */
export function viewerShell(language: Language, build: string, assets: PageAssets, guard: Guard): string {
  const { scripts, styles, preloads } = assets;
  const links = [
    ...styles.map((href) => `<link rel="stylesheet" href="${href}">`),
    ...preloads.map((href) => `<link rel="modulepreload" href="${href}">`),
    ...scripts.map((src) => `<script type="module" src="${src}"></script>`),
  ].join('');
  const title = language === 'zh' ? '拉练直播' : 'Lalian';
  const head = `<title>${title}</title><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">${links}`;
  const body = `<div id="lalian" data-build="${build}"><main><h1>${title}</h1><p data-opening>${OPENING[language]}</p></main></div>`;
  return documentOf(language, { head, body }, { guard: guard.tag('viewer', language) });
}
