import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Dashboard } from '../../shared/desk.ts';
import type { Frame, Snapshot } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';

let server: TestApp;
let editor: string;
let POST = '';
let serial = 0;
beforeAll(async () => {
  server = await startApp({ env: { TRUSTED_PROXIES: '1', PEOPLE_PER_ADDRESS: '100' }, beatMs: 100 });
  editor = await server.token('editor', 'qinchu');
});
afterAll(async () => {
  await server.close();
});
beforeEach(async () => {
  serial += 1;
  POST = `post-${serial}-0000`;
  await server.command(editor, 'publishPost', { postId: POST, text: `第${serial}条`, pictures: [] });
});

/** A browser: keeps the cookie that it was given, and its own name until that is cleared. */
function browser(address = `10.${serial}.0.1`) {
  const self = {
    cookie: '',
    device: `device-${Math.random().toString(36).slice(2)}`,
    async like(liked = true, postId = POST) {
      const answer = await server.app.http.inject({
        method: 'POST',
        url: `/live/tour/posts/${postId}/like`,
        headers: { 'x-forwarded-for': address, ...(self.cookie ? { cookie: self.cookie } : {}) },
        payload: { device: self.device, liked },
      });
      const set = answer.headers['set-cookie'];
      if (typeof set === 'string') self.cookie = set.split(';')[0] ?? '';
      return { status: answer.statusCode, body: answer.json<Record<string, unknown>>(), set };
    },
  };
  return self;
}
const read = async <T>(url: string) => JSON.parse((await server.get(url)).text) as T;

describe('likes', () => {
  test('count one for each device, however often it is asked, and can be taken back', async () => {
    const [one, two] = [browser(), browser()];
    expect((await one.like()).body).toEqual({ likes: 1, liked: true });
    expect((await one.like()).body).toEqual({ likes: 1, liked: true });
    expect((await two.like()).body).toEqual({ likes: 2, liked: true });
    expect((await one.like(false)).body).toEqual({ likes: 1, liked: false });
    expect((await one.like(false)).body).toEqual({ likes: 1, liked: false });
  });

  test('the device is known by a cookie that no script reads: clearing what the page keeps likes nothing twice', async () => {
    const one = browser();
    const { set } = await one.like();
    expect(String(set)).toMatch(/^lalian\.device=.*HttpOnly/);
    one.device = 'another-name-00';
    expect((await one.like()).body).toEqual({ likes: 1, liked: true });
    // Nor does clearing the cookies alone.
    const two = browser();
    await two.like();
    two.cookie = '';
    expect((await two.like()).body).toEqual({ likes: 2, liked: true });
  });

  test('of many requests of one device at once, one counts', async () => {
    const one = browser();
    const answers = await Promise.all(Array.from({ length: 10 }, () => one.like()));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect((await browser().like()).body.likes).toBe(2);
  });

  test('are slowed down for a device that cannot make up its mind, and for an address that makes up devices', async () => {
    const one = browser();
    const flips = [];
    for (let at = 0; at < 25; at += 1) flips.push((await one.like(at % 2 === 0)).status);
    expect(flips.filter((status) => status === 429)).toHaveLength(5);
    const known = browser('2001:db8::1');
    await known.like();
    const many = [];
    for (let at = 0; at < 109; at += 1) many.push(await browser('2001:db8::1').like());
    const refused = many.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    expect(refused[0]?.body).toMatchObject({
      code: 'request.too-many',
      details: { seconds: expect.any(Number) },
    });
    // Who was named before goes on, whoever else makes up devices behind the same address.
    expect((await known.like(false)).status).toBe(200);
    // The next address of the same network is no other reader.
    expect((await browser('2001:db8::2').like()).status).toBe(429);
    expect((await browser('2001:db8:0:1::1').like()).status).toBe(200);
  });

  test('a name that no server gave counts as new, whatever it says of itself', async () => {
    for (let at = 0; at < 100; at += 1) await browser('10.99.0.1').like();
    for (const seal of ['', '.', `.${'A'.repeat(22)}`]) {
      const forged = browser('10.99.0.1');
      forged.cookie = `lalian.device=forged-name-${seal}`;
      expect((await forged.like()).status).toBe(429);
    }
  });

  test.each([
    ['a post that is not there', 'no-such-post', {}, 404, 'post.unknown'],
    ['a name that is none', 'post-1-0000', { device: '<b>' }, 400, 'request.invalid'],
    ['something else than yes or no', 'post-1-0000', { liked: 2 }, 400, 'request.invalid'],
  ])('%s cannot be liked', async (_what, postId, more, status, code) => {
    const answer = await server.app.http.inject({
      method: 'POST',
      url: `/live/tour/posts/${postId}/like`,
      payload: { device: 'device-0000', liked: true, ...more },
    });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  test('a withdrawn post cannot be liked, and shows no likes any more', async () => {
    await browser().like();
    await until(
      async () => (await read<Snapshot>('/live/tour/snapshot.json')).latest.likes[POST] === 1,
      'the count',
    );
    await server.command(editor, 'withdrawPost', { postId: POST, reason: '重复' });
    expect((await browser().like()).body.code).toBe('like.withdrawn');
    expect((await read<Snapshot>('/live/tour/snapshot.json')).latest.likes).not.toHaveProperty(POST);
  });

  test('reach everybody: in the snapshot, in the frames, with the posts', async () => {
    await browser().like();
    await browser().like();
    const of = (likes: Readonly<Record<string, number>> | undefined) => likes?.[POST] === 2;
    await until(
      async () => of((await read<Snapshot>('/live/tour/snapshot.json')).latest.likes),
      'the snapshot',
    );
    expect(of((await read<Frame>('/live/tour/frames.json')).latest.likes)).toBe(true);
    for (const url of ['posts.json', `posts/${POST}.json`])
      expect(of((await read<{ likes: Record<string, number> }>(`/live/tour/${url}`)).likes)).toBe(true);
  });
});

describe('key moments', () => {
  test('are one list: posts that were marked and those that tell a moment, but none that was withdrawn', async () => {
    const moments = async () =>
      (await read<{ posts: { id: string }[] }>('/live/tour/moments.json')).posts.map(({ id }) => id);
    const feature = { kind: 'moment', momentId: `arrival.s${serial}`, what: 'arrival' };
    const told = `told-${serial}-0000`;
    await server.command(editor, 'publishPost', { postId: told, text: '抵达', pictures: [], feature });
    await server.command(editor, 'markKeyMoment', { postId: POST, isKey: true });
    await until(async () => (await moments()).length === 2, 'both moments');
    expect(await moments()).toEqual([POST, told]);
    await server.command(editor, 'withdrawPost', { postId: told, reason: '误报' });
    await until(async () => (await moments()).length === 1, 'the withdrawal');
    expect(await moments()).toEqual([POST]);
  });
});

describe('the dashboard', () => {
  const visit = (visitor: string, more: object = {}) =>
    server.app.http.inject({
      method: 'POST',
      url: '/live/tour/visit',
      payload: { visitor, polling: false, ...more },
    });
  const dashboard = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await server.get('/api/tours/tour/desk/dashboard', headers);
    expect(answer.headers['cache-control']).toContain('no-store');
    return JSON.parse(answer.text) as Dashboard & { code?: string };
  };

  test('says what each outlet published, how it is read and where readers came from, to editors and the organiser', async () => {
    await server.command(editor, 'correctPost', {
      postId: POST,
      basedOnVersion: 1,
      note: '改',
      title: '更正后的标题',
    });
    await browser().like();
    await visit('visitor-one', { postId: POST, from: 'share' });
    // Once more within half an hour is the same visit; a post that is not there is none.
    await visit('visitor-one', { postId: POST, from: 'share' });
    await visit('visitor-two', { postId: POST });
    await visit('visitor-two', { postId: 'no-such-post', from: 'push' });
    const mine = (one: Dashboard) => one.posts.find(({ postId }) => postId === POST);
    await until(async () => mine(await dashboard(editor))?.views === 2, 'the views to be counted');
    for (const role of ['editor', 'organiser'] as const) {
      const shown = await dashboard(await server.token(role, role === 'editor' ? 'toutiao' : 'org'));
      expect(mine(shown)).toMatchObject({
        ...{ outletId: 'qinchu', title: '更正后的标题', views: 2, likes: 1, from: { share: 1 } },
      });
      expect(shown.outlets.map(({ outletId }) => outletId)).toEqual(['qinchu', 'toutiao']);
      expect(shown.outlets[0]).toMatchObject({ corrections: 1, views: 2, posts: serial + 1, withdrawn: 2 });
      expect(shown.outlets[1]).toMatchObject({ posts: 0, views: 0, likes: 0 });
      expect(shown.from).toEqual({ share: 1 });
      expect(shown.viewers.at(-1)).toEqual({ atUnixMs: expect.any(Number), present: expect.any(Number) });
    }
    expect((await dashboard(await server.token('judge', 'j1'))).code).toBe('role.forbidden');
  });

  test('shows nothing of a draft', async () => {
    await server.app.http.inject({
      method: 'PUT',
      url: '/api/tours/tour/desk/drafts/draft-0001',
      headers: { authorization: `Bearer ${editor}` },
      payload: { basedOnVersion: 0, state: 'draft', content: { text: '独家稿件', pictures: [] } },
    });
    const shown = await dashboard(await server.token('editor', 'toutiao'));
    expect(JSON.stringify(shown)).not.toMatch(/独家|draft-0001/);
  });
});
