import type { Visibility } from '../../../shared/tour/visibility.ts';
import { talkOf } from '../setup.ts';
import { atUnixMs, dayTimes, roadShows } from '../tour/schedule.ts';
import { type DayNumber, words } from '../words.ts';

/** What the organiser does so that the result can be read out in the hall, and is known to nobody before. */
export type BeforeTheMeeting = { readonly atUnixMs: number } & (
  | { readonly kind: 'lock'; readonly itemId: string }
  | { readonly kind: 'show'; readonly visibility: Visibility }
  | { readonly kind: 'finalise' }
);

/** By then the last ballot of a day is in. */
const LOCKED_AT: Readonly<Record<DayNumber, string>> = { 1: '20:45', 2: '20:45', 3: '14:20' };
/** From then on the board stands still: two areas are not visited yet, and nobody can work the result out. */
const FROZEN_AT = atUnixMs(2, '20:30');
const HIDDEN_AT = atUnixMs(3, '14:30');
const FINAL_AT = atUnixMs(3, '14:50');

const reason = words(
  '结果将在 9 日下午的总结会上揭晓',
  'The result is revealed at the summary meeting on the 9th',
);

const locks = (): readonly BeforeTheMeeting[] =>
  dayTimes.flatMap(({ day, stops }) => {
    const at = atUnixMs(day, LOCKED_AT[day]);
    const talks = roadShows.filter(
      ({ beginsAtUnixMs }) => beginsAtUnixMs < at && beginsAtUnixMs > at - 86_400_000,
    );
    const itemIds = [...stops.map(({ stop }) => stop.id), ...talks.map(({ areaId }) => talkOf(areaId))];
    return itemIds.map((itemId) => ({ atUnixMs: at, kind: 'lock', itemId }) as const);
  });

/** All of it, in no order. */
export const beforeTheMeeting = (): readonly BeforeTheMeeting[] => [
  ...locks(),
  {
    ...{ atUnixMs: FROZEN_AT, kind: 'show' },
    visibility: { mode: 'frozen', fromUnixMs: FROZEN_AT, reason },
  },
  { atUnixMs: HIDDEN_AT, kind: 'show', visibility: { mode: 'hidden', reason } },
  { atUnixMs: FINAL_AT, kind: 'finalise' },
];
