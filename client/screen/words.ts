import type { Language } from '../../shared/refusals.ts';
import { en } from './en.ts';
import { type ScreenWords, zh } from './zh.ts';

/** The big screen's words in a language. */
export const screenWords = (language: Language): ScreenWords => (language === 'en' ? en : zh);
