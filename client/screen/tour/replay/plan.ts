import type { Setup, Stop } from '../../../../shared/tour/setup/setup.ts';
import type { Tour } from '../../../../shared/tour/state.ts';
import { evenly } from '../pictures/choice.ts';

/** How long the replay is. */
export const REPLAY_MS = 90_000;
/** The whole land, before the convoy sets out. */
const OPENING_MS = 2_500;
/** The last picture, to stay. */
export const CLOSING_MS = 8_000;
/** A new day is read before the convoy goes on. */
const DAY_MS = 1_200;
/** Of the time between: so much the convoy stands. */
const STANDING_SHARE = 0.5;
/** More stops than these would be a flicker: the convoy passes the others by. */
const MOST_SHOWN = 45;
/** A picture is to be looked at for this long. */
const PICTURE_MS = 3_000;
const MOST_PICTURES = 4;

/** One leg of the replay: up to a stop, or home from the last one. Times are ms from the beginning. */
export interface Leg {
  readonly stop?: Stop;
  readonly day: number;
  /** When its day is announced. */
  readonly beginsMs: number;
  readonly setsOutMs: number;
  readonly arrivesMs: number;
  /** How many pictures there is time for. */
  readonly pictures: number;
}

/** Stops that the convoy has been at, in the order in which it came to them. */
export function visitedStops({ stops: progress }: Pick<Tour, 'stops'>, setup: Setup): readonly Stop[] {
  const cameAt = ({ id }: Stop): number => progress[id]?.arrivedAt ?? Number.MAX_SAFE_INTEGER;
  return setup.stops
    .filter(({ id }) => progress[id]?.status === 'arrived' || progress[id]?.status === 'left')
    .sort((a, b) => cameAt(a) - cameAt(b) || a.number - b.number);
}

/**
 * When the convoy is where, in 90 seconds. `lengths`: of the leg to each stop, and of the way home, in whatever unit.
 * Half of the time it stands: the same time at each stop; the other half it drives, for the longer the farther it is,
 * but not so much longer that a road over the mountains takes the time of ten villages.
 */
export function planReplay(stops: readonly Stop[], lengths: readonly number[]): readonly Leg[] {
  const shown = new Set(evenly(stops, MOST_SHOWN).map(({ id }) => id));
  const days = stops.map(({ day }, at): number => (day === stops[at - 1]?.day || at === 0 ? 0 : DAY_MS));
  const freeMs = REPLAY_MS - OPENING_MS - CLOSING_MS - days.reduce((sum, ms) => sum + ms, 0);
  const weights = [...stops.map((_, at) => lengths[at] ?? 0), lengths[stops.length] ?? 0].map(Math.sqrt);
  const weight = weights.reduce((sum, one) => sum + one, 0);
  const standMs = (freeMs * (weight > 0 ? STANDING_SHARE : 1)) / Math.max(1, shown.size);
  const driveMs = (at: number): number =>
    weight > 0 ? (freeMs * (1 - STANDING_SHARE) * (weights[at] ?? 0)) / weight : 0;
  let nowMs = OPENING_MS;
  const legs = stops.map((stop, at): Leg => {
    const beginsMs = nowMs;
    const setsOutMs = beginsMs + (days[at] ?? 0);
    const arrivesMs = setsOutMs + driveMs(at);
    const standsMs = shown.has(stop.id) ? standMs : 0;
    nowMs = arrivesMs + standsMs;
    const pictures = Math.max(1, Math.min(MOST_PICTURES, Math.floor(standsMs / PICTURE_MS)));
    return { stop, day: stop.day, beginsMs, setsOutMs, arrivesMs, pictures: standsMs > 0 ? pictures : 0 };
  });
  const day = stops[stops.length - 1]?.day ?? 1;
  const home = { beginsMs: nowMs, setsOutMs: nowMs, arrivesMs: nowMs + driveMs(stops.length) };
  return [...legs, { day, ...home, pictures: 0 }];
}

/** Where a replay is: on which leg, which share of it is driven, and what is shown of which stop. */
export interface ReplayMoment {
  readonly leg: number;
  readonly share: number;
  readonly day: number;
  /** The leg of the stop that is shown; undefined before the first, and passed stops show the one before. */
  readonly shown: number | undefined;
  /** Which of its pictures. */
  readonly picture: number;
  readonly over: boolean;
}

/** Starts and stops as a coach does. */
const eased = (share: number): number => share * share * (3 - 2 * share);

/** The moment so many ms after the beginning; after the end it stays there. */
export function momentAt(legs: readonly Leg[], ms: number): ReplayMoment {
  let leg = 0;
  while (leg < legs.length - 1 && (legs[leg + 1]?.beginsMs ?? 0) <= ms) leg += 1;
  const { day = 1, setsOutMs = 0, arrivesMs = 0 } = legs[leg] ?? {};
  const share = arrivesMs <= setsOutMs ? Number(ms >= arrivesMs) : (ms - setsOutMs) / (arrivesMs - setsOutMs);
  let shown: number | undefined = ms >= arrivesMs ? leg : leg - 1;
  while (shown >= 0 && !legs[shown]?.pictures) shown -= 1;
  if (shown < 0) shown = undefined;
  const over = ms >= REPLAY_MS - CLOSING_MS;
  return {
    ...{ leg, day, shown, over },
    share: eased(Math.min(1, Math.max(0, share))),
    picture: shown === undefined ? 0 : pictureAt(legs, shown, ms),
  };
}

function pictureAt(legs: readonly Leg[], shown: number, ms: number): number {
  const { arrivesMs = 0, pictures = 1 } = legs[shown] ?? {};
  const endsMs = legs[shown + 1]?.beginsMs ?? arrivesMs;
  const share = endsMs <= arrivesMs ? 0 : (ms - arrivesMs) / (endsMs - arrivesMs);
  return Math.min(pictures - 1, Math.max(0, Math.floor(share * pictures)));
}
