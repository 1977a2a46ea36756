import type { Language } from '../../shared/refusals.ts';
import { tagOf } from './names.ts';
import { wordsOf } from './words.ts';

/** Views and the like: 198,421; in Chinese from ten thousand on as 19.8 万. */
export function bigCount(
  count: number,
  language: Language,
): { readonly figure: string; readonly unit: string } {
  if (language === 'zh' && count >= 10_000) {
    const tenths = Math.floor(count / 1000);
    return { figure: `${Math.floor(tenths / 10)}.${tenths % 10}`, unit: wordsOf(language).tenThousand };
  }
  return { figure: whole(count, language), unit: '' };
}

/** A whole number with its thousands set apart. */
export const whole = (count: number, language: Language): string =>
  new Intl.NumberFormat(tagOf(language)).format(Math.round(count));

/** Metres as kilometres: whole ones from 10 km on, one digit below. */
export const kilometres = (metres: number, language: Language): string =>
  metres >= 10_000 ? whole(metres / 1000, language) : (Math.max(0, metres) / 1000).toFixed(1);

/** A score's whole part, and its decimals with the point, to be set more quietly. */
export function scoreParts(score: string): { readonly whole: string; readonly decimals: string } {
  const point = score.indexOf('.');
  return point < 0
    ? { whole: score, decimals: '' }
    : { whole: score.slice(0, point), decimals: score.slice(point) };
}
