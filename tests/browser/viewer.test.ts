import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let editor: string;
let organiser: string;

const publish = (id: string, title: string, text = '拉练队伍抵达，志愿者讲解。') =>
  server.command(editor, 'publishPost', { postId: `viewer-${id}`, title, text, pictures: [], stopId: 's1' });

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  editor = await server.token('editor', 'qinchu', { name: '王记者' });
  organiser = await server.token('organiser', 'org2');
  await server.command(organiser, 'beginDay', { day: 1 });
  await server.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
  await publish('first-1', '第一条');
});
afterEach(async () => {
  await server.close();
});

describe("the viewer's page", () => {
  test('is readable without JavaScript: posts, standings, itinerary, in both languages', async () => {
    for (const [query, words] of [
      ['', ['第一条', '榜单', '水坪镇实践所', '竹溪县']],
      ['?lang=en', ['第一条', 'Standings', 'Zhuxi']],
    ] as const) {
      const { page, context } = await openPage(browser, { javaScriptEnabled: false });
      await page.goto(`${base}/${query}`);
      const text = await page.innerText('body');
      for (const word of words) expect(text).toContain(word);
      await context.close();
    }
  });

  test('tells link previews what it is about', async () => {
    const { text } = await server.get('/t/tour');
    for (const tag of ['og:title', 'og:description', 'og:url', 'og:type'])
      expect(text).toContain(`property="${tag}"`);
  });

  test('shows a post, a correction and a withdrawal as they happen', async () => {
    const { page, context, errors } = await openPage(browser);
    await page.goto(base);
    await publish('live-0001', '刚刚发布');
    await page.getByText('刚刚发布').first().waitFor();
    await server.command(editor, 'correctPost', {
      postId: 'viewer-live-0001',
      basedOnVersion: 1,
      note: '人数有误',
      text: '改正后的正文',
    });
    await page.getByText('改正后的正文').first().waitFor();
    await page.getByText('人数有误').first().waitFor();
    await server.command(editor, 'withdrawPost', { postId: 'viewer-live-0001', reason: '重复发布' });
    await page.getByText('重复发布').first().waitFor();
    expect(await page.getByText('改正后的正文').count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('shows scores as they come, and says so when they are hidden', async () => {
    const { page, context } = await openPage(browser, { viewport: { width: 1280, height: 900 } });
    await page.goto(base);
    for (const judge of ['j1', 'j2', 'j3']) {
      await server.command(await server.token('judge', judge), 'castBallot', {
        itemId: 's1',
        marks: { work: '9.5', show: '9' },
      });
    }
    const score = page.getByText(/^93/).filter({ visible: true });
    await score.first().waitFor();
    await server.command(organiser, 'setVisibility', {
      visibility: { mode: 'hidden', reason: { zh: '总结会上揭晓' } },
    });
    await page.getByText('总结会上揭晓').first().waitFor();
    expect(await page.getByText(/^93/).count()).toBe(0);
    await context.close();
  });

  test('moves nothing below the headline on a phone, wherever the convoy is', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(base);
    await page.getByText('实时').first().waitFor();
    const heights = new Set<number>();
    const measure = async (said: RegExp) => {
      await page.locator('.ribbon').first().getByText(said).first().waitFor();
      heights.add(
        await page
          .locator('.ribbon')
          .first()
          .evaluate((ribbon) => ribbon.getBoundingClientRect().height),
      );
    };
    await measure(/正在水坪镇实践所/);
    await server.command(organiser, 'markStop', { stopId: 's1', status: 'left' });
    await measure(/行进中/);
    await server.command(organiser, 'markStop', { stopId: 's2', status: 'on-the-way' });
    await measure(/正前往/);
    expect(heights.size).toBe(1);
    await context.close();
  });

  test('keeps the place of a reader who has scrolled, and offers what is new', async () => {
    for (let at = 2; at < 14; at += 1) await publish(`more-${at}00`, `第${at}条`, '正文。'.repeat(60));
    const { page, context } = await openPage(browser);
    await page.goto(base);
    await page.getByText('实时').first().waitFor();
    const anchor = page.locator('article', { hasText: '第9条' }).first();
    await anchor.scrollIntoViewIfNeeded();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    const before = await anchor.evaluate((node) => node.getBoundingClientRect().top);
    for (let at = 0; at < 5; at += 1) await publish(`fresh-${at}00`, `新消息${at}`);
    await page
      .getByText(/5\s*条新/)
      .first()
      .waitFor();
    const after = await anchor.evaluate((node) => node.getBoundingClientRect().top);
    expect(Math.abs(after - before)).toBeLessThanOrEqual(1);
    await context.close();
  });

  test('says that it is offline, keeps what it shows, and catches up without a gap', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(base);
    await page.getByText('实时').first().waitFor();
    const headHeight = () =>
      page
        .locator('.head')
        .first()
        .evaluate((head) => head.getBoundingClientRect().height);
    const height = await headHeight();
    await context.setOffline(true);
    await page
      .getByText(/离线 · 截至/)
      .first()
      .waitFor();
    // On a phone's width nothing moves for it.
    expect(await headHeight()).toBe(height);
    expect(await page.getByText('第一条').count()).toBeGreaterThan(0);
    for (let at = 0; at < 3; at += 1) await publish(`while-${at}00`, `离线期间${at}`);
    await context.setOffline(false);
    for (let at = 0; at < 3; at += 1) await page.getByText(`离线期间${at}`).first().waitFor();
    await page.getByText('实时').first().waitFor();
    await context.close();
  });

  test('lacks nothing where WebSocket is blocked', async () => {
    const { page, context } = await openPage(browser);
    await page.routeWebSocket(/\/socket/, (socket) => socket.close());
    await page.goto(base);
    await publish('polled-01', '轮询送达');
    await page.getByText('轮询送达').first().waitFor({ timeout: 30_000 });
    await server.command(editor, 'correctPost', {
      postId: 'viewer-polled-01',
      basedOnVersion: 1,
      note: '时间有误',
      text: '轮询更正',
    });
    await page.getByText('轮询更正').first().waitFor({ timeout: 15_000 });
    // The next poll has what was said before it: no browser may answer it with what it kept of the last one.
    await publish('polled-02', '轮询不落后');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const poll = await page.waitForRequest(/frames\.json/);
    expect(await (await poll.response())?.text()).toContain('轮询不落后');
    await context.close();
  });

  test('says how long ago something was by the clock of the server, not of the device', async () => {
    const { page, context } = await openPage(browser);
    await page.addInitScript(() => {
      const real = Date.now;
      Date.now = () => real() + 2 * 3_600_000;
    });
    await page.goto(base);
    await page.getByText('实时').first().waitFor();
    expect(await page.innerText('body')).not.toMatch(/[12] 小时前|120 分钟前/);
    await page
      .getByText(/刚刚|1 分钟前/)
      .first()
      .waitFor();
    await context.close();
  });

  test('never runs what somebody wrote', async () => {
    const evil = '<img src=x onerror="window.owned=1"><script>window.owned=1</script>';
    await publish('evil-0001', evil, evil);
    const { page, context, errors } = await openPage(browser);
    await page.goto(base);
    await page.getByText('onerror').first().waitFor();
    await publish('evil-0002', `${evil} 二`, evil);
    await page.getByText('二', { exact: false }).first().waitFor();
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('counts visits and viewers', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(base);
    await page.getByText('实时').first().waitFor();
    await expect
      .poll(async () => JSON.parse((await server.get('/live/tour/frames.json')).text).latest.viewers, {
        timeout: 20_000,
      })
      .toEqual({ present: 1, views: 1 });
    await context.close();
  });
});
