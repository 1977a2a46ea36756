import { fitSize, linesIn } from './fit.ts';

/** The screen that it stands on: px, its unit in px, and how much larger type is on one of its form. */
interface Screen {
  readonly width: number;
  readonly height: number;
  readonly u: number;
  readonly larger: number;
}

/** How the tour's notice stands at the foot of every scene, in units. */
export interface NoticeType {
  readonly size: number;
  /** How high it is up to the scene above it, with the air around it. */
  readonly foot: number;
}

/** Of a screen's smaller side: what is smaller nobody reads from the last row. */
export const LEAST_SHARE = 0.022;
const LEADING = 1.3;
const BELOW = 1.6;
const ABOVE = 1.4;
/** Of a longer notice the type gets smaller. */
const MOST_LINES = 3;

/** The type of a notice: as large as it can be read, in as few lines as that takes. */
export function noticeType(text: string, { width, height, u, larger }: Screen): NoticeType {
  const least = Math.max((LEAST_SHARE * Math.min(width, height)) / u, 2.2 * larger);
  const room = (width * 0.9) / u;
  const fits = linesIn(text, room / least) <= MOST_LINES;
  const size = fits
    ? fitSize(text, { width: room, lines: MOST_LINES, most: least * 1.2, least: least * 0.99 })
    : fitSize(text, { width: room, lines: MOST_LINES, most: least, least: least * 0.6 });
  const lines = Math.min(MOST_LINES + 1, linesIn(text, room / size));
  return { size, foot: BELOW + lines * size * LEADING + ABOVE };
}
