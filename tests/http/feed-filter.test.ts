import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';

let server: TestApp;
const json = async (url: string) => JSON.parse((await server.get(url)).text);
const ids = (page: { posts: { id: string }[] }) => page.posts.map((post) => post.id);

beforeAll(async () => {
  server = await startApp();
  const qinchu = await server.token('editor', 'qinchu');
  const toutiao = await server.token('editor', 'toutiao');
  const publish = async (token: string, postId: string, rest: object) => {
    const { status } = await server.command(token, 'publishPost', {
      postId,
      text: `正文 ${postId}`,
      pictures: [],
      ...rest,
    });
    expect(status).toBe(200);
  };
  for (let at = 0; at < 30; at += 1) {
    const number = String(at).padStart(4, '0');
    await publish(qinchu, `post-s1-${number}`, { stopId: 's1' });
    if (at < 3) await publish(toutiao, `post-s2-${number}`, { stopId: 's2' });
  }
  await publish(toutiao, 'post-passes-on', { sharesPostId: 'post-s1-0000' });
});
afterAll(() => server.close());

describe('a filtered feed', () => {
  test('comes page by page like the whole one, and says how many there are', async () => {
    const first = await json('/live/tour/posts.json?stop=s1');
    expect([first.posts.length, first.more, first.count]).toEqual([20, true, 30]);
    const second = await json(`/live/tour/posts.json?before=${first.posts[0].id}&stop=s1`);
    expect([second.posts.length, second.more]).toEqual([10, false]);
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(30);
  });

  test.each([
    ['area=fang', ['post-s2-0000', 'post-s2-0001', 'post-s2-0002']],
    ['outlet=toutiao&area=fang', ['post-s2-0000', 'post-s2-0001', 'post-s2-0002']],
    ['brand=virtue&outlet=toutiao', []],
    ['stop=s3', []],
  ])('%s holds exactly what belongs there', async (query, wanted) => {
    expect(ids(await json(`/live/tour/posts.json?${query}`))).toEqual(wanted);
  });

  test('brings along what its posts pass on, and a single post does so too', async () => {
    const { passedOn } = await json('/live/tour/posts.json?outlet=toutiao');
    expect(passedOn).toMatchObject([{ id: 'post-s1-0000', text: '正文 post-s1-0000' }]);
    expect((await json('/live/tour/posts/post-passes-on.json')).passedOn).toMatchObject([
      { id: 'post-s1-0000' },
    ]);
    expect((await server.get('/t/tour/p/post-passes-on')).text).toContain('正文 post-s1-0000');
  });

  test.each([
    ['?stop=nope', 404, 'stop.unknown'],
    ['?area=nope', 404, 'area.unknown'],
    ['?brand=nope', 404, 'brand.unknown'],
    ['?outlet=nope', 404, 'outlet.unknown'],
    ['?stop=', 400, 'request.invalid'],
    ['?stop=s1&stop=s2', 400, 'request.invalid'],
    ['?outlet=toutiao&before=post-s1-0003', 404, 'post.unknown'],
  ])('%s is refused', async (query, status, code) => {
    const answer = await server.get(`/live/tour/posts.json${query}`);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, code]);
  });
});

describe('the page of a filter', () => {
  test('is made on the server, says so in its title, and leads back to all posts', async () => {
    const { text } = await server.get('/t/tour?area=fang');
    const body = text.replace(/<script type="application\/(ld\+)?json".*?<\/script>/gs, '');
    expect(body).toContain('<meta property="og:title" content="房县 · 动态 | 示例拉练">');
    expect(body).toContain('href="/t/tour#feed"');
    for (const postId of ['post-s2-0000', 'post-s2-0002']) expect(body).toContain(`正文 ${postId}`);
    expect(body).not.toContain('正文 post-s1');
    expect(body).toContain(`hreflang="en" href="${server.config.publicUrl}/t/tour?area=fang&#38;lang=en"`);
  });

  test('passes over what the tour does not have: the same bytes as without', async () => {
    const whole = await server.get('/t/tour');
    for (const query of ['?stop=nope', '?stop=&area=&outlet=', '?stop=s1&stop=s2'])
      expect((await server.get(`/t/tour${query}`)).headers.etag).toBe(whole.headers.etag);
    expect((await server.get('/t/tour?stop=s1')).headers.etag).not.toBe(whole.headers.etag);
  });
});
