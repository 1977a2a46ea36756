import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BeatAnswer } from '../../shared/desk.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { sampleSetup } from '../support/sample-tour.ts';
import { until } from '../support/until.ts';

let now = 1_657_155_600_000;
let server: TestApp;
let wang: string;
let boss: string;
let ID = '';
let serial = 0;
beforeAll(async () => {
  server = await startApp({ nowUnixMs: () => now });
  wang = await server.token('editor', 'qinchu', { name: '王记者' });
  boss = await server.token('organiser', 'org');
});
afterAll(async () => {
  await server.close();
});
beforeEach(() => {
  now += 60_000;
  serial += 1;
  ID = `draft-${serial}-0000`;
});

async function save(token: string, body: object, id = ID) {
  const answer = await server.app.http.inject({
    method: 'PUT',
    url: `/api/tours/tour/desk/drafts/${id}`,
    headers: { authorization: `Bearer ${token}` },
    payload: { basedOnVersion: 0, state: 'scheduled', content: { text: '稿', pictures: [] }, ...body },
  });
  expect([answer.statusCode, answer.payload]).toEqual([200, expect.any(String)]);
}
async function beat(language = 'zh', token = wang) {
  const answer = await server.app.http.inject({
    method: 'POST',
    url: '/api/tours/tour/desk/beat',
    headers: { authorization: `Bearer ${token}`, 'accept-language': language },
    payload: { screenId: 'screen-0001' },
  });
  return answer.json<BeatAnswer>();
}
const draft = async (language = 'zh', token = wang) =>
  (await beat(language, token)).drafts?.find(({ id }) => id === ID);
const room = async () => {
  const found = await server.app.tours.find('tour');
  if (found === undefined) throw new Error('There is no tour');
  return found;
};
const post = async (id = ID) => valueAt((await room()).fold.tour.posts, id);

describe('a scheduled draft', () => {
  test('is published by the server when its time has come, under its author, and is no draft any more', async () => {
    const content = { title: '预告', text: '晚上八点见', pictures: [], stopId: 's1' };
    await save(wang, { content, scheduledAtUnixMs: now + 5_000 });
    expect(await draft()).toMatchObject({ state: 'scheduled', scheduledAtUnixMs: now + 5_000 });
    expect(await post()).toBeUndefined();
    now += 5_000;
    await until(post, 'the post');
    expect(await post()).toMatchObject({
      ...content,
      outletId: 'qinchu',
      author: '王记者',
      publishedAt: now,
    });
    await until(async () => (await draft()) === undefined, 'the draft to be gone');
  });

  test('that is late after a stop of the server is published at once; several in the order of their times', async () => {
    const later = `later-${serial}-0000`;
    await save(wang, { scheduledAtUnixMs: now + 2_000 }, later);
    await save(wang, { scheduledAtUnixMs: now + 1_000 });
    now += 3_600_000;
    await until(() => post(later), 'both posts');
    expect((await room()).fold.tour.feed.slice(-2)).toEqual([ID, later]);
  });

  test('is not published while it is being changed back, nor twice when it is scheduled again afterwards', async () => {
    await save(wang, { scheduledAtUnixMs: now + 5_000 });
    await save(wang, { basedOnVersion: 1, state: 'draft' });
    now += 10_000;
    await save(wang, {
      basedOnVersion: 2,
      scheduledAtUnixMs: now + 5_000,
      content: { text: '新稿', pictures: [] },
    });
    now += 5_000;
    await until(post, 'the post');
    expect(await post()).toMatchObject({ text: '新稿', publishedAt: now });
  });

  test.each([
    ['the stop was removed', 'stop.unknown', '没有这个点位：s2。', 'There is no stop s2.'],
    ['the moment was told by a colleague', 'moment.told', /已经播报过/, /published already/],
    ['a picture is gone', 'picture.unknown', /没有这张图片/, /no such picture/],
  ] as const)(
    'that cannot be published because %s stays, with the reason in the reader’s language',
    async (_why, code, zh, en) => {
      const feature = { kind: 'moment', momentId: `arrival.x${serial}`, what: 'arrival' } as const;
      const picture = { id: 'b'.repeat(32), width: 8, height: 6, widths: [8], colour: '#808080' };
      await server.store.putRecord('pictures.tour', picture.id, JSON.stringify(picture));
      const content = {
        'stop.unknown': { text: '稿', pictures: [], stopId: 's2' },
        'moment.told': { text: '稿', pictures: [], feature },
        'picture.unknown': { text: '稿', pictures: [{ ...picture, alt: '图' }] },
      }[code];
      await save(wang, { content, scheduledAtUnixMs: now + 5_000 });
      const stops = sampleSetup.stops.filter(({ id }) => id !== 's2');
      const revise = (setup: object, basedOnVersion: number) =>
        server.command(boss, 'setUpTour', { setup, basedOnVersion });
      const version = (await room()).fold.tour.setupVersion;
      if (code === 'stop.unknown') await revise({ ...sampleSetup, stops }, version);
      if (code === 'moment.told')
        await server.command(wang, 'publishPost', {
          postId: `told-${serial}-0000`,
          text: '',
          pictures: [],
          feature,
        });
      if (code === 'picture.unknown') await server.store.deleteRecord('pictures.tour', picture.id);
      now += 5_000;
      const failed = await until(async () => {
        const found = await draft();
        return found?.state === 'failed' && found;
      }, 'the failure');
      const saying = (what: string | RegExp) =>
        typeof what === 'string' ? what : expect.stringMatching(what);
      expect(failed).toMatchObject({ content, failure: { code, message: saying(zh) } });
      expect((await draft('en'))?.failure?.message).toEqual(saying(en));
      expect(await post()).toBeUndefined();
      // Mended, it is a draft like any other.
      if (code === 'stop.unknown') await revise(sampleSetup, version + 1);
      await save(wang, { basedOnVersion: failed.version, state: 'draft' });
      expect(await draft()).not.toHaveProperty('failure');
    },
  );

  test('of an outlet whose invites were all revoked is not published', async () => {
    const guest = await server.token('editor', 'toutiao');
    await save(guest, { scheduledAtUnixMs: now + 5_000 });
    const headers = { authorization: `Bearer ${boss}` };
    const url = '/api/tours/tour/invites';
    const listed = JSON.parse((await server.get(url, headers)).text) as {
      invites: { id: string; inviteId: string }[];
    };
    for (const { id, inviteId } of listed.invites)
      if (id === 'toutiao')
        await server.app.http.inject({ method: 'DELETE', url: `${url}/${inviteId}`, headers });
    now += 5_000;
    await until(async () => {
      const record = await server.store.getRecord('drafts.tour', ID);
      return record !== undefined && (JSON.parse(record.body) as { state: string }).state === 'failed';
    }, 'the failure');
    expect(await post()).toBeUndefined();
    const newcomer = await server.token('editor', 'toutiao');
    expect((await draft('zh', newcomer))?.failure?.code).toBe('outlet.revoked');
  });
});

describe('moments by rule', () => {
  test('are published once each, since the rule, under its outlet; what was taken back stays back', async () => {
    await server.command(boss, 'beginDay', { day: 1 });
    now += 60_000;
    await server.command(boss, 'setMomentRule', {
      outletId: 'qinchu',
      kinds: ['day-begins', 'arrival', 'departure'],
    });
    now += 60_000;
    await server.command(boss, 'markStop', { stopId: 's1', status: 'arrived' });
    const told = await until(() => post('moment-arrival-s1'), 'the arrival');
    expect(told).toMatchObject({
      ...{ outletId: 'qinchu', stopId: 's1', areaId: 'zhuxi', brandId: 'virtue', pictures: [] },
      ...{ title: '抵达第 1 站 · 水坪镇实践所', feature: { momentId: 'arrival.s1', what: 'arrival' } },
    });
    expect(told).not.toHaveProperty('author');
    now += 25 * 60_000;
    await server.command(boss, 'withdrawPost', { postId: 'moment-arrival-s1', reason: '误报' });
    await server.command(boss, 'markStop', { stopId: 's1', status: 'left' });
    const left = await until(() => post('moment-departure-s1'), 'the departure');
    expect(left.text).toContain('在现场停留 25 分钟。下一站：房县好人广场（第 2 站）。');
    const ids = (await room()).fold.tour.feed.filter((id) => id.startsWith('moment-'));
    // The day began before the rule; the arrival is not told again.
    expect(ids).toEqual(['moment-arrival-s1', 'moment-departure-s1']);
  });

  test('a result is one only when it is whole: no stop below its quorum', async () => {
    const cast = async (judge: string, itemId: string) =>
      server.command(await server.token('judge', judge), 'castBallot', {
        itemId,
        marks: { work: '9', show: '9' },
      });
    await server.command(boss, 'setMomentRule', { outletId: 'qinchu', kinds: ['result'] });
    for (const day of [1, 2]) {
      await server.command(boss, 'beginDay', { day });
      now += 60_000;
      await server.command(boss, 'endDay', { day });
    }
    // Every area has a place by now; the last stop has one ballot of the two that it needs.
    for (const item of ['s1', 's2']) for (const judge of ['j1', 'j2', 'j3']) await cast(judge, item);
    await cast('j1', 's3');
    now += 60_000;
    const { moments } = await beat();
    expect(moments.filter(({ feature }) => feature.what === 'result')).toEqual([]);
    expect(await post('moment-result-final')).toBeUndefined();
    await cast('j2', 's3');
    expect(await until(() => post('moment-result-final'), 'the result')).toMatchObject({
      outletId: 'qinchu',
    });
  });
});
