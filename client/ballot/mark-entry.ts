import { compare, isOnStep, isWithin, minus, sum, times } from '../../shared/decimal.ts';
import type { Criterion } from '../../shared/tour/setup/rubric.ts';

type Scale = Pick<Criterion, 'min' | 'max' | 'step'>;

/** What typed text comes to: a mark, or what is wrong with it. */
export type Typed =
  | { readonly ok: true; readonly mark: string }
  | { readonly ok: false; readonly why: 'no-number' | 'out-of-range' | 'off-step' };

const FULL_WIDTH_TO_ASCII = 0xfee0;

/** Typed text in plain characters: full-width digits and points (１２．５, 12。5) are those of a keyboard in Chinese. */
export const plainDigits = (text: string): string =>
  text
    .replace(/[！-～]/g, (one) => String.fromCharCode(one.charCodeAt(0) - FULL_WIDTH_TO_ASCII))
    .replace(/[。｡,]/g, '.')
    .replace(/\s/g, '');

/** Reads a typed mark, exact. Neither signs nor exponents are marks. */
export function readMark(text: string, { min, max, step }: Scale): Typed {
  const match = /^(\d{0,6})(?:\.(\d{0,6}))?$/.exec(plainDigits(text));
  const [, whole = '', fraction = ''] = match ?? [];
  if (match === null || whole + fraction === '') return { ok: false, why: 'no-number' };
  const decimals = fraction.replace(/0+$/, '');
  const mark = `${whole.replace(/^0+(?=\d)/, '') || '0'}${decimals === '' ? '' : `.${decimals}`}`;
  if (!isWithin(mark, min, max)) return { ok: false, why: 'out-of-range' };
  return isOnStep(mark, min, step) ? { ok: true, mark } : { ok: false, why: 'off-step' };
}

/** How many steps lead from the least mark to the most. */
export const stepsIn = ({ min, max, step }: Scale): number =>
  Math.floor((Number(max) - Number(min)) / Number(step) + 1e-9);

/** The mark after that many steps from the least one, exact. */
export const markAt = ({ min, step }: Scale, steps: number): string => sum([min, times(step, String(steps))]);

/** How many steps a mark lies above the least one. */
export const stepsOf = ({ min, step }: Scale, mark: string): number =>
  Math.round(Number(minus(mark, min)) / Number(step));

/** One step up or down. Where there is no mark yet: up begins at the least, down at the most. */
export function stepped(scale: Scale, mark: string | undefined, up: boolean): string {
  if (mark === undefined) return up ? scale.min : markAt(scale, stepsIn(scale));
  const to = markAt(scale, stepsOf(scale, mark) + (up ? 1 : -1));
  if (compare(to, scale.max) > 0) return mark;
  return stepsOf(scale, mark) === 0 && !up ? mark : to;
}

/** Marks that fit a rubric: what was kept from another version of it is passed over. */
export const fittingMarks = (
  criteria: readonly Criterion[],
  marks: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    criteria.flatMap((criterion) => {
      const mark = marks[criterion.id];
      return mark !== undefined && readMark(mark, criterion).ok ? [[criterion.id, mark] as const] : [];
    }),
  );
