import { describe, expect, test } from 'vitest';
import { viewOf } from '../../../shared/audience.ts';
import { type Command, decide } from '../../../shared/commands.ts';
import { type Said, standing } from '../../../shared/tour/conduct/said.ts';
import {
  BEGIN_UNIX_MS,
  given,
  happened,
  judge,
  NOW_UNIX_MS,
  onTour,
  organiser,
  refused,
  type Step,
  when,
} from './scenario.ts';

const by = (command: Command): Step => [organiser, command];
const announce = (id: string, zh = '一点半在大巴旁集合', untilUnixMs?: number): Command => ({
  ...{ type: 'announceToJudges', announcementId: `announce-${id}`, text: { zh } },
  ...(untilUnixMs !== undefined && { untilUnixMs }),
});
const notice = (id: string, zh = '高温，注意防暑', untilUnixMs?: number): Command => ({
  ...{ type: 'noticeViewers', noticeId: `notice-0${id}`, kind: 'weather', text: { zh } },
  ...(untilUnixMs !== undefined && { untilUnixMs }),
});
const SAID = [
  {
    name: 'an announcement to judges',
    say: announce,
    key: 'announcements',
    id: 'announce-',
    most: 'announcement.too-many',
  },
  { name: 'a notice to viewers', say: notice, key: 'notices', id: 'notice-0', most: 'notice.too-many' },
] as const;

describe.each(SAID)('$name', ({ say, key, id, most }) => {
  const takeBack = (one: string): Command =>
    key === 'notices'
      ? { type: 'withdrawNotice', noticeId: `${id}${one}` }
      : { type: 'withdrawAnnouncement', announcementId: `${id}${one}` };

  test('stands until it is withdrawn, or until its time', () => {
    const tour = onTour(by(say('1')), by(say('2', '改道', BEGIN_UNIX_MS + 60_000)));
    expect(standing<Said>(tour[key], BEGIN_UNIX_MS + 10_000).map((one) => one.id)).toEqual([
      `${id}2`,
      `${id}1`,
    ]);
    expect(standing<Said>(tour[key], BEGIN_UNIX_MS + 60_000).map((one) => one.id)).toEqual([`${id}1`]);
    expect(standing<Said>(given([by(takeBack('1'))], tour)[key], NOW_UNIX_MS)).toEqual([]);
  });

  test('of two organisers who say or take back the same at once, the second changes nothing', () => {
    const tour = onTour(by(say('1')));
    expect(when(tour, ...by(say('2')))).toEqual(happened());
    expect(when(given([by(takeBack('1'))], tour), ...by(takeBack('1')))).toEqual(happened());
    expect(when(tour, ...by(say('1', '别的')))).toMatchObject({
      ok: false,
      code: expect.stringMatching(/exists$/),
    });
  });

  test('ends later than now', () => {
    expect(when(onTour(), ...by(say('1', '停车', NOW_UNIX_MS)))).toEqual(refused('notice.past'));
  });

  test('there are three at most; what is over makes room, and is forgotten', () => {
    const soon = BEGIN_UNIX_MS + 10_000;
    const full = onTour(by(say('1', '一', soon)), by(say('2', '二')), by(say('3', '三')));
    expect(when(full, organiser, say('4', '四'), soon - 1)).toEqual(refused(most, { most: 3 }));
    const decision = decide(full, say('4', '四'), { actor: organiser, nowUnixMs: soon });
    expect(decision).toMatchObject({ ok: true, events: [{}] });
    const four = given([by(takeBack('2'))], full);
    expect(Object.keys(four[key])).toEqual([`${id}1`, `${id}3`]);
  });

  test('with a clock that is wrong, only what has no end can be said', () => {
    const context = {
      actor: organiser,
      nowUnixMs: NOW_UNIX_MS,
      clockTrouble: { kind: 'leapt', byMs: 1 },
    } as const;
    expect(decide(onTour(), say('1'), context)).toMatchObject({ ok: true });
    expect(decide(onTour(), say('1', '停车', NOW_UNIX_MS + 1), context)).toEqual(refused('clock.unsettled'));
  });
});

describe('an announcement', () => {
  const tour = onTour(by(announce('1')));
  const know: Command = { type: 'acknowledgeAnnouncement', announcementId: 'announce-1' };

  test('judges and the organiser see; nobody else does', () => {
    for (const audience of ['public', 'screen', 'editor:qinchu', 'area:fang'] as const)
      expect(viewOf(tour, audience).announcements).toEqual({});
    expect(viewOf(tour, 'judge:j1').announcements).toEqual(tour.announcements);
  });

  test('is known by whoever says so, once; the organiser sees by whom, and no judge of another', () => {
    expect(when(tour, judge('j1'), know)).toEqual(
      happened({ type: 'announcement.known', announcementId: 'announce-1', judgeId: 'j1' }),
    );
    const known = given([[judge('j1'), know]], tour);
    expect(when(known, judge('j1'), know)).toEqual(happened());
    expect(Object.keys(known.announcements['announce-1']?.known ?? {})).toEqual(['j1']);
    expect(viewOf(known, 'judge:j1').announcements['announce-1']?.known).toHaveProperty('j1');
    expect(viewOf(known, 'judge:j2').announcements['announce-1']?.known).toEqual({});
  });

  test('that was withdrawn meanwhile has to be known by nobody', () => {
    expect(when(onTour(), judge('j1'), know)).toEqual(happened());
  });
});
