import { render } from 'svelte/server';
import type { Language } from '../../shared/refusals.ts';
import { ICON } from '../ui/icon.ts';
import EnterPage from './EnterPage.svelte';
import { enterWords } from './words.ts';

/** What the page is made from. */
export interface EnterInput {
  readonly language: Language;
  readonly assets: {
    readonly scripts: readonly string[];
    readonly styles: readonly string[];
    readonly preloads: readonly string[];
  };
  readonly build: string;
}

/** The page `/enter#<secret>`: the server never sees the secret, for it stands in the fragment. */
export function renderEnter({ language, assets }: EnterInput): {
  readonly head: string;
  readonly body: string;
} {
  const { body, head } = render(EnterPage, { props: { language } });
  const styles = assets.styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('');
  const preloads = assets.preloads.map((href) => `<link rel="modulepreload" href="${href}">`).join('');
  const scripts = assets.scripts.map((src) => `<script type="module" src="${src}"></script>`).join('');
  const metas =
    '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">';
  return {
    head: `<title>${enterWords(language).title}</title>${metas}<link rel="icon" href="${ICON}">${styles}${preloads}${head}`,
    body: `<div id="lalian-enter" data-language="${language}">${body}</div>${scripts}`,
  };
}
