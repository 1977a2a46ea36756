import type { Language } from '../../shared/refusals.ts';

/** A name or sentence of the tour: in Chinese, and in English where somebody wrote it. */
export interface Name {
  readonly zh: string;
  readonly en?: string | undefined;
}

/** A name in the reader's language; Chinese where there is no English. */
export const pick = (name: Name, language: Language): string =>
  language === 'en' ? (name.en ?? name.zh) : name.zh;

/** The tag for `lang` attributes and Intl. */
export const tagOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en');

/** The language of a name as it is shown, where it differs from the page's: for `lang` attributes. */
export const langOf = (name: Name, language: Language): 'zh-CN' | undefined =>
  language === 'en' && name.en === undefined ? 'zh-CN' : undefined;
