import type { Language } from '../../shared/refusals.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** Every word and sentence of the interface; Chinese gives the shape. */
export type Words = typeof zh;

const DICTIONARIES: Readonly<Record<Language, Words>> = { zh, en };

/** The interface's words in a language. */
export const wordsOf = (language: Language): Words => DICTIONARIES[language];

/** A name of the tour in the reader's language; Chinese where there is no English. */
export const pick = (
  name: { readonly zh: string; readonly en?: string | undefined },
  language: Language,
): string => (language === 'en' ? (name.en ?? name.zh) : name.zh);

/** The tag for `lang` attributes and Intl. */
export const tagOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en');

/** The language of a name as it is shown, where it differs from the page's: for `lang` attributes. */
export const langOf = (
  name: { readonly en?: string | undefined },
  language: Language,
): 'zh-CN' | undefined => (language === 'en' && name.en === undefined ? 'zh-CN' : undefined);
