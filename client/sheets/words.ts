import type { Language } from '../../shared/refusals.ts';
import { en } from './en.ts';
import { type SheetWords, zh } from './zh.ts';

/** The words of importing sheets in a language. */
export const sheetWords = (language: Language): SheetWords => (language === 'en' ? en : zh);
