import type { Language } from '../../../../shared/refusals.ts';
import { en } from './en.ts';
import { type StopsWords, zh } from './zh.ts';

/** The words of the editor of stops in a language. */
export const stopsWords = (language: Language): StopsWords => (language === 'en' ? en : zh);
