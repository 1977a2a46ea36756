import { render } from 'svelte/server';
import type { Language } from '../../shared/refusals.ts';
import { en } from '../i18n/en.ts';
import { pick } from '../i18n/names.ts';
import { learnEnglish, wordsOf } from '../i18n/words.ts';
import { escapeHtml, escapeJson } from '../ui/escape.ts';
import ArchivePage from './ArchivePage.svelte';
import { type ArchiveInput, DATA_NAME, ROOT_ELEMENT } from './input.ts';
import { archiveWords } from './words.ts';

export type { ArchiveInput } from './input.ts';

learnEnglish(en);

/** An archive's page in a language: head and body, whole and readable without scripts, every address relative. */
export function renderArchive(
  input: ArchiveInput,
  language: Language,
): { readonly head: string; readonly body: string } {
  const { setup } = input.snapshot.tour;
  const name = setup ? pick(setup.name, language) : wordsOf(language).untitled;
  const { body, head } = render(ArchivePage, { props: { input, language } });
  return {
    head: [
      `<title>${escapeHtml(`${name} | ${archiveWords(language).archive}`)}</title>`,
      '<meta name="color-scheme" content="light dark"><meta name="format-detection" content="telephone=no">',
      '<link rel="stylesheet" href="archive.css">',
      // Both in this order, once the page is read.
      '<script src="data.js" defer></script><script src="archive.js" defer></script>',
      head,
    ].join(''),
    body: `<div id="${ROOT_ELEMENT}">${body}</div>`,
  };
}

/** `data.js`: what the page's script begins with. */
export const archiveData = (input: ArchiveInput): string => `window.${DATA_NAME}=${escapeJson(input)};\n`;
