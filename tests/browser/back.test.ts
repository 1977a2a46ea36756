import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { enterAsEditor, openDeskPage, photo } from '../support/desk-page.ts';
import { enterAs, openItem } from '../support/judge-page.ts';
import { openPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let context: BrowserContext;
let page: Page;
let errors: string[];

const WECHAT =
  'Mozilla/5.0 (Linux; Android 12; V2031A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0.0.0 Mobile Safari/537.36 MMWEBID/1 MicroMessenger/8.0.49 XWEB/5023';

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  const organiser = await server.token('organiser', 'org2');
  await server.command(organiser, 'beginDay', { day: 1 });
  const editor = await server.token('editor', 'qinchu');
  const uploaded = await server.app.http.inject({
    ...{ method: 'POST', url: '/api/tours/tour/pictures', payload: await photo(1, 400) },
    headers: { authorization: `Bearer ${editor}`, 'content-type': 'image/jpeg' },
  });
  await server.command(editor, 'publishPost', {
    ...{ postId: 'back-0001', title: '采茶姑娘', text: '茶篓里放着急救包。', stopId: 's1' },
    pictures: [{ ...uploaded.json(), alt: '茶园' }],
  });
  ({ context, page, errors } = await openPage(browser, { userAgent: WECHAT }));
  // Where a reader came from: whoever goes back too far lands there.
  await page.goto('about:blank#before');
});
afterEach(async () => {
  expect(errors).toEqual([]);
  await context.close();
  await server.close();
});

/** The phone's own; not awaited in the page, which may go with it. */
const back = () => page.evaluate(() => void setTimeout(() => history.back()));
const sheet = () => page.getByRole('dialog');
const opened = async (path = '/t/tour') => {
  await page.goto(base + path);
  await page.getByText('实时').first().waitFor({ state: 'attached' });
};
const share = () => page.getByRole('button', { name: '分享', exact: true }).click();
/** Until the history stands as the page wants it. */
const settled = (depth: number) =>
  page.waitForFunction((wanted) => (Number(history.state?.layers) || 0) === wanted, depth);
const onPage = () => expect(page.url()).toContain(`${base}/`);
/** The next Back leaves the page: nothing is left over of what was open. */
async function leaves(): Promise<void> {
  await back();
  await page.waitForURL('about:blank#before');
}

describe('Back on a phone', () => {
  test('closes the sheet, and then leaves', async () => {
    await opened();
    await share();
    await sheet().waitFor();
    await settled(1);
    await back();
    await sheet().waitFor({ state: 'detached' });
    onPage();
    await leaves();
  });

  test('is not left dead by a sheet that was closed by its button, by Escape, or many times over', async () => {
    await opened();
    for (const close of ['button', 'Escape', 'button', 'Escape']) {
      await share();
      await sheet().waitFor();
      if (close === 'Escape') await page.keyboard.press('Escape');
      else await sheet().getByRole('button', { name: '关闭' }).click();
      await sheet().waitFor({ state: 'detached' });
    }
    await settled(0);
    // One that opens while the last one's entry is still on its way out stays open.
    await share();
    await sheet().waitFor();
    await settled(1);
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('dialog[open] .close')?.click();
      setTimeout(() => document.querySelector<HTMLElement>('nav.thumb button')?.click());
    });
    await settled(1);
    await sheet().waitFor();
    await back();
    await sheet().waitFor({ state: 'detached' });
    await settled(0);
    await leaves();
  });

  test('closes a picture, the card of a stop and the tab, one at a time', async () => {
    await opened();
    await page.getByRole('link', { name: '地图' }).last().click();
    await settled(1);
    await page
      .getByRole('button', { name: /水坪镇实践所/ })
      .last()
      .click();
    const card = page.locator('.card', { hasText: '水坪镇实践所' });
    await card.waitFor();
    await settled(2);
    await share();
    await sheet().waitFor();
    await settled(3);
    await back();
    await sheet().waitFor({ state: 'detached' });
    expect(await card.count()).toBe(1);
    await back();
    await card.waitFor({ state: 'detached' });
    expect(await page.locator('.page').getAttribute('data-view')).toBe('map');
    await back();
    await page.locator('.page[data-view="feed"]').waitFor();
    await page.locator('.pictures a').first().click();
    await page.locator('.pswp--open').waitFor();
    await settled(1);
    await back();
    await page.locator('.pswp').waitFor({ state: 'detached' });
    await settled(0);
    await leaves();
  });

  test('forward into what was closed stays on the page, and so does a reload with something open', async () => {
    await opened('/t/tour/p/back-0001');
    await share();
    await sheet().waitFor();
    await settled(1);
    await back();
    await sheet().waitFor({ state: 'detached' });
    await page.evaluate(() => history.forward());
    await settled(0);
    expect(await sheet().count()).toBe(0);
    await share();
    await sheet().waitFor();
    await settled(1);
    await page.reload();
    await page.getByText('实时').first().waitFor();
    await settled(0);
    expect(page.url()).toBe(`${base}/t/tour/p/back-0001`);
    expect(await sheet().count()).toBe(0);
    await leaves();
  });

  test('out of a tab that the address asked for leaves at once', async () => {
    await opened('/t/tour#map');
    await page.locator('.page[data-view="map"]').waitFor();
    await leaves();
  });

  test("closes a judge's keypad, then the item", async () => {
    await enterAs(context, await server.token('judge', 'j1'), base);
    await page.goto(`${base}/judge/tour`);
    await page.getByText('已连接').waitFor();
    await openItem(page, '水坪镇实践所');
    await page.getByRole('button', { name: /^工作 键盘输入/ }).click();
    await sheet().waitFor();
    await settled(1);
    await back();
    await sheet().waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: '水坪镇实践所' }).waitFor();
    await back();
    await page.getByRole('link', { name: '水坪镇实践所' }).waitFor();
    await leaves();
  });

  test("closes the desk's dialog, then its tab", async () => {
    await enterAsEditor(context, await server.token('editor', 'qinchu'), base);
    await openDeskPage(page, base);
    await page.getByRole('button', { name: /草稿/ }).first().click();
    await page.locator('main[data-view="drafts"]').waitFor();
    await settled(1);
    await page.keyboard.press('F1');
    await sheet().waitFor();
    await settled(2);
    await back();
    await sheet().waitFor({ state: 'detached' });
    await page.locator('main[data-view="drafts"]').waitFor();
    await back();
    await page.locator('main[data-view="write"]').waitFor();
    await leaves();
  });

  test("closes the desk's tab, whichever tabs were pressed, once it is all that is seen", async () => {
    await enterAsEditor(context, await server.token('editor', 'qinchu'), base);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await openDeskPage(page, base);
    await page.locator('nav .view-drafts').click();
    await settled(0);
    // Turned upright, or its window made narrow: one pane fills it.
    await page.setViewportSize({ width: 390, height: 844 });
    await settled(1);
    for (const view of ['outbox', 'coverage', 'dashboard']) await page.locator(`nav .view-${view}`).click();
    await page.locator('main[data-view="dashboard"]').waitFor();
    await settled(1);
    await back();
    await page.locator('main[data-view="write"]').waitFor();
    onPage();
    await leaves();
  });

  test("closes the organiser's dialogs one at a time", async () => {
    const token = await server.token('organiser', 'org3');
    await takeSession(context, 'organiser', token, base);
    await openPlace(page, base, 'scores');
    await page.getByText('实时', { exact: true }).waitFor();
    await page.locator('[data-row="-1"][data-column="0"]').click();
    await sheet().waitFor();
    await sheet().getByRole('button', { name: '锁定这一站' }).click();
    await expect.poll(() => sheet().count()).toBe(2);
    await settled(2);
    await back();
    await expect.poll(() => sheet().count()).toBe(1);
    await back();
    await expect.poll(() => sheet().count()).toBe(0);
    await leaves();
  });
});
