import type { Picture } from '../../../shared/tour/ceremony/ceremony.ts';
import type { Grain, RevealedPlace } from '../../../shared/tour/ceremony/reveal.ts';
import type { Prize, Setup } from '../../../shared/tour/setup/setup.ts';
import { type Medal, medalOf } from '../../coverage/prizes.ts';
import type { Name } from '../../i18n/names.ts';
import { widthInEm } from '../stage/widths.ts';

/** How far a place is revealed: nothing of it, its number, who, the score, how that was made up. */
export type Level = 0 | 1 | 2 | 3 | 4;

/** How far a place is revealed. */
export function levelOf(place: RevealedPlace | undefined): Level {
  if (place === undefined) return 0;
  const [first] = place.areas ?? [];
  if (first === undefined) return 1;
  if (first.parts !== undefined) return 4;
  return first.score === undefined ? 2 : 3;
}

/** A place's prize and the medal that it shines in: by its place in the list, and from nowhere else. */
export function prizeOf(
  setup: Setup | null,
  prizeId: string,
): { readonly prize: Prize | undefined; readonly medal: Medal } {
  const index = (setup?.prizes ?? []).findIndex(({ id }) => id === prizeId);
  return { prize: setup?.prizes[index], medal: medalOf(index < 0 ? Number.POSITIVE_INFINITY : index) };
}

/** The full name of an area; one that the set-up does not know any more goes by its id. */
export const areaName = (setup: Setup | null, areaId: string): Name =>
  setup?.areas.find(({ id }) => id === areaId)?.name ?? { zh: areaId };

/** An area's short name. */
export const shortAreaName = (setup: Setup | null, areaId: string): Name =>
  setup?.areas.find(({ id }) => id === areaId)?.shortName ?? { zh: areaId };

/** What a picture reveals now, and what it revealed before. */
export interface Revealing {
  /** Last place first; more than one where a whole prize is revealed at a step. */
  readonly now: readonly RevealedPlace[];
  /** Best first. */
  readonly before: readonly RevealedPlace[];
}

/** Divides what is revealed into what is revealed now and what was before. */
export function revealingOf({ revealed }: Pick<Picture, 'revealed'>, grain: Grain): Revealing {
  const last = revealed.at(-1);
  if (last === undefined) return { now: [], before: [] };
  const isNow = (place: RevealedPlace, index: number): boolean =>
    grain === 'prize' ? place.prizeId === last.prizeId : index === revealed.length - 1;
  return {
    now: revealed.filter(isNow),
    before: revealed.filter((place, index) => !isNow(place, index)).reverse(),
  };
}

const RISE_MS = 700;
const NAME_MS = 500;
const SCORE_MS = 1_050;
const BARS_MS = 600;

/** When the parts of a place begin to move, ms after the step; undefined: it stands already. */
export interface Motion {
  readonly rise?: number;
  readonly name?: number;
  readonly score?: number;
  readonly bars?: number;
  /** When everything has come to rest. */
  readonly restMs: number;
}

/** How a place goes on from a level to another: one part after the other. */
export function motionOf(from: Level, to: Level): Motion {
  let at = 0;
  const next = (level: Level, lastsMs: number): number | undefined => {
    if (from >= level || to < level) return undefined;
    const begins = at;
    at += lastsMs;
    return begins;
  };
  const [rise, name, score, bars] = [next(1, RISE_MS), next(2, NAME_MS), next(3, SCORE_MS), next(4, BARS_MS)];
  return {
    ...(rise !== undefined && { rise }),
    ...(name !== undefined && { name }),
    ...(score !== undefined && { score }),
    ...(bars !== undefined && { bars }),
    restMs: at,
  };
}

/** Share of the time in which a score's whole part runs; its decimals come after it, one by one. */
const WHOLE_SHARE = 0.68;

/** A score that counts up, at a share of its time: its whole part, and how many of its decimals (with the point) are there. */
export function scoreAt(score: string, share: number): { readonly whole: string; readonly decimals: number } {
  const point = score.indexOf('.');
  const whole = point < 0 ? score : score.slice(0, point);
  const decimals = point < 0 ? 0 : score.length - point;
  if (share >= 1) return { whole, decimals };
  if (share < WHOLE_SHARE) {
    const eased = 1 - (1 - share / WHOLE_SHARE) ** 3;
    return { whole: String(Math.round(Number(whole) * eased)), decimals: 0 };
  }
  return { whole, decimals: Math.floor(((share - WHOLE_SHARE) / (1 - WHOLE_SHARE)) * (decimals + 0.99)) };
}

/** Of the size of a score: its decimals. */
export const DECIMALS = 0.62;

/** How wide a score stands, in its own size. */
export function scoreEm(score: string): number {
  const [whole = '', decimals] = score.split('.');
  return (widthInEm(whole) + (decimals === undefined ? 0 : widthInEm(`.${decimals}`) * DECIMALS)) * 1.06;
}
