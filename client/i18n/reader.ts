import { getContext, setContext } from 'svelte';
import type { Language } from '../../shared/refusals.ts';
import { type Words, wordsOf } from './words.ts';

/** For whom a page is: language, its words, and the tour's time zone. */
export interface Reader {
  readonly language: Language;
  readonly words: Words;
}

const KEY = Symbol('reader');

/** Gives every component below the reader's language. */
export function setReader(language: Language): Reader {
  return setContext<Reader>(KEY, { language, words: wordsOf(language) });
}

/** The reader of this page. */
export const useReader = (): Reader => getContext<Reader>(KEY);
