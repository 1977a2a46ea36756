import { render } from 'svelte/server';
import { lookupOf } from '../coverage/lookup.ts';
import { knowToldParts } from '../coverage/told/later.svelte.ts';
import * as toldParts from '../coverage/told/parts.ts';
import { en } from '../i18n/en.ts';
import { pick } from '../i18n/names.ts';
import { learnEnglish, wordsOf } from '../i18n/words.ts';
import { escapeHtml, escapeJson } from '../ui/escape.ts';
import EmbedPage from './EmbedPage.svelte';
import { type EmbedInput, INPUT_ELEMENT, ROOT_ELEMENT } from './input.ts';
import { storeOf } from './start.ts';

export type { EmbedInput } from './input.ts';

learnEnglish(en);
knowToldParts(toldParts);

/** The embed's page as HTML: readable without scripts, without an inline script or style. */
export function renderEmbed(input: EmbedInput): { readonly head: string; readonly body: string } {
  const { language, show, outletId, assets, snapshot } = input;
  const { setup } = snapshot.tour;
  const words = wordsOf(language);
  const outlet = outletId === undefined ? undefined : setup && lookupOf(setup).outlets.get(outletId);
  const title = [
    setup ? pick(setup.shortName, language) : words.untitled,
    ...(outlet ? [pick(outlet.name, language)] : []),
    ...(show === 'all' ? [words.live] : [words[show]]),
  ].join(words.separator);
  const { body, head } = render(EmbedPage, { props: { input, store: storeOf(input) } });
  return {
    head: [
      `<title>${escapeHtml(title)}</title>`,
      '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">',
      '<meta name="format-detection" content="telephone=no">',
      ...assets.styles.map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`),
      ...[...assets.scripts, ...assets.preloads].map(
        (href) => `<link rel="modulepreload" href="${escapeHtml(href)}">`,
      ),
      head,
    ].join(''),
    body: [
      `<div id="${ROOT_ELEMENT}">${body}</div>`,
      `<script type="application/json" id="${INPUT_ELEMENT}">${escapeJson(input)}</script>`,
      ...assets.scripts.map((src) => `<script type="module" src="${escapeHtml(src)}"></script>`),
    ].join(''),
  };
}
