import type { Language } from '../../../../shared/refusals.ts';
import { en } from './en.ts';
import { type AreasWords, zh } from './zh.ts';

/** The words of the editor of areas in a language. */
export const areasWords = (language: Language): AreasWords => (language === 'en' ? en : zh);
