import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { valueAt } from '../../shared/tour/keyed.ts';
import { startApp, type TestApp } from '../support/app.ts';
import {
  openPage,
  type PageHost,
  passUntilShown,
  SLOWEST_RETRY_MS,
  shareBrowser,
} from '../support/browser.ts';
import { attachPhotos, enterAsEditor, openDeskPage, photo } from '../support/desk-page.ts';
import { enterAs, markAll, openItem } from '../support/judge-page.ts';
import { openPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';

let browser: PageHost;
let server: TestApp;
let base: string;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  await server.command(await server.token('organiser', 'org2'), 'beginDay', { day: 1 });
});
afterEach(() => server.close());

const publish = async (id: string, title: string) =>
  server.command(await server.token('editor', 'qinchu'), 'publishPost', {
    ...{ postId: id, title, text: '正文', pictures: [] },
  });
const tour = async () => (await server.app.tours.find('tour'))?.fold.tour;

/** A browser that says from the beginning that it has no network; it has one. */
async function openLiar() {
  const opened = await openPage(browser);
  await opened.page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false });
  });
  return opened;
}
const say = (page: Page, event: string) => page.evaluate((kind) => dispatchEvent(new Event(kind)), event);

describe('a browser that says it is offline while its network works', () => {
  test('keeps following by its socket', async () => {
    const { page, context, errors } = await openLiar();
    await page.goto(base);
    await page.getByText('实时').first().waitFor();
    await say(page, 'offline');
    await publish('liar-0001', '谎报离线之后');
    await page.getByText('谎报离线之后').first().waitFor({ timeout: 20_000 });
    await page.getByText('实时').first().waitFor();
    expect(await page.getByText(/离线 · 截至/).count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('keeps following by polling', async () => {
    const { page, context } = await openLiar();
    await page.routeWebSocket(/\/socket/, (socket) => socket.close());
    await page.goto(base);
    await publish('liar-0001', '轮询之前');
    await page.getByText('轮询之前').first().waitFor({ timeout: 20_000 });
    await say(page, 'offline');
    await publish('liar-0002', '轮询之后');
    await page.getByText('轮询之后').first().waitFor({ timeout: 20_000 });
    await context.close();
  });

  test('comes back from a real cut by itself, though nothing says that the network is back', async () => {
    const { page, context } = await openLiar();
    // Whatever the browser says of its network is kept from the page.
    await page.addInitScript(() => {
      for (const kind of ['online', 'offline'])
        addEventListener(kind, (event) => event.stopImmediatePropagation(), true);
    });
    await page.clock.install();
    await page.goto(base);
    await page.getByText('实时').first().waitFor();
    const port = Number(new URL(base).port);
    await server.close();
    await passUntilShown(page, page.getByText(/离线 · 截至/).first());
    server = await startApp();
    await server.listen(port);
    await publish('liar-0001', '恢复之后');
    await page.clock.fastForward(SLOWEST_RETRY_MS);
    await page.getByText('恢复之后').first().waitFor({ timeout: 60_000 });
    await context.close();
  });

  test("sends a judge's ballot", async () => {
    const { page, context } = await openLiar();
    await enterAs(context, await server.token('judge', 'j1'), base);
    await page.goto(`${base}/judge/tour`);
    await page.getByText('已连接').waitFor();
    await say(page, 'offline');
    await openItem(page, '水坪镇实践所');
    await markAll(page, { 工作: '9.5', 展示: '0' });
    await page.getByRole('button', { name: '送出' }).click();
    await page.getByRole('status').filter({ hasText: '已送达' }).waitFor();
    expect((await tour())?.ballots.s1?.j1?.marks).toEqual({ work: '9.5', show: '0' });
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByText('已连接').waitFor();
    await context.close();
  });

  test("publishes an editor's post with its picture", async () => {
    const { page, context } = await openLiar();
    await enterAsEditor(context, await server.token('editor', 'qinchu'), base);
    await openDeskPage(page, base);
    const pictures = async () => {
      const { feed = [], posts } = (await tour()) ?? {};
      return feed.map((id) => (posts && valueAt(posts, id))?.pictures.length);
    };
    await say(page, 'offline');
    await page.getByRole('textbox', { name: '正文' }).fill('谎报离线时发布');
    await attachPhotos(page, [await photo(3)]);
    await page.getByRole('textbox', { name: '图片 1 画面说明' }).fill('画面');
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await expect.poll(pictures, { timeout: 30_000 }).toEqual([1]);
    await page.getByText('已连接').waitFor();
    await context.close();
  });

  test('shows the organiser what happens', async () => {
    const { page, context } = await openLiar();
    const token = await server.token('organiser', 'org3');
    await takeSession(context, 'organiser', token, base);
    await openPlace(page, base, 'scores');
    await page.getByText('实时', { exact: true }).waitFor();
    await say(page, 'offline');
    const cast = { itemId: 's1', marks: { work: '9', show: '8' } };
    await server.command(await server.token('judge', 'j1'), 'castBallot', cast);
    await page.locator('[data-row="0"][data-column="0"][aria-label="已打分"]').waitFor({ timeout: 20_000 });
    await page.getByText('实时', { exact: true }).waitFor();
    await context.close();
  });
});
