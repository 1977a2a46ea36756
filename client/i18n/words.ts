import type { Language } from '../../shared/refusals.ts';
import { zh } from './zh.ts';

/** Every word and sentence of the interface; Chinese gives the shape. */
export type Words = typeof zh;

const dictionaries: { readonly zh: Words; en?: Words } = { zh };

/** Makes English known: a page in Chinese does not carry it. */
export function learnEnglish(words: Words): void {
  dictionaries.en = words;
}

/** The interface's words in a language; English must have been learnt. */
export const wordsOf = (language: Language): Words => (language === 'en' ? (dictionaries.en ?? zh) : zh);
