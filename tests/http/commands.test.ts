import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS, type CommandType } from '../../shared/commands.ts';
import { type Role, TOUR_ROLES, type TourRole } from '../../shared/tour/actor.ts';
import { templateProgramme } from '../../shared/tour/ceremony/template.ts';
import { PLAIN_RULE } from '../../shared/tour/judging/scoring-rule.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { uploadPicture } from '../support/editor-pictures.ts';
import { sampleSetup } from '../support/sample-tour.ts';

const marks = { work: '9.5', show: '8' };
const POST = 'post-0001';
const problem = { problemId: 'problem-0001', kind: 'site', severity: 'major', text: '台账不全' };

const FAR_UNIX_MS = 4_000_000_000_000;
/** Filled once it is uploaded. */
const picture: Record<string, unknown> = {};
/** A body for every command, in an order in which each of them has an effect. */
const BODIES: readonly (readonly [CommandType, Record<string, unknown>])[] = [
  ['setUpTour', { setup: { ...sampleSetup, notice: { zh: '演示数据' } }, basedOnVersion: 1 }],
  ['reviseStop', { stopId: 's1', plannedAt: '09:10' }],
  ['appointJudges', { judges: [{ id: 'j4', name: '评委四' }] }],
  ['dismissJudge', { judgeId: 'j4' }],
  ['beginDay', { day: 1 }],
  ['markStop', { stopId: 's1', status: 'arrived' }],
  ['cancelStop', { itemId: 's3', reason: { zh: '道路中断' }, isReasonPublic: true }],
  ['restoreStop', { itemId: 's3' }],
  ['withdrawArea', { areaId: 'fang', reason: { zh: '防汛' }, isReasonPublic: false }],
  ['readmitArea', { areaId: 'fang' }],
  ['announceToJudges', { announcementId: 'announce-1', text: { zh: '一点半集合' } }],
  ['acknowledgeAnnouncement', { announcementId: 'announce-1' }],
  ['withdrawAnnouncement', { announcementId: 'announce-1' }],
  [
    'noticeViewers',
    { noticeId: 'notice-01', kind: 'weather', text: { zh: '高温' }, untilUnixMs: FAR_UNIX_MS },
  ],
  ['withdrawNotice', { noticeId: 'notice-01' }],
  ['castBallot', { itemId: 's1', marks, comment: '讲解清楚' }],
  ['amendBallot', { itemId: 's1', marks, basedOnVersion: 1 }],
  ['enterPaperBallot', { itemId: 's2', judgeId: 'j2', basedOnVersion: 0, reason: '手机没电', marks }],
  ['noteProblem', { ...problem, itemId: 's1' }],
  ['reviseProblem', { ...problem, basedOnVersion: 1, severity: 'minor' }],
  ['withdrawProblem', { problemId: problem.problemId }],
  ['remindJudges', { judgeIds: ['j1', 'j3'], itemIds: ['s1', 's2'] }],
  ['setScoringRule', { rule: { ...PLAIN_RULE, dropHigh: 0 }, basedOnVersion: 0, reason: '按会议决定' }],
  ['scoreRoutine', { scores: [{ areaId: 'fang', score: '92.5' }] }],
  ['adjustArea', { adjustmentId: 'adjust-0001', areaId: 'fang', points: '-0.5', reason: '迟到' }],
  ['revokeAdjustment', { adjustmentId: 'adjust-0001', reason: '核实无误' }],
  ['lockItem', { itemId: 's1', reason: '统分' }],
  ['reopenItem', { itemId: 's1', reason: '补录' }],
  ['setOpening', { opening: 'any-time' }],
  ['publishPost', { postId: POST, text: '车队抵达。', pictures: [], awaitedPictures: 2 }],
  ['correctPost', { postId: POST, basedOnVersion: 1, note: '人数有误', text: '车队到达。' }],
  ['pinPost', { postId: POST, pinned: true }],
  ['markKeyMoment', { postId: POST, isKey: true }],
  ['awaitFewerPictures', { postId: POST, awaitedPictures: 1 }],
  ['attachPicture', { postId: POST, picture }],
  [
    'describePicture',
    {
      postId: POST,
      get pictureId() {
        return picture.id;
      },
      alt: '村民在门口排队',
    },
  ],
  ['setMomentRule', { outletId: 'qinchu', kinds: ['arrival'] }],
  ['withdrawPost', { postId: POST, reason: '重复' }],
  ['setVisibility', { visibility: { mode: 'hidden' } }],
  ['planVisibility', { visibility: { mode: 'live' }, atUnixMs: FAR_UNIX_MS }],
  ['dropVisibilityPlan', {}],
  ['endDay', { day: 1 }],
  ['sealDay', { day: 1 }],
  ['finaliseResult', { reason: '核对无误' }],
  ['setProgramme', { programme: templateProgramme(sampleSetup), basedOnVersion: 0 }],
  ['beginCeremony', {}],
  ['stepCeremony', { seenStep: 1, go: 'next' }],
  ['veilHall', { veil: 'black' }],
  ['tellHall', { message: '请就座' }],
  ['endCeremony', {}],
  ['openResult', {}],
  ['reopenResult', { reason: '核对' }],
];
const LOCKED_FOR_IT = ['s1', 's2', 's3'];
/** What has to be there before a command has its effect. */
const BEFORE: Partial<Record<CommandType, readonly (readonly [CommandType, Record<string, unknown>])[]>> = {
  setOpening: [['setOpening', { opening: 'on-arrival' }]],
  finaliseResult: [
    ...[
      ['s1', 'j2'],
      ['s2', 'j3'],
      ['s3', 'j2'],
      ['s3', 'j3'],
    ].map(
      ([itemId, judgeId]) =>
        ['enterPaperBallot', { itemId, judgeId, basedOnVersion: 0, reason: '纸质', marks }] as const,
    ),
    ...LOCKED_FOR_IT.map((itemId) => ['lockItem', { itemId }] as const),
  ],
};
/**
 * What has an effect only when its time has come: `visibility-plan.test.ts` and `clock-settling.test.ts` see it.
 */
const IN_ITS_TIME: readonly (readonly [CommandType, Record<string, unknown>])[] = [
  ['carryOutVisibilityPlan', { atUnixMs: FAR_UNIX_MS }],
  ['settleClock', { atUnixMs: FAR_UNIX_MS }],
  ['tellCeremony', {}],
];
/** What takes two organisers: `consent.test.ts` sees it. */
const BY_TWO: readonly (readonly [CommandType, Record<string, unknown>])[] = [
  ['setConsent', { consent: 'second-organiser' }],
  ['proposeChange', { proposalId: 'proposal-1', change: { type: 'reopenResult', reason: '核对' } }],
  ['agreeChange', { proposalId: 'proposal-1' }],
  ['declineChange', { proposalId: 'proposal-1', reason: '依据不足' }],
  ['withdrawChange', { proposalId: 'proposal-1' }],
];
const ALL = [...BODIES, ...IN_ITS_TIME, ...BY_TWO];
const bodyOf = (type: CommandType) => ALL.find(([name]) => name === type)?.[1] ?? {};
const WHO: Readonly<Record<Exclude<TourRole, 'tracker'>, string>> = {
  organiser: 'boss',
  editor: 'qinchu',
  judge: 'j1',
  area: 'fang',
  screen: 'hall',
  presenter: 'host',
};

let server: TestApp;
let tokens: Readonly<Record<string, string>>;

beforeAll(async () => {
  server = await startApp();
  tokens = Object.fromEntries(
    await Promise.all(
      Object.entries(WHO).map(async ([role, id]) => [role, await server.token(role as Role, id)] as const),
    ),
  );
  Object.assign(picture, await uploadPicture(server, tokens.editor ?? '', 'red', [64, 48]));
});
afterAll(async () => {
  await server.close();
});

const tokenFor = (type: CommandType): string => tokens[COMMANDS[type].roles[0] ?? ''] ?? '';

describe('every command', () => {
  test('is tried here', () => {
    expect(ALL.map(([type]) => type).sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  test.each(Object.keys(COMMANDS) as CommandType[])('%s is refused to every other role', async (type) => {
    const may: readonly string[] = COMMANDS[type].roles;
    for (const role of TOUR_ROLES.filter((one) => one !== 'tracker' && !may.includes(one))) {
      const { status, body } = await server.command(tokens[role] ?? '', type, bodyOf(type));
      expect([role, status, body.code]).toEqual([role, 403, 'role.forbidden']);
    }
  });

  test.each(Object.keys(COMMANDS) as CommandType[])('%s is refused without a session', async (type) => {
    const answer = await server.app.http.inject({
      method: 'POST',
      url: `/api/tours/tour/commands/${type}`,
      payload: { commandId: freshId(), ...bodyOf(type) },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'session.missing']);
    const stale = await server.command('A'.repeat(43), type, bodyOf(type));
    expect([stale.status, stale.body.code]).toEqual([401, 'session.ended']);
  });

  test('has its effect, and its retry the same answer', async () => {
    for (const [type, body] of BODIES) {
      for (const [earlier, given] of BEFORE[type] ?? [])
        expect((await server.command(tokenFor(earlier), earlier, given)).status, earlier).toBe(200);
      const commandId = freshId();
      const first = await server.command(tokenFor(type), type, { ...body, commandId });
      expect([type, first.status, first.body.repeated]).toEqual([type, 200, false]);
      expect([type, typeof first.body.at, typeof first.body.seq]).toEqual([type, 'number', 'number']);
      const again = await server.command(tokenFor(type), type, { ...body, commandId });
      expect(again).toEqual({ status: 200, body: { ...first.body, repeated: true } });
    }
    for (const itemId of LOCKED_FOR_IT)
      await server.command(tokens.organiser ?? '', 'reopenItem', { itemId, reason: '补录' });
  });

  test('without a new effect says so', async () => {
    const { status, body } = await server.command(tokens.organiser ?? '', 'endDay', { day: 1 });
    expect([status, body.repeated]).toEqual([200, true]);
  });
});

describe('a command', () => {
  test('for a tour that there is not is refused', async () => {
    const answer = await server.app.http.inject({
      method: 'POST',
      url: '/api/tours/other/commands/beginDay',
      headers: { authorization: `Bearer ${tokens.organiser}` },
      payload: { commandId: freshId(), day: 1 },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'tour.unknown']);
  });

  test('that there is not is refused by its name', async () => {
    const { status, body } = await server.command(tokens.organiser ?? '', 'winEverything', {});
    expect([status, body.code]).toEqual([404, 'command.unknown']);
    expect(body.details).toEqual({ command: 'winEverything' });
  });

  test.each([
    ['markStop', { stopId: 's99', status: 'left' }, 404, 'stop.unknown'],
    ['beginDay', { day: 9 }, 404, 'day.unknown'],
    ['dismissJudge', { judgeId: 'nobody' }, 404, 'judge.unknown'],
    ['castBallot', { itemId: 's99', marks }, 404, 'stop.unknown'],
    ['correctPost', { postId: 'post-none', basedOnVersion: 1, note: '无' }, 404, 'post.unknown'],
    ['publishPost', { postId: freshId(), text: '文', pictures: [], brandId: 'none' }, 404, 'brand.unknown'],
  ] as const)('%s with an unknown id is refused: %o', async (type, body, status, code) => {
    const answer = await server.command(tokenFor(type), type, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test.each([
    ['10.5', 'mark.out-of-range'],
    ['9.3', 'mark.off-step'],
    ['-1', 'request.invalid'],
    ['9,5', 'request.invalid'],
    ['1e1', 'request.invalid'],
    ['', 'request.invalid'],
    [9, 'request.invalid'],
  ])('a mark of %j is refused', async (work, code) => {
    const answer = await server.command(tokens.judge ?? '', 'castBallot', {
      itemId: 's2',
      marks: { ...marks, work },
    });
    expect([answer.status, answer.body.code]).toEqual([400, code]);
  });

  test('for a locked stop is refused until it is reopened', async () => {
    const boss = tokens.organiser ?? '';
    const cast = () => server.command(tokens.judge ?? '', 'castBallot', { itemId: 's3', marks });
    await server.command(boss, 'lockItem', { itemId: 's3' });
    expect((await cast()).body.code).toBe('item.locked');
    await server.command(boss, 'reopenItem', { itemId: 's3', reason: '补录' });
    expect((await cast()).status).toBe(200);
  });

  test("with another zone's name that no machine knows is refused", async () => {
    const { body } = await server.command(tokens.organiser ?? '', 'setUpTour', {
      setup: { ...sampleSetup, timeZone: 'Asia/Shiyan' },
      basedOnVersion: 3,
    });
    expect([body.code, body.details]).toEqual(['setup.time-zone', { zone: 'Asia/Shiyan' }]);
  });

  test('is refused in the language of who reads it', async () => {
    const said = async (language: string) => {
      const { body } = await server.command(
        tokens.organiser ?? '',
        'beginDay',
        { day: 9 },
        { 'accept-language': language },
      );
      return body.message;
    };
    expect(await said('zh-CN,zh;q=0.9,en;q=0.8')).toBe('日程中没有第 9 天。');
    expect(await said('en-GB,en;q=0.9')).toBe('There is no day 9 in the itinerary.');
    expect(await said('')).toBe('日程中没有第 9 天。');
  });
});
