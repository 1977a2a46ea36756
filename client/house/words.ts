import type { Language } from '../../shared/refusals.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** The words in a language. */
export const houseWords = (language: Language): typeof zh => (language === 'zh' ? zh : en);
