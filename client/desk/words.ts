import type { Language } from '../../shared/refusals.ts';
import { type DeskWords, zh } from './zh.ts';

const dictionaries: { readonly zh: DeskWords; en?: DeskWords } = { zh };

/** Makes English known: the page in Chinese does not carry it. */
export function learnEnglish(words: DeskWords): void {
  dictionaries.en = words;
}

/** The page's words in a language; English must have been learnt. */
export const deskWords = (language: Language): DeskWords =>
  language === 'en' ? (dictionaries.en ?? zh) : zh;
