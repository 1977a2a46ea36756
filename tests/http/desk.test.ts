import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MOST_DRAFTS } from '../../server/newsroom/drafts.ts';
import { seeScreen } from '../../server/newsroom/screens.ts';
import { clockOf } from '../../server/newsroom/tour-clock.ts';
import type { BeatAnswer, Draft } from '../../shared/desk.ts';
import { startApp, type TestApp } from '../support/app.ts';

const START_UNIX_MS = 1_657_155_600_000;
let now = START_UNIX_MS;
let server: TestApp;
let wang: string;
let li: string;
let other: string;

beforeAll(async () => {
  server = await startApp({ nowUnixMs: () => now });
  wang = await server.token('editor', 'qinchu', { name: '王记者' });
  li = await server.token('editor', 'qinchu', { name: '李编辑' });
  other = await server.token('editor', 'toutiao', { name: '张三' });
});
afterAll(async () => {
  await server.close();
});
/** Each test has a draft and a post of its own. */
let ID = '';
let serial = 0;
beforeEach(() => {
  // A server's time only goes on.
  now += 600_000;
  serial += 1;
  ID = `draft-${serial}-0000`;
});

async function desk(
  token: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  headers: Record<string, string> = {},
) {
  const answer = await server.app.http.inject({
    method,
    url: `/api/tours/tour/desk/${url}`,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  const body = answer.payload === '' ? {} : answer.json<Record<string, unknown>>();
  return { status: answer.statusCode, headers: answer.headers, body };
}
const draft = (text: string, more: object = {}) => ({
  basedOnVersion: 0,
  state: 'draft',
  content: { text, pictures: [] },
  ...more,
});
const save = (token: string, id: string, body: object) => desk(token, 'PUT', `drafts/${id}`, body);
const beat = async (token: string, screenId = 'screen-0001', more: object = {}) =>
  (await desk(token, 'POST', 'beat', { screenId, ...more })).body as unknown as BeatAnswer;
const drafts = async (token: string) => ((await beat(token)).drafts ?? []).filter(({ id }) => id === ID);

describe('drafts', () => {
  test('are kept with who wrote them, and seen by every editor of the outlet', async () => {
    expect(await save(wang, ID, draft('初稿', { note: '待核实人数' }))).toMatchObject({
      status: 200,
      body: { version: 1 },
    });
    expect(await drafts(li)).toEqual([
      {
        ...{ id: ID, version: 1, outletId: 'qinchu', author: '王记者', state: 'draft' },
        ...{ content: { text: '初稿', pictures: [] }, note: '待核实人数' },
        ...{ updatedAtUnixMs: now, updatedBy: '王记者' },
      },
    ]);
  });

  test('are sent to a colleague for review, who goes on with them: the byline stays', async () => {
    await save(wang, ID, draft('初稿', { state: 'review' }));
    now += 60_000;
    await save(li, ID, draft('改过', { basedOnVersion: 1 }));
    const [kept] = await drafts(wang);
    expect(kept).toMatchObject({ version: 2, author: '王记者', updatedBy: '李编辑', state: 'draft' });
  });

  test('change nothing that the public gets', async () => {
    const urls = ['/live/tour/snapshot.json', '/live/tour/frames.json', '/live/tour/moments.json', '/t/tour'];
    const etags = async () => Promise.all(urls.map(async (url) => (await server.get(url)).headers.etag));
    const before = await etags();
    await save(wang, ID, draft('独家'));
    await beat(wang);
    expect(await etags()).toEqual(before);
  });

  test('of another outlet are not there, whatever is tried', async () => {
    await save(wang, ID, draft('独家'));
    const answers = [
      await desk(other, 'GET', `drafts/${ID}`),
      await save(other, ID, draft('抢发')),
      await save(other, ID, draft('抢发', { basedOnVersion: 1 })),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      answers.map(() => [404, 'draft.unknown']),
    );
    expect((await desk(other, 'DELETE', `drafts/${ID}?basedOnVersion=1`)).status).toBe(204);
    expect(await drafts(other)).toEqual([]);
    expect(await drafts(wang)).toMatchObject([{ version: 1, content: { text: '独家' } }]);
    expect(JSON.stringify(answers)).not.toContain('独家');
  });

  test('two editors on one draft: the second learns of it, can read both texts, and nothing is lost', async () => {
    await save(wang, ID, draft('初稿'));
    await save(wang, ID, draft('王的改动', { basedOnVersion: 1 }));
    const late = await save(li, ID, draft('李的改动', { basedOnVersion: 1 }));
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'draft.stale', details: { version: 2, basedOn: 1 } },
    });
    expect((await desk(li, 'GET', `drafts/${ID}`)).body).toMatchObject({
      version: 2,
      content: { text: '王的改动' },
    });
    expect(await save(li, ID, draft('两份合并', { basedOnVersion: 2 }))).toMatchObject({
      body: { version: 3 },
    });
  });

  test('of many who save over the same version at once, one wins', async () => {
    await save(wang, ID, draft('初稿'));
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        save(at % 2 ? wang : li, ID, draft(`第${at}份`, { basedOnVersion: 1 })),
      ),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
  });

  test('saved again because the answer got lost, are saved once', async () => {
    const body = draft('初稿', { note: '注' });
    expect((await save(wang, ID, body)).body).toEqual({ version: 1 });
    expect((await save(wang, ID, body)).body).toEqual({ version: 1 });
    expect((await save(li, ID, body)).body.code).toBe('draft.stale');
  });

  test('are removed only as they were seen, and who edits on is told', async () => {
    await save(wang, ID, draft('初稿'));
    await save(li, ID, draft('新稿', { basedOnVersion: 1 }));
    const early = await desk(wang, 'DELETE', `drafts/${ID}?basedOnVersion=1`);
    expect([early.status, early.body.code]).toEqual([409, 'draft.stale']);
    expect((await desk(wang, 'DELETE', `drafts/${ID}?basedOnVersion=2`)).status).toBe(204);
    expect((await desk(wang, 'DELETE', `drafts/${ID}?basedOnVersion=2`)).status).toBe(204);
    expect(await drafts(li)).toEqual([]);
    expect((await save(li, ID, draft('还在写', { basedOnVersion: 2 }))).body).toMatchObject({
      code: 'draft.stale',
      details: { version: 0 },
    });
    // His text is his own still: he makes it a draft again, under a number that nobody had.
    expect((await save(li, ID, draft('还在写'))).body).toEqual({ version: 4 });
  });

  test.each([
    ['a post of 1 MB', { content: { text: 'x'.repeat(1_048_576), pictures: [] } }, 413, 'request.too-large'],
    [
      'a text that is too long',
      { content: { text: 'x'.repeat(8_001), pictures: [] } },
      400,
      'request.invalid',
    ],
    [
      'a member that no post has',
      { content: { text: '', pictures: [], html: '<b>' } },
      400,
      'request.invalid',
    ],
    ['another kind of thing', { content: { text: 1, pictures: {} } }, 400, 'request.invalid'],
    ['a state that is the server’s own', { state: 'failed' }, 400, 'request.invalid'],
  ])('%s is refused with a clear word', async (_what, more, status, code) => {
    const answer = await save(wang, ID, draft('稿', more));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await drafts(wang)).toEqual([]);
  });

  test('script in a draft is text and stays as it was typed', async () => {
    const title = '<script>alert(1)</script>';
    const picture = { id: 'a'.repeat(32), width: 8, height: 6, widths: [8], colour: '#808080' };
    const content = {
      title,
      text: '<img onerror=1>',
      pictures: [{ ...picture, alt: title, caption: title }],
    };
    await save(wang, ID, draft('', { content }));
    expect((await drafts(wang))[0]?.content).toEqual(content);
  });
});

describe('scheduling', () => {
  const scheduled = (text: string, atUnixMs: number | undefined, more: object = {}) =>
    draft(text, { state: 'scheduled', scheduledAtUnixMs: atUnixMs, ...more });

  test('needs a time that lies ahead', async () => {
    const codes = [];
    for (const at of [undefined, now, now - 1, now - 86_400_000])
      codes.push((await save(wang, ID, scheduled('稿', at))).body.code);
    expect(codes).toEqual(['schedule.no-time', 'schedule.past', 'schedule.past', 'schedule.past']);
    expect(await drafts(wang)).toEqual([]);
  });

  test('says at once what would be refused anyhow', async () => {
    const about = (content: object) =>
      save(wang, ID, scheduled('', now + 1_000, { content: { text: '稿', pictures: [], ...content } }));
    expect((await about({ text: '' })).body.code).toBe('post.empty');
    expect((await about({ stopId: 's9' })).body.code).toBe('stop.unknown');
    const picture = { id: 'a'.repeat(32), width: 8, height: 6, widths: [8], colour: '#808080', alt: '图' };
    expect((await about({ pictures: [picture] })).body.code).toBe('picture.unknown');
  });
});

describe('who is there', () => {
  test('the other open pages of the outlet, with what they edit, until they fall silent', async () => {
    await save(wang, ID, draft('稿'));
    await beat(wang, 'screen-wang', { editing: ID });
    await beat(other, 'screen-other', { editing: 'secret-0001' });
    const { colleagues, nowUnixMs } = await beat(li, 'screen-li00');
    expect(colleagues.filter(({ screenId }) => screenId !== 'screen-0001')).toEqual([
      {
        ...{ screenId: 'screen-wang', outletId: 'qinchu', name: '王记者' },
        ...{ editing: ID, seenAtUnixMs: now },
      },
    ]);
    expect(nowUnixMs).toBe(now);
    const later = Date.now() + 20_000;
    const actor = { role: 'editor', id: 'qinchu' } as const;
    expect(await seeScreen(server.store, 'tour', actor, { screenId: 'screen-late' }, now, later)).toEqual([]);
  });

  test('drafts are not sent again while nothing has changed', async () => {
    await save(wang, ID, draft('稿'));
    const { draftsVersion } = await beat(li);
    expect(await beat(li, 'screen-0001', { draftsVersion })).not.toHaveProperty('drafts');
    await save(wang, ID, draft('新', { basedOnVersion: 1 }));
    expect((await beat(li, 'screen-0001', { draftsVersion })).drafts?.length).toBeGreaterThan(0);
  });

  test('their number says nothing of the drafts of other outlets', async () => {
    await save(wang, ID, draft('稿'));
    const { draftsVersion } = await beat(wang);
    await save(other, 'draft-of-another', draft('别家的稿'));
    await save(other, 'draft-of-another', draft('别家的稿二', { basedOnVersion: 1 }));
    expect((await beat(wang)).draftsVersion).toBe(draftsVersion);
    await save(wang, ID, draft('新', { basedOnVersion: 1 }));
    expect((await beat(wang)).draftsVersion).not.toBe(draftsVersion);
  });

  test('answers are for nobody’s cache', async () => {
    const { headers } = await desk(wang, 'POST', 'beat', { screenId: 'screen-0001' });
    expect(headers['cache-control']).toBe('private, no-store');
  });

  test('only editors of the tour are let in', async () => {
    const judge = await server.token('judge', 'j1');
    const organiser = await server.token('organiser', 'org');
    const nobody = await server.token('editor', 'sina');
    for (const [token, code] of [
      [judge, 'role.forbidden'],
      [organiser, 'role.forbidden'],
      [nobody, 'outlet.unknown'],
      ['x', 'session.ended'],
    ] as const)
      for (const [method, url, body] of [
        ['POST', 'beat', { screenId: 'screen-0001' }],
        ['PUT', `drafts/${ID}`, draft('稿')],
        ['GET', `drafts/${ID}`, undefined],
      ] as const)
        expect([url, (await desk(token, method, url, body)).body.code]).toEqual([url, code]);
  });
});

describe('moments', () => {
  test('are proposed with words of what the log holds, until one tells them', async () => {
    const boss = await server.token('organiser', 'org');
    await server.command(boss, 'beginDay', { day: 1 });
    now += 3_600_000;
    await server.command(boss, 'markStop', { stopId: 's1', status: 'arrived' });
    const { moments } = await beat(wang);
    expect(moments).toMatchObject([
      { feature: { momentId: 'day-begins.1' }, title: '第 1 天 · 出发' },
      {
        ...{ feature: { kind: 'moment', momentId: 'arrival.s1', what: 'arrival' }, at: now, stopId: 's1' },
        ...{ areaId: 'zhuxi', brandId: 'virtue', title: '抵达第 1 站 · 水坪镇实践所' },
        text: `${clockOf(now, 'Asia/Shanghai')}，车队抵达竹溪县水坪镇实践所（第 1 站）。本站展示的品牌：好人之城·德行十堰。`,
      },
    ]);
    const [, { feature, title, text, stopId }] = moments as [unknown, (typeof moments)[number]];
    await server.command(wang, 'publishPost', {
      postId: ID,
      title,
      text,
      stopId,
      feature,
      pictures: [],
    });
    expect((await beat(other)).moments).toHaveLength(1);
  });
});

describe('the history of a post', () => {
  const history = async (token: string) =>
    (await desk(token, 'GET', `posts/${ID}/history`)).body as { versions?: Draft[]; code?: string };

  test('has every version, also of what was withdrawn: for the own outlet and the organiser', async () => {
    const boss = await server.token('organiser', 'org');
    await server.command(wang, 'publishPost', { postId: ID, text: '来了 200 人', pictures: [] });
    now += 60_000;
    await server.command(li, 'correctPost', {
      postId: ID,
      basedOnVersion: 1,
      note: '人数有误',
      text: '来了 20 人',
    });
    await server.command(boss, 'withdrawPost', { postId: ID, reason: '重复' });
    const versions = [
      {
        ...{ at: now - 60_000, by: 'editor:qinchu', event: 'post.published' },
        ...{ text: '来了 200 人', pictures: [] },
      },
      {
        ...{ at: now, by: 'editor:qinchu', event: 'post.corrected', note: '人数有误' },
        ...{ text: '来了 20 人', pictures: [] },
      },
      { at: now, by: 'organiser:org', event: 'post.withdrawn', note: '重复', text: '', pictures: [] },
    ];
    expect(await history(boss)).toEqual({ versions });
    // Which of the organisers it was, frames do not say either.
    const seen = versions.map((one) => ({ ...one, by: one.by.replace(':org', '') }));
    for (const token of [wang, li]) expect(await history(token)).toEqual({ versions: seen });
    expect(await history(other)).toMatchObject({ code: 'post.other-outlet' });
    expect(JSON.stringify(await history(other))).not.toContain('200');
    expect(await history(await server.token('judge', 'j1'))).toMatchObject({ code: 'role.forbidden' });
  });

  test('of two who correct the same version the second is told, and sees both texts here', async () => {
    await server.command(wang, 'publishPost', { postId: ID, text: '原文', pictures: [] });
    const correct = (token: string, text: string) =>
      server.command(token, 'correctPost', { postId: ID, basedOnVersion: 1, note: '改', text });
    const both = await Promise.all([correct(wang, '王的'), correct(li, '李的')]);
    expect(both.map(({ status, body }) => [status, body.code])).toEqual([
      [200, undefined],
      [409, 'post.stale'],
    ]);
    expect((await history(li)).versions).toMatchObject([{ text: '原文' }, { text: '王的' }]);
    expect((await desk(wang, 'GET', 'posts/no-such-post/history')).body.code).toBe('post.unknown');
  });
});

describe('an outlet', () => {
  test(`has at most ${MOST_DRAFTS} drafts`, async () => {
    for (let at = 0; at < MOST_DRAFTS; at += 1) await save(wang, `draft-${at}-0000`, draft('稿'));
    const one = await save(wang, 'one-too-many', draft('稿'));
    expect([one.status, one.body]).toEqual([
      409,
      expect.objectContaining({ code: 'draft.too-many', details: { most: MOST_DRAFTS } }),
    ]);
    expect((await save(wang, 'draft-0-0000', draft('改', { basedOnVersion: 1 }))).status).toBe(200);
    expect((await save(other, 'draft-other', draft('稿'))).status).toBe(200);
  });

  test('that is revoked is let in nowhere any more', async () => {
    await save(wang, ID, draft('稿'));
    const boss = await server.token('organiser', 'org');
    const headers = { authorization: `Bearer ${boss}` };
    const url = '/api/tours/tour/invites';
    const { invites } = JSON.parse((await server.get(url, headers)).text) as {
      invites: { id: string; inviteId: string }[];
    };
    for (const { id, inviteId } of invites)
      if (id === 'qinchu')
        await server.app.http.inject({ method: 'DELETE', url: `${url}/${inviteId}`, headers });
    const refused = [
      await desk(wang, 'POST', 'beat', { screenId: 'screen-0001' }),
      await save(li, ID, draft('改', { basedOnVersion: 1 })),
      await desk(wang, 'GET', `drafts/${ID}`),
      await desk(li, 'DELETE', `drafts/${ID}?basedOnVersion=1`),
      await desk(wang, 'GET', `posts/${ID}/history`),
      await server.command(wang, 'publishPost', { postId: ID, text: '稿', pictures: [] }),
    ];
    for (const { status, body } of refused) expect([status, body.code]).toEqual([401, 'invite.revoked']);
    expect((await beat(other)).nowUnixMs).toBe(now);
  });
});
