import { type Static, Type } from 'typebox';
import { sameJson } from '../../canonical.ts';
import { ClientId, type EventOf, exactly, Id } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';
import { type Said, standing, until, Words, withoutSaid, withSaid } from './said.ts';

/** An announcement to all judges, and which of them have said that they know it. */
export interface Announcement extends Said {
  /** By judge; seen by the organiser, and by each judge the own one. */
  readonly known: Readonly<Record<string, { readonly at: number }>>;
}

const content = { announcementId: ClientId, text: Words, ...until };

/** Tells all judges something on their phones. */
export const AnnounceToJudges = exactly({ type: Type.Literal('announceToJudges'), ...content });
export type AnnounceToJudges = Static<typeof AnnounceToJudges>;

/** Takes an announcement away. */
export const WithdrawAnnouncement = exactly({
  type: Type.Literal('withdrawAnnouncement'),
  announcementId: ClientId,
});
export type WithdrawAnnouncement = Static<typeof WithdrawAnnouncement>;

/** A judge says that he knows it. */
export const AcknowledgeAnnouncement = exactly({
  type: Type.Literal('acknowledgeAnnouncement'),
  announcementId: ClientId,
});
export type AcknowledgeAnnouncement = Static<typeof AcknowledgeAnnouncement>;

/** What the log keeps of announcements. */
export const ANNOUNCEMENT_EVENTS = {
  'judges.announced': exactly({ type: Type.Literal('judges.announced'), ...content }),
  'announcement.withdrawn': exactly({
    type: Type.Literal('announcement.withdrawn'),
    announcementId: ClientId,
  }),
  'announcement.known': exactly({
    type: Type.Literal('announcement.known'),
    announcementId: ClientId,
    judgeId: Id,
  }),
} as const;
export type AnnouncementEvent = EventOf<typeof ANNOUNCEMENT_EVENTS>;

/** More at once nobody reads. */
const MOST_STANDING = 3;

/** Decides {@link AnnounceToJudges}. What stands there already in the same words is not said twice: two may press at once. */
export function decideAnnounceToJudges(
  tour: Tour,
  command: AnnounceToJudges,
  { nowUnixMs }: Context,
): Decision<AnnouncementEvent> {
  const { type: _type, ...said } = command;
  if (Object.hasOwn(tour.announcements, said.announcementId))
    return refuse('announcement.exists', { announcement: said.announcementId });
  if (said.untilUnixMs !== undefined && said.untilUnixMs <= nowUnixMs) return refuse('notice.past');
  const now = standing(tour.announcements, nowUnixMs);
  if (now.some(({ text }) => sameJson(text, said.text))) return happens();
  if (now.length >= MOST_STANDING) return refuse('announcement.too-many', { most: MOST_STANDING });
  return happens({ type: 'judges.announced', ...said });
}

/** Decides {@link WithdrawAnnouncement}; nothing happens where it is gone already. */
export const decideWithdrawAnnouncement = (
  tour: Tour,
  { announcementId }: WithdrawAnnouncement,
  _context: Context,
): Decision<AnnouncementEvent> =>
  Object.hasOwn(tour.announcements, announcementId)
    ? happens({ type: 'announcement.withdrawn', announcementId })
    : happens();

/** Decides {@link AcknowledgeAnnouncement}; of what was withdrawn meanwhile nobody has to know anything. */
export function decideAcknowledgeAnnouncement(
  tour: Tour,
  { announcementId }: AcknowledgeAnnouncement,
  { actor }: Context,
): Decision<AnnouncementEvent> {
  const said = Object.hasOwn(tour.announcements, announcementId)
    ? tour.announcements[announcementId]
    : undefined;
  return said === undefined || Object.hasOwn(said.known, actor.id)
    ? happens()
    : happens({ type: 'announcement.known', announcementId, judgeId: actor.id });
}

/** Folds an announcement at an instant (ms). */
export function evolveAnnouncements(tour: Tour, event: AnnouncementEvent, at: number): Tour {
  const { announcements } = tour;
  switch (event.type) {
    case 'judges.announced': {
      const { type: _type, announcementId: id, ...said } = event;
      return { ...tour, announcements: withSaid(announcements, { id, at, ...said, known: {} }) };
    }
    case 'announcement.withdrawn': {
      const rest = withoutSaid(announcements, event.announcementId);
      return rest === announcements ? tour : { ...tour, announcements: rest };
    }
    case 'announcement.known': {
      const said = announcements[event.announcementId];
      if (said === undefined) return tour;
      const known = { ...said.known, [event.judgeId]: { at } };
      return { ...tour, announcements: { ...announcements, [said.id]: { ...said, known } } };
    }
  }
}

/** Announcements as one judge may see them: of the others not even how many know them. */
export const announcementsFor = (
  announcements: Readonly<Record<string, Announcement>>,
  judgeId: string,
): Readonly<Record<string, Announcement>> =>
  Object.fromEntries(
    Object.entries(announcements).map(([id, said]) => {
      const own = said.known[judgeId];
      return [id, { ...said, known: own === undefined ? {} : { [judgeId]: own } }];
    }),
  );
