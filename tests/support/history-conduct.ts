import type { Command } from '../../shared/commands.ts';
import { NOTICE_KINDS } from '../../shared/tour/conduct/notices.ts';
import { OPENINGS } from '../../shared/tour/conduct/opening.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { Step } from './history.ts';
import { pick, whole } from './seeded.ts';

/** Something falls out, or is back; sensible or not. */
export function fallingOutStep(random: () => number, itemId: string, areaId: string): Command {
  const why = {
    reason: { zh: `原因${whole(random, 1, 9)}` },
    isReasonPublic: random() < 0.5,
  };
  return pick(random, [
    () => ({ type: 'cancelStop', itemId, ...why }) as const,
    () => ({ type: 'restoreStop', itemId }) as const,
    () => ({ type: 'withdrawArea', areaId, ...why }) as const,
    () => ({ type: 'readmitArea', areaId }) as const,
    () => ({ type: 'readmitArea', areaId }) as const,
  ])();
}

/** What an organiser does beside the plan of a day. */
export function conductStep(random: () => number, tour: Tour, serial: number, stopId: string): Command {
  const areaId = pick(random, tour.setup?.areas ?? []).id;
  const noticeId = `notice-${serial}-0`;
  return pick<() => Command>(random, [
    () => fallingOutStep(random, stopId, areaId),
    () => fallingOutStep(random, stopId, areaId),
    () => ({
      ...({ type: 'noticeViewers', noticeId, kind: pick(random, NOTICE_KINDS) } as const),
      text: { zh: `高温${whole(random, 1, 3)}`, en: 'Heat' },
      // The steps of a history are a second apart.
      ...(random() < 0.6 && { untilUnixMs: 1_657_155_600_000 + (serial + whole(random, 1, 20)) * 1_000 }),
    }),
    () => ({
      type: 'withdrawNotice' as const,
      noticeId: pick(random, ['no-such-notice', ...Object.keys(tour.notices)]),
    }),
  ])();
}

/** What an organiser settles with the judges, and nobody else learns of. */
export function judgesStep(random: () => number, tour: Tour, serial: number, judgeId: string): Step {
  const announcementId = pick(random, ['no-such-news', ...Object.keys(tour.announcements)]);
  const commands: readonly (() => Command)[] = [
    () => ({ type: 'setOpening', opening: pick(random, [...OPENINGS, 'any-time' as const]) }),
    () => ({ type: 'dismissJudge', judgeId, leavesBallots: true }),
    () => ({
      ...({ type: 'announceToJudges', announcementId: `announce-${serial}` } as const),
      text: { zh: `集合${whole(random, 1, 5)}` },
    }),
    () => ({ type: 'withdrawAnnouncement', announcementId }),
  ];
  return random() < 0.3
    ? { actor: { role: 'judge', id: judgeId }, command: { type: 'acknowledgeAnnouncement', announcementId } }
    : { actor: { role: 'organiser', id: 'org' }, command: pick(random, commands)() };
}
