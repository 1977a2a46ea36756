import type { Stage } from '../stage/stage.svelte.ts';
import { type PeakType, peakType } from './peak-type.ts';

/** How the podium stands on a stage, in units. */
export interface PodiumLayout {
  readonly peakWidth: number;
  /** Of the first three, best first, from the lower edge of the screen. */
  readonly heights: readonly [number, number, number];
  /** The ground in front of the peaks, with the other prizes on it. */
  readonly ground: number;
  /** So far up a peak's foot is behind it. */
  readonly lift: number;
  /** A line of the other prizes. */
  readonly line: number;
  /** So much larger everything is than on 16:9. */
  readonly larger: number;
}

/** A medal above its summit. */
export const MEDAL = 15;
/** Of the front range's height: its lowest and its highest crest. Here it is lower than in other scenes. */
const CREST = [0.1, 0.29] as const;
export const FLATTER = 0.55;
/** What stands on a peak above its names, and below them with and without money. */
const PRIZE = 8;
const MONEY = 11.6;
const NO_MONEY = 1;
const OVERLAP = 5;
const WIDEST: Readonly<Record<Stage['shape'], number>> = {
  wide: 66,
  wall: 100,
  strip: 156,
  box: 66,
  tall: 66,
};

/** Lays out so many prizes, of which the first three are peaks; `titled`: a line stands above them. */
export function podiumLayout(
  {
    width,
    height,
    u,
    shape,
    larger,
    ranges,
    foot,
  }: Pick<Stage, 'width' | 'height' | 'u' | 'shape' | 'larger' | 'ranges' | 'foot'>,
  { prizes, titled }: { readonly prizes: number; readonly titled: boolean },
): PodiumLayout {
  const [w, h] = [width / u, height / u];
  // A low row has no height for larger type on its peaks.
  const more = shape === 'strip' ? 1 : larger;
  const others = Math.max(0, prizes - 3);
  const peaks = Math.max(1, Math.min(3, prizes));
  const line = 5 * larger;
  const ground = foot + (others > 0 ? others * line + 1.4 : 0);
  const tallest = h - Math.max(5, h * 0.05) - MEDAL + 2 - (titled ? 9 * larger : 0);
  return {
    peakWidth: Math.min(WIDEST[shape], (w - 3 + (peaks - 1) * OVERLAP) / peaks),
    heights: [tallest, tallest * 0.87, tallest * 0.79],
    ...{ ground, line, larger: more },
    lift: ground + (CREST[1] - CREST[0]) * ranges * FLATTER + 0.6,
  };
}

/** How far the range in front of the peaks is lifted, so that its lowest crest is the ground. */
export const rangeLift = (ground: number, ranges: number): number => ground - CREST[0] * ranges * FLATTER;

/** The type of the names on each peak, best first. */
export const peakTypes = (
  { peakWidth: width, heights, lift, larger }: PodiumLayout,
  peaks: readonly { readonly names: readonly string[]; readonly hasMoney: boolean }[],
): readonly PeakType[] =>
  peaks.map(({ names, hasMoney }, at) =>
    peakType(names, {
      ...{ width, height: heights[at] ?? 0 },
      above: PRIZE * larger,
      below: lift + (hasMoney ? MONEY * larger : NO_MONEY),
    }),
  );
