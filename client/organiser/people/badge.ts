import type { Person } from './list.ts';

/** So many stand on a sheet of A4, in two columns. */
export const BADGES_A_SHEET = 8;

/** What a badge says. Names of people and of the tour are in the language of the page. */
export interface Badge {
  readonly key: string;
  readonly name: string;
  /** What the person is here, and what for. */
  readonly function: string;
  readonly todo: string;
  readonly url: string;
}

/** Those who wear a badge: a screen and a tracker have nobody who would. */
export const BADGE_ROLES = ['judge', 'editor', 'area', 'presenter', 'organiser'] as const;
export type BadgeRole = (typeof BADGE_ROLES)[number];

/** Those who may be given one: not who has left the panel. */
export const mayWear = (person: Person): person is Person & { readonly role: BadgeRole } =>
  BADGE_ROLES.some((role) => role === person.role) && !person.isFormer;

/** A list in sheets of eight. */
export function sheetsOf<T>(badges: readonly T[]): readonly (readonly T[])[] {
  const sheets: (readonly T[])[] = [];
  for (let at = 0; at < badges.length; at += BADGES_A_SHEET)
    sheets.push(badges.slice(at, at + BADGES_A_SHEET));
  return sheets;
}

/** How much room a name takes, in Chinese characters: a letter is about half as wide. */
const widthOf = (name: string): number =>
  [...name].reduce((sum, one) => sum + ((one.codePointAt(0) ?? 0) < 0x2e80 ? 0.56 : 1), 0);

/** How large a name may be written so that it fits beside its code, from 1 (the largest) to 6. */
export function nameSize(name: string): 1 | 2 | 3 | 4 | 5 | 6 {
  const width = widthOf(name);
  if (width <= 4) return 1;
  if (width <= 6) return 2;
  if (width <= 12) return 3;
  if (width <= 22) return 4;
  return width <= 42 ? 5 : 6;
}
