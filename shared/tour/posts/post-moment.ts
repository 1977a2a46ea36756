import { type Static, Type } from 'typebox';
import { exactly } from '../../schema.ts';

/** What a moment is about. */
export const MOMENTS = [
  'day-begins',
  'arrival',
  'departure',
  'road-show',
  'day-ends',
  'place',
  'result',
] as const;
export type MomentOf = (typeof MOMENTS)[number];

/** The schema of {@link MomentOf}. */
export const MomentKind = Type.Enum(MOMENTS);

/**
 * Something that happened, as the log has it. `momentId` says which one (`arrival.s07`, `day-begins.2`):
 * each is published once at most, by whom ever.
 */
export const Moment = exactly({
  kind: Type.Literal('moment'),
  momentId: Type.String({ pattern: '^[a-z-]{1,20}\\.[a-z0-9-]{1,40}$' }),
  what: MomentKind,
});
export type Moment = Static<typeof Moment>;

/** The moment in a word, for feeds and previews. */
export const momentText = ({ what }: Moment): string => MOMENT_WORDS[what];

const MOMENT_WORDS: Readonly<Record<MomentOf, string>> = {
  'day-begins': '出发',
  arrival: '抵达',
  departure: '离开',
  'road-show': '路演',
  'day-ends': '今日行程结束',
  place: '名次揭晓',
  result: '成绩',
};
