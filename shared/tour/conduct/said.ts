import { Type } from 'typebox';
import { exactly, plainText, UnixMs } from '../../schema.ts';

/** What is said to many at once: short enough to be read in passing. */
export const Words = exactly({ zh: plainText(200, 1), en: Type.Optional(plainText(300, 1)) });

/** Until when (ms) it holds; without it, until it is withdrawn. */
export const until = { untilUnixMs: Type.Optional(UnixMs) };

/** Something that was said at an instant (ms). */
export interface Said {
  readonly id: string;
  readonly at: number;
  readonly text: { readonly zh: string; readonly en?: string };
  readonly untilUnixMs?: number;
}

/** Whether it holds at an instant (ms). */
export const holds = ({ untilUnixMs }: Pick<Said, 'untilUnixMs'>, nowUnixMs: number): boolean =>
  untilUnixMs === undefined || untilUnixMs > nowUnixMs;

/** What holds at an instant (ms), the newest first. */
export const standing = <T extends Said>(all: Readonly<Record<string, T>>, nowUnixMs: number): readonly T[] =>
  Object.values(all)
    .filter((one) => holds(one, nowUnixMs))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));

/** All of it with one more; what held no more at that instant is forgotten, so that it never piles up. */
export const withSaid = <T extends Said>(
  all: Readonly<Record<string, T>>,
  said: T,
): Readonly<Record<string, T>> => ({
  ...Object.fromEntries(Object.entries(all).filter(([, one]) => holds(one, said.at))),
  [said.id]: said,
});

/** All of it without one. */
export function withoutSaid<T>(all: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  if (!Object.hasOwn(all, id)) return all;
  const { [id]: _gone, ...rest } = all;
  return rest;
}
