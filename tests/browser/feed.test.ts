import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Picture } from '../../shared/tour/posts/picture.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { uploadPicture } from '../support/editor-pictures.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let editor: string;
let organiser: string;
let pictures: readonly Picture[];
let published = 0;

async function publish(rest: Record<string, unknown> = {}): Promise<string> {
  published += 1;
  const postId = `feed-${String(published).padStart(4, '0')}`;
  const body = {
    postId,
    title: `第${published}条`,
    text: '正文。'.repeat(20),
    pictures: [],
    stopId: 's1',
    ...rest,
  };
  const { status, body: answer } = await server.command(editor, 'publishPost', body);
  expect([status, answer.message]).toEqual([200, undefined]);
  return postId;
}
const isLive = (page: Page) => page.getByText('实时').first().waitFor();
interface Shift {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly {
    readonly node: Element | null;
    readonly previousRect: DOMRect;
    readonly currentRect: DOMRect;
  }[];
}
/** Notes every layout shift that no touch of the reader's had caused: how large, and what moved. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    const seen: { value: number; what: string }[] = [];
    Object.assign(window, { shifts: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as Shift[])
        if (!entry.hadRecentInput)
          seen.push({
            value: entry.value,
            what: entry.sources
              .map(
                ({ node, previousRect, currentRect }) =>
                  `${node?.nodeName}.${node?.className} ${previousRect.y} ${currentRect.y}`,
              )
              .join(' | '),
          });
    }).observe({ type: 'layout-shift', buffered: true });
  });
const shiftsOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { shifts: { value: number; what: string }[] }).shifts);
const sumOf = (shifts: readonly { value: number }[]) => shifts.reduce((sum, { value }) => sum + value, 0);

beforeAll(async () => {
  browser = await shareBrowser();
  server = await startApp();
  base = await server.listen();
  editor = await server.token('editor', 'qinchu', { name: '王记者' });
  organiser = await server.token('organiser', 'org2');
  pictures = await Promise.all(
    ['#3a6', '#a63', '#36a', '#888'].map((colour, at) =>
      uploadPicture(server, editor, colour, at === 1 ? [800, 1200] : [1200, 800]),
    ),
  );
  await server.command(organiser, 'beginDay', { day: 1 });
  for (let at = 0; at < 70; at += 1)
    await publish({ pictures: at % 4 === 0 ? pictures.slice(0, 1 + (at % 3)) : [] });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.close();
});

describe("the reader's place", () => {
  test('moves by no pixel when 20 posts with pictures arrive above it', async () => {
    const { page, context, errors } = await openPage(browser);
    await page.goto(`${base}/t/tour`);
    await isLive(page);
    // The page comes with five posts; near its end there are more.
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.locator('article').nth(5).waitFor();
    // Posts are drawn and let go of meanwhile: the same one is meant from here on.
    const id = await page
      .locator('article')
      .nth(5)
      .evaluate((node) => {
        node.scrollIntoView({ block: 'start' });
        return node.id;
      });
    await page.waitForFunction(() => scrollY > 500);
    const top = () =>
      page.evaluate((at) => document.getElementById(String(at))?.getBoundingClientRect().top, id);
    const before = await top();
    for (let at = 0; at < 20; at += 1) await publish({ pictures });
    await page
      .getByText(/20\s*条新/)
      .first()
      .waitFor();
    expect(Math.abs(Number(await top()) - Number(before))).toBeLessThanOrEqual(1);
    // And when they are asked for, they are all there, newest first.
    await page
      .getByText(/20\s*条新/)
      .first()
      .click();
    await page.locator('article').first().getByText(`第${published}条`).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test('stays when he scrolls away while a new post still opens', async () => {
    const { page, context } = await openPage(browser);
    await watchShifts(page);
    await page.goto(`${base}/t/tour`);
    await isLive(page);
    const id = await publish({ pictures });
    // It opens slowly; the reader is gone before it is done.
    await page.waitForFunction((post) => {
      const box = document.getElementById(`p-${post}`);
      return box !== null && box.clientHeight > 10;
    }, id);
    const isOpening = () =>
      page.evaluate((post) => document.getElementById(`p-${post}`)?.style.height !== '', id);
    expect(await isOpening()).toBe(true);
    await page
      .locator('article')
      .nth(3)
      .evaluate((node) => node.scrollIntoView({ block: 'start' }));
    const top = () =>
      page
        .locator('article')
        .nth(3)
        .evaluate((node) => node.getBoundingClientRect().top);
    const before = await top();
    await expect.poll(isOpening).toBe(false);
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
    expect(sumOf(await shiftsOf(page))).toBeLessThanOrEqual(0.02);
    await context.close();
  });

  test.each(['with', 'without'])(
    'stays when posts that he jumped over are drawn above him, %s scroll anchoring',
    async (anchoring) => {
      const { page, context } = await openPage(browser);
      if (anchoring === 'without')
        await page.addInitScript(() => {
          CSS.supports = () => false;
          addEventListener('DOMContentLoaded', () => {
            for (const element of [document.documentElement, document.body])
              element.style.overflowAnchor = 'none';
          });
        });
      // No turn to be drawn comes while he jumps: what he jumped over was never drawn.
      await page.addInitScript(() => {
        const turns: FrameRequestCallback[] = [];
        const native = requestAnimationFrame;
        let jumping = true;
        window.requestAnimationFrame = (turn) => (jumping ? turns.push(turn) : native(turn));
        addEventListener('landed', () => {
          jumping = false;
          for (const turn of turns) native(turn);
        });
      });
      await page.goto(`${base}/t/tour`);
      await isLive(page);
      while (!(await page.evaluate(() => document.body.innerText.includes('以上是全部动态'))))
        await page.evaluate(() => {
          scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
          return new Promise((resolve) => setTimeout(resolve, 50));
        });
      expect(await page.locator('article').count()).toBeLessThan(published);
      await page.evaluate(() => dispatchEvent(new Event('landed')));
      const moved = await page.evaluate(async () => {
        let most = 0;
        for (let step = 0; step < 60; step += 1) {
          const looked = [...document.querySelectorAll('article')].find(
            (article) => article.getBoundingClientRect().bottom > 70,
          );
          const before = looked?.getBoundingClientRect().top ?? 0;
          const at = scrollY;
          scrollBy({ top: -200, behavior: 'instant' });
          const wanted = before + Math.min(200, at);
          // Two frames: one draws, the next one shows where things stand.
          await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
          if (looked?.isConnected)
            most = Math.max(most, Math.abs(looked.getBoundingClientRect().top - wanted));
        }
        return most;
      });
      expect(moved).toBeLessThanOrEqual(1);
      await context.close();
    },
  );

  test('at the top of the page nothing jumps while it goes on: posts, pictures, corrections, withdrawals, scores', async () => {
    const { page, context } = await openPage(browser, { viewport: PHONE });
    await watchShifts(page);
    await page.goto(`${base}/t/tour`);
    await isLive(page);
    const first = await publish({ awaitedPictures: 2, text: '先发文字。' });
    await server.command(organiser, 'markStop', { stopId: 's1', status: 'on-the-way' });
    await page.getByText('先发文字。').first().waitFor();
    const [one, two] = pictures;
    await server.command(editor, 'attachPicture', { postId: first, picture: { ...one, order: 0 } });
    await server.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
    await server.command(editor, 'attachPicture', { postId: first, picture: { ...two, order: 1 } });
    await server.command(editor, 'correctPost', {
      postId: first,
      basedOnVersion: 1,
      note: '人数有误，应为三百人，特此更正',
      text: '改过的文字。',
    });
    await page.getByText('改过的文字。').first().waitFor();
    const second = await publish({
      pictures: [two],
      feature: { kind: 'quote', words: '我们去帮别人', person: '李桂芳' },
    });
    for (const judge of ['j1', 'j2'])
      await server.command(await server.token('judge', judge), 'castBallot', {
        itemId: 's1',
        marks: { work: '9', show: '8' },
      });
    await page.getByText('我们去帮别人').first().waitFor();
    await server.command(editor, 'withdrawPost', { postId: second, reason: '重复' });
    await page.getByText('重复').first().waitFor();
    // Everything has come to rest: no box is held any more.
    await page.waitForFunction(() =>
      [...document.querySelectorAll('article')].every((node) => node.style.height === ''),
    );
    const shifts = await shiftsOf(page);
    expect(
      sumOf(shifts),
      shifts.map(({ value, what }) => `${value.toFixed(4)} ${what}`).join('\n'),
    ).toBeLessThanOrEqual(0.02);
    await context.close();
  });
});

describe('a long feed', () => {
  test('lets go of what is far, keeps its height, and the keyboard still gets everywhere', async () => {
    const { page, context, errors } = await openPage(browser);
    await page.goto(`${base}/t/tour`);
    await isLive(page);
    const loaded = () => page.evaluate(() => document.body.innerText.includes('以上是全部动态'));
    // Slowly enough that every post was drawn once: its height is known.
    while (!(await loaded())) {
      await page.evaluate(() => scrollBy({ top: 400, behavior: 'instant' }));
      // What comes into view is drawn in one frame and measured in the next.
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
    }
    const drawn = await page.locator('article').count();
    expect(drawn).toBeLessThan(published - 20);
    const heights = [0];
    await expect
      .poll(async () => {
        heights.push(await page.evaluate(() => document.documentElement.scrollHeight));
        return heights.at(-1) === heights.at(-2);
      })
      .toBe(true);
    const height = heights.at(-1) ?? 0;
    // Back to the top: what was let go of is drawn again, at its place.
    await page.evaluate(() => scrollTo(0, 0));
    const first = page.locator('article').first();
    await first.waitFor();
    await expect.poll(() => page.locator('article').first().getAttribute('aria-posinset')).toBe('1');
    expect(await first.getAttribute('aria-setsize')).toBe(String(published));
    expect(
      Math.abs((await page.evaluate(() => document.documentElement.scrollHeight)) - height),
    ).toBeLessThan(200);
    await first.focus();
    for (let at = 0; at < 25; at += 1) {
      await page.keyboard.press('PageDown');
      await page.waitForFunction(
        (nth) => document.activeElement?.getAttribute('aria-posinset') === String(nth),
        at + 2,
      );
    }
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('a feed that was scrolled through', () => {
  test('leaves nothing behind of the posts that it has let go of', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${base}/t/tour`);
    await isLive(page);
    const cdp = await context.newCDPSession(page);
    /** Down to the end and up again; then the nodes that the page holds, whether they are in it or not. */
    const nodesAfterRound = async (): Promise<number> => {
      await page.evaluate(async () => {
        for (let at = 0; at < 40; at += 1) {
          scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
          await new Promise(requestAnimationFrame);
        }
        scrollTo({ top: 0, behavior: 'instant' });
      });
      await page.locator('[aria-posinset="1"]').waitFor();
      await page.waitForFunction(() => document.querySelectorAll('article').length < 40);
      await cdp.send('HeapProfiler.collectGarbage');
      return (await cdp.send('Memory.getDOMCounters')).nodes;
    };
    while (!(await page.evaluate(() => document.body.innerText.includes('以上是全部动态'))))
      await nodesAfterRound();
    const first = await nodesAfterRound();
    for (let round = 0; round < 4; round += 1) await nodesAfterRound();
    expect(await nodesAfterRound()).toBeLessThan(first * 1.2);
    await context.close();
  });
});

describe('a filtered feed', () => {
  test('shows what belongs to it and no more, live as well', async () => {
    await publish({ stopId: 's2', title: '房县的第一条' });
    const { page, context, errors } = await openPage(browser);
    await page.goto(`${base}/t/tour?area=fang`);
    await isLive(page);
    expect(await page.locator('article').count()).toBe(1);
    await publish({ stopId: 's1', title: '竹溪的，不该在这里' });
    await publish({ stopId: 's3', title: '房县的第二条' });
    await page.getByText('房县的第二条').first().waitFor();
    expect(await page.getByText('不该在这里').count()).toBe(0);
    await page.getByText('查看全部动态').first().click();
    await page.getByText('不该在这里').first().waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.locator('summary', { hasText: '筛选' }).click();
    await page.getByLabel('媒体').selectOption('toutiao');
    await page.getByText('还没有这样的动态').waitFor();
    expect(new URL(page.url()).search).toBe('?outlet=toutiao');
    expect(errors).toEqual([]);
    await context.close();
  });

  test('needs no script', async () => {
    const { page, context } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${base}/t/tour`);
    await page.locator('summary', { hasText: '筛选' }).click();
    await page.getByLabel('县（市、区）', { exact: false }).and(page.locator('select')).selectOption('fang');
    await page.getByRole('button', { name: '查看' }).click();
    expect(await page.innerText('body')).toContain('房县 · 动态');
    await context.close();
  });
});
