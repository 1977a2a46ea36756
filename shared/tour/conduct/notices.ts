import { type Static, Type } from 'typebox';
import { sameJson } from '../../canonical.ts';
import { ClientId, type EventOf, exactly } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';
import { type Said, standing, until, Words, withoutSaid, withSaid } from './said.ts';

/** What a notice to viewers is about. */
export const NOTICE_KINDS = ['notice', 'weather', 'delay', 'change'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** A notice to everybody who follows: heat, a delay, a change of plan. */
export interface Notice extends Said {
  readonly kind: NoticeKind;
}

const content = { noticeId: ClientId, kind: Type.Enum(NOTICE_KINDS), text: Words, ...until };

/** Tells everybody something at the top of their pages, without an editor. */
export const NoticeViewers = exactly({ type: Type.Literal('noticeViewers'), ...content });
export type NoticeViewers = Static<typeof NoticeViewers>;

/** Takes a notice away. */
export const WithdrawNotice = exactly({ type: Type.Literal('withdrawNotice'), noticeId: ClientId });
export type WithdrawNotice = Static<typeof WithdrawNotice>;

/** What the log keeps of notices. */
export const NOTICE_EVENTS = {
  'notice.given': exactly({ type: Type.Literal('notice.given'), ...content }),
  'notice.withdrawn': exactly({ type: Type.Literal('notice.withdrawn'), noticeId: ClientId }),
} as const;
export type NoticeEvent = EventOf<typeof NOTICE_EVENTS>;

/** More at once would leave a phone no room for the tour itself. */
const MOST_STANDING = 3;

/** Decides {@link NoticeViewers}. What stands there already in the same words is not said twice: two may press at once. */
export function decideNoticeViewers(
  tour: Tour,
  command: NoticeViewers,
  { nowUnixMs }: Context,
): Decision<NoticeEvent> {
  const { type: _type, ...notice } = command;
  if (Object.hasOwn(tour.notices, notice.noticeId))
    return refuse('notice.exists', { notice: notice.noticeId });
  if (notice.untilUnixMs !== undefined && notice.untilUnixMs <= nowUnixMs) return refuse('notice.past');
  const now = standing(tour.notices, nowUnixMs);
  if (now.some(({ kind, text }) => kind === notice.kind && sameJson(text, notice.text))) return happens();
  if (now.length >= MOST_STANDING) return refuse('notice.too-many', { most: MOST_STANDING });
  return happens({ type: 'notice.given', ...notice });
}

/** Decides {@link WithdrawNotice}; nothing happens where it is gone already. */
export const decideWithdrawNotice = (
  tour: Tour,
  { noticeId }: WithdrawNotice,
  _context: Context,
): Decision<NoticeEvent> =>
  Object.hasOwn(tour.notices, noticeId) ? happens({ type: 'notice.withdrawn', noticeId }) : happens();

/** Folds a notice at an instant (ms). */
export function evolveNotices(tour: Tour, event: NoticeEvent, at: number): Tour {
  if (event.type === 'notice.withdrawn') {
    const notices = withoutSaid(tour.notices, event.noticeId);
    return notices === tour.notices ? tour : { ...tour, notices };
  }
  const { type: _type, noticeId: id, ...notice } = event;
  return { ...tour, notices: withSaid(tour.notices, { id, at, ...notice }) };
}
