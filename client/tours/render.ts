import { render } from 'svelte/server';
import type { Language } from '../../shared/refusals.ts';
import { escapeHtml } from '../ui/escape.ts';
import { ICON } from '../ui/icon.ts';
import type { ListedTour } from './listed.ts';
import ToursPage from './ToursPage.svelte';
import { toursWords } from './words.ts';

/** What the page is made from. */
export interface ToursInput {
  readonly language: Language;
  readonly tours: readonly ListedTour[];
  readonly origin: string;
  readonly assets: { readonly scripts: readonly string[]; readonly styles: readonly string[] };
}

/** The list of tours as HTML, whole and readable without scripts; its script only brings the reader's own light or dark. */
export function renderTours({ language, tours, origin, assets }: ToursInput): {
  readonly head: string;
  readonly body: string;
} {
  const { body, head } = render(ToursPage, { props: { language, tours } });
  const { title, what } = toursWords(language);
  const styles = assets.styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('');
  const scripts = assets.scripts.map((src) => `<script type="module" src="${src}"></script>`).join('');
  const canonical = `${origin}/tours${language === 'en' ? '?lang=en' : ''}`;
  return {
    head: `<title>${escapeHtml(title)}</title><meta name="description" content="${escapeHtml(what)}"><meta name="color-scheme" content="light dark"><link rel="canonical" href="${escapeHtml(canonical)}"><link rel="icon" href="${ICON}">${styles}${head}`,
    body: body + scripts,
  };
}
