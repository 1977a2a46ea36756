import type { Language } from '../../shared/refusals.ts';
import { en } from './en.ts';
import { type Words, zh } from './zh.ts';

/** The remote's words in a language. */
export const wordsIn = (language: Language): Words => (language === 'en' ? en : zh);
