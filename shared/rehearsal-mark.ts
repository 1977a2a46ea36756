import type { Language } from './refusals.ts';

/** What stands on every page of a dress rehearsal, beside its name: nobody may take any of it for real. */
export const markOf = (language: Language): string =>
  language === 'zh' ? '彩排 · 成绩均为虚构' : 'Rehearsal · made-up results';
