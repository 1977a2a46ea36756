import { brotliCompressSync } from 'node:zlib';
import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Dashboard } from '../../shared/desk.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { openPage, type PageHost, shareBrowser, type WatchedPage } from '../support/browser.ts';
import { type NewsSite, startNewsSite } from '../support/news-site.ts';
import { takeSession } from '../support/session.ts';
import { until } from '../support/until.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let editor: string;
let organiser: string;
let site: NewsSite | undefined;
let watched: WatchedPage | undefined;

const publish = (id: string, title: string, token = editor) =>
  server.command(token, 'publishPost', {
    ...{ postId: `embed-${id}`, title, text: '志愿者在实践所门口迎接。', pictures: [], stopId: 's1' },
  });
const tag = (attributes: string) =>
  `<script src="${base}/embed.js" data-tour="tour" ${attributes} async></script>`;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  editor = await server.token('editor', 'qinchu');
  organiser = await server.token('organiser', 'org2');
  await server.command(organiser, 'beginDay', { day: 1 });
  await server.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
  await publish('first-1', '第一条');
});
afterEach(async () => {
  await watched?.context.close();
  await site?.close();
  await server.close();
});

/** Opens a page of another site that holds these tags, and answers its frames once all have come. */
async function embedded(tags: readonly string[], options: Parameters<typeof openPage>[1] = {}) {
  site = await startNewsSite(
    `<!doctype html><html lang="zh-CN"><title>新闻</title><meta name="viewport" content="width=device-width"><h1>新闻页</h1>${tags.join('<p>正文</p>')}<p>末尾</p>`,
  );
  watched = await openPage(browser, { viewport: { width: 800, height: 3000 }, ...options });
  await watched.page.goto(site.url);
  const { page } = watched;
  // Async scripts run in any order; frames are taken as they stand on the page.
  await until(async () => (await page.locator('iframe').count()) === tags.length, 'every frame');
  const frames = await Promise.all(
    (await page.locator('iframe').elementHandles()).map((handle) =>
      until(async () => (await handle.contentFrame()) ?? undefined, 'a frame to load'),
    ),
  );
  for (const frame of frames) await frame.locator('.embed').waitFor();
  return { page, frames: frames as [Frame, ...Frame[]], errors: watched.errors };
}

/** How high each frame stands, and how high what is in it is. */
async function heights(page: Page, frames: readonly Frame[]) {
  const outside = await page.locator('iframe').evaluateAll((all) => all.map((one) => one.clientHeight));
  const inside = await Promise.all(
    frames.map((frame) =>
      frame.locator('#lalian').evaluate((root) => Math.ceil(root.getBoundingClientRect().height)),
    ),
  );
  return { outside, inside };
}

describe('an embed on another site', () => {
  test('shows feed, map and standings, each as high as it is, and follows live', async () => {
    const shows = ['feed', 'map', 'standings'] as const;
    const { page, frames, errors } = await embedded(
      shows.map((show) => tag(`data-show="${show}" data-theme="light"`)),
    );
    const [feed, map, standings] = frames as [Frame, Frame, Frame];
    await map.locator('.drawn-map').waitFor();
    await until(async () => {
      const { outside, inside } = await heights(page, frames);
      return outside.every((height, index) => height === inside[index]);
    }, 'frames as high as their content');
    await publish('live-001', '刚刚发布');
    await feed.getByText('刚刚发布').waitFor();
    await server.command(editor, 'withdrawPost', { postId: 'embed-live-001', reason: '重复发布' });
    await feed.getByText('重复发布').waitFor();
    for (const judge of ['j1', 'j2', 'j3'])
      await server.command(await server.token('judge', judge), 'castBallot', {
        ...{ itemId: 's1', marks: { work: '9.5', show: '9' } },
      });
    await standings.getByText(/^93/).first().waitFor();
    await server.command(organiser, 'setVisibility', {
      visibility: { mode: 'hidden', reason: { zh: '总结会上揭晓' } },
    });
    await standings.getByText('总结会上揭晓').waitFor();
    expect(await standings.getByText(/^93/).count()).toBe(0);
    await until(async () => {
      const { outside, inside } = await heights(page, frames);
      return outside.every((height, index) => height === inside[index]);
    }, 'frames as high as their content, after it changed');
    expect(
      await page.locator('iframe').evaluateAll((all) => all.map((one) => (one as HTMLIFrameElement).title)),
    ).toEqual(['示例 · 动态', '示例 · 地图', '示例 · 榜单']);
    expect(errors).toEqual([]);
  });

  test('can be scripted by no page, has no cookies and no storage, and scripts no page', async () => {
    const { page, frames } = await embedded([tag('data-show="feed"')]);
    await takeSession(page.context(), 'organiser', organiser, base);
    const reached = await page.evaluate(() => {
      const frame = document.querySelector('iframe');
      const attempts = [
        () => frame?.contentDocument?.title,
        () => frame?.contentWindow?.document.title,
        () => frame?.contentWindow?.localStorage.length,
      ];
      return attempts.map((attempt) => {
        try {
          return attempt() ?? 'nothing';
        } catch (error) {
          return (error as DOMException).name;
        }
      });
    });
    expect(reached).toEqual(['nothing', 'SecurityError', 'SecurityError']);
    const inside = await frames[0].evaluate(() => {
      const tried = (attempt: () => unknown) => {
        try {
          return attempt();
        } catch (error) {
          return (error as DOMException).name;
        }
      };
      return [
        origin,
        tried(() => document.cookie),
        tried(() => localStorage.length),
        tried(() => parent.document.title),
      ];
    });
    expect(inside).toEqual(['null', 'SecurityError', 'SecurityError', 'SecurityError']);
  });

  test('is no nearer to scripts on a page of the tour’s own site, whoever writes the frame', async () => {
    watched = await openPage(browser);
    const { page } = watched;
    await page.goto(`${base}/embed/tour?show=standings`);
    expect(await page.evaluate(() => origin)).toBe('null');
    await page.getByText('竹溪县').first().waitFor();
  });

  test('lacks nothing where WebSocket is blocked', async () => {
    site = await startNewsSite('');
    watched = await openPage(browser);
    const { page, errors } = watched;
    await page.routeWebSocket(/\/socket/, (socket) => socket.close());
    await page.goto(`${base}/embed/tour?show=feed`);
    await publish('polled-1', '轮询送达');
    await page.getByText('轮询送达').waitFor({ timeout: 30_000 });
    expect(errors).toEqual([]);
  });

  test('shows one outlet’s posts only, in its accent and theme, and opens links in a new tab', async () => {
    const other = await server.token('editor', 'toutiao');
    for (let at = 0; at < 3; at += 1) await publish(`other-${at}`, `头条${at}`, other);
    const { page, frames } = await embedded([
      tag('data-show="feed" data-outlet="qinchu" data-accent="#ffd000" data-theme="dark"'),
      tag('data-show="feed" data-outlet="toutiao" data-lang="en" data-theme="light"'),
    ]);
    const [own, others] = frames as [Frame, Frame];
    await own.getByText('第一条').waitFor();
    expect(await own.getByText(/头条\d/).count()).toBe(0);
    await others.getByText('Posts by').waitFor();
    expect(await others.getByText('第一条').count()).toBe(0);
    await publish('other-9', '头条9', other);
    await others.getByText('头条9').waitFor();
    expect(await own.getByText('头条9').count()).toBe(0);
    const look = (frame: Frame) =>
      frame.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        return [style.getPropertyValue('--paper'), style.getPropertyValue('--blue')];
      });
    expect(await look(own)).toEqual(['#10151a', '#ffd000']);
    expect(await look(others)).toEqual(['#faf8f4', '#0e64ae']);
    const [tab] = await Promise.all([page.context().waitForEvent('page'), own.getByText('第一条').click()]);
    await tab.waitForURL(`${base}/t/tour/p/embed-first-1`);
    // It left the sandbox: a whole page, with its own origin.
    expect(await tab.evaluate(() => origin)).toBe(base);
    // Both embeds were visited, and the post brought its reader by one of them.
    const dashboard = async () => {
      const { body } = await server.app.http.inject({
        ...{ url: '/api/tours/tour/desk/dashboard', headers: { authorization: `Bearer ${editor}` } },
      });
      return JSON.parse(body) as Dashboard;
    };
    await until(async () => (await dashboard()).from.embed === 3, 'what the embeds brought');
    const { posts } = await dashboard();
    expect(posts).toMatchObject([{ postId: 'embed-first-1', views: 1, from: { embed: 1 } }]);
  });

  test('far below waits until it comes near, and counts no visit before it is seen', async () => {
    site = await startNewsSite(
      `<!doctype html><html><div>${'<p>正文</p>'.repeat(600)}</div>${tag('data-show="map"')}`,
    );
    watched = await openPage(browser);
    const { page } = watched;
    await page.goto(site.url);
    await page.locator('iframe').waitFor({ state: 'attached' });
    const inFrames = () => page.frames().filter((frame) => frame.url().startsWith(base)).length;
    const views = async () =>
      JSON.parse((await server.get('/live/tour/snapshot.json')).text).latest.viewers.views;
    await page.waitForLoadState('load');
    expect(inFrames()).toBe(0);
    expect(await page.locator('iframe').evaluate((frame) => frame.clientHeight)).toBeGreaterThan(300);
    await page.locator('iframe').scrollIntoViewIfNeeded();
    await until(() => inFrames() === 1, 'the frame to load');
    await until(async () => (await views()) === 1, 'the visit to be counted');
  });

  test('has no barrier that axe finds', async () => {
    const { frames } = await embedded([tag('data-show="all"')]);
    await frames[0].locator('.drawn-map').waitFor();
    expect(await violations(frames[0])).toEqual([]);
  });
});

describe('the way in', () => {
  test('is one small script, which leaves no names on the page', async () => {
    const { text } = await server.get('/embed.js');
    expect(brotliCompressSync(text).length).toBeLessThanOrEqual(1536);
    const { page } = await embedded([tag('data-show="map"'), tag('data-show="standings"')]);
    expect(
      await page.evaluate(() => ['frame', 'script', 'tour', 'e', 't'].filter((name) => name in window)),
    ).toEqual([]);
  });

  test('any page may frame an embed, and no other page of the site', async () => {
    const policy = async (url: string) =>
      (await server.get(url)).headers['content-security-policy'] as string;
    expect(await policy('/embed/tour')).toContain('frame-ancestors *');
    expect((await server.get('/embed/tour')).headers['x-frame-options']).toBeUndefined();
    for (const url of ['/', '/t/tour', '/enter', '/organiser/tour', '/judge/tour', '/embed/tour/code'])
      expect(await policy(url), url).toContain("frame-ancestors 'self'");
  });

  test('the code that the page offers is what it shows', async () => {
    watched = await openPage(browser, { viewport: { width: 1280, height: 900 } });
    const { page, errors } = watched;
    await page.goto(`${base}/embed/tour/code`);
    await page.getByLabel('榜单').check();
    await page.getByLabel('深色').check();
    await page.getByLabel('媒体', { exact: true }).selectOption('qinchu');
    expect(await page.getByLabel('代码').inputValue()).toBe(
      `<script src="${base}/embed.js" data-tour="tour" data-show="standings" data-outlet="qinchu" data-theme="dark" data-lang="zh" async></script>`,
    );
    const frame = await until(
      // Each choice makes another preview: the last one is that of the last choice.
      () => page.frames().find((one) => one.url().includes('outlet=qinchu')),
      'the preview',
    );
    expect(frame.url()).toContain('show=standings');
    await frame.getByText('竹溪县').first().waitFor();
    expect(errors).toEqual([]);
  });
});
