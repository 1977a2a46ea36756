import type { Language } from '../../../shared/refusals.ts';
import { en } from './en.ts';
import { type TourWords, zh } from './zh.ts';

/** The words of the tour's scenes in a language. */
export const tourWords = (language: Language): TourWords => (language === 'en' ? en : zh);
