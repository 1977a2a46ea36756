import { render } from 'svelte/server';
import { knowToldParts } from '../coverage/told/later.svelte.ts';
import * as toldParts from '../coverage/told/parts.ts';
import { en } from '../i18n/en.ts';
import { learnEnglish } from '../i18n/words.ts';
import { escapeHtml, escapeJson } from '../ui/escape.ts';
import { renderHead } from './head.ts';
import { type DocumentInput, INPUT_ELEMENT, ROOT_ELEMENT } from './input.ts';
import { storeOf } from './start.ts';
import ViewerPage from './ViewerPage.svelte';

export type { DocumentInput } from './input.ts';

learnEnglish(en);
knowToldParts(toldParts);

/**
 * The viewer's page as HTML: whole and readable without scripts, and with what the browser needs to
 * go on from it. No inline script or style: the page keeps to a strict content security policy.
 */
export function renderViewer(document: DocumentInput): { readonly head: string; readonly body: string } {
  const { assets, shareImage: _shareImage, postTitle: _postTitle, ...input } = document;
  const { body, head } = render(ViewerPage, { props: { input, store: storeOf(input) } });
  const scripts = assets.scripts
    .map((src) => `<script type="module" src="${escapeHtml(src)}"></script>`)
    .join('');
  return {
    head: renderHead(document) + head,
    body: `<div id="${ROOT_ELEMENT}">${body}</div><script type="application/json" id="${INPUT_ELEMENT}">${escapeJson(input)}</script>${scripts}`,
  };
}
