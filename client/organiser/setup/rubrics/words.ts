import type { Language } from '../../../../shared/refusals.ts';
import { en } from './en.ts';
import { type RubricsWords, zh } from './zh.ts';

/** The words of the editor of rubrics in a language. */
export const rubricsWords = (language: Language): RubricsWords => (language === 'en' ? en : zh);
